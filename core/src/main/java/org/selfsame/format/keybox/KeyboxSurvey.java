package org.selfsame.format.keybox;

import java.io.IOException;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.HexFormat;
import org.selfsame.parts.Parts;
import org.selfsame.parts.Survey;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// The blobs of a key box. Source: the comment at the start of `kbx/keybox-blob.c` of GnuPG 2.2.40.
final class KeyboxSurvey implements Survey {
    private static final ByteOrder BIG = ByteOrder.BIG_ENDIAN;
    private static final int HEADER = 32;
    private static final int OPENPGP = 2;
    private static final int X509 = 3;
    private static final int LEAST = 40;

    @Override
    public void head(Parts parts) throws IOException {
        parts.structure(0, HEADER, "header");
        var header = parts.cursor(0, "keybox", BIG);
        long length = header.u32("length");
        int type = header.u8("type");
        if (length != HEADER || type != 1) {
            throw parts.broken(0, "no header of a key box");
        }
        parts.fact("version", header.u8("version"));
        header.u16("flags");
        header.skip("magic", 4);
        header.padding(4);
        parts.fact("created_at", Instant.ofEpochSecond(header.u32("created_at")).toString());
        parts.fact("maintained_at", Instant.ofEpochSecond(header.u32("maintained_at")).toString());
    }

    @Override
    public void body(Parts parts) throws IOException {
        for (long at = HEADER; at < parts.size();) {
            long length = parts.number(at, 4, BIG);
            int type = (int) parts.number(at + 4, 1, BIG);
            if (length < 5 || length > parts.size() - at) {
                throw parts.broken(at, "a blob of " + length + " bytes");
            }
            if ((type == OPENPGP || type == X509) && length >= LEAST) {
                blob(parts, at, length);
            } else {
                parts.unknown(at, length, "empty blob");
            }
            at += length;
        }
    }

    private static void blob(Parts parts, long at, long length) throws IOException {
        long keys = at + parts.number(at + 8, 4, BIG);
        long keysLength = parts.number(at + 12, 4, BIG);
        if (keys + keysLength > at + length) {
            throw parts.broken(at + 8, "keys beyond their blob");
        }
        // version 2 has fingerprints of 32 bytes, of which the first 20 are those of a version 4 key
        var name = Name.of(HexFormat.of().withUpperCase().formatHex(parts.bytes(at + 20, 20)));
        var entry = parts.entry("", name, Metadata.NONE, keys, keysLength);
        entry.structure(at, length, "blob");
        var fields = entry.cursor(at, "blob", BIG);
        fields.u32("length");
        fields.u8("type");
        fields.u8("version");
        fields.u16("flags");
        fields.u32("keys_offset");
        fields.u32("keys_length");
        int keyCount = fields.u16("keys");
        fields.skip("key_infos", (long) fields.u16("key_info_size") * keyCount);
        fields.skip("serial", fields.u16("serial_length"));
        int users = fields.u16("user_ids");
        fields.skip("user_id_infos", (long) fields.u16("user_id_info_size") * users);
        int signatures = fields.u16("signatures");
        fields.skip("signature_infos", (long) fields.u16("signature_info_size") * signatures);
        fields.u8("owner_trust");
        fields.u8("validity");
        fields.padding(2);
        fields.u32("recheck_after");
        fields.u32("latest_timestamp");
        fields.u32("created_at");
        entry.field(at + length - 20, 20, "blob.checksum");
    }
}
