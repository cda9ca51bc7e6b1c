package org.selfsame.format.zip;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.selfsame.content.LittleEndian;

/// One extra field of a header. Source: PKWARE's APPNOTE 6.3.10, 4.5; Info-ZIP's extrafld.txt.
///
/// @param id what it is
/// @param at first byte of its data within all extra fields
/// @param length of its data
record ExtraField(int id, int at, int length) {
    static final int HEADER = 4;
    static final int ZIP64 = 0x0001;
    static final int NTFS = 0x000a;
    static final int UNIX_TIMES = 0x5455;
    static final int OLD_UNIX = 0x5855;
    static final int OLD_UNIX_OWNER = 0x7855;
    static final int UNIX_OWNER = 0x7875;

    /// The fields up to the end, or to the first that does not fit.
    static List<ExtraField> parse(byte[] extra) {
        var fields = new ArrayList<ExtraField>();
        for (int at = 0; extra.length - at >= HEADER;) {
            int length = LittleEndian.u16(extra, at + 2);
            if (length > extra.length - at - HEADER) {
                break;
            }
            fields.add(new ExtraField(LittleEndian.u16(extra, at), at + HEADER, length));
            at += HEADER + length;
        }
        return fields;
    }

    /// The term for layouts.
    String term() {
        return switch (id) {
            case ZIP64 -> "extra.zip64";
            case NTFS -> "extra.ntfs_times";
            case UNIX_TIMES -> "extra.unix_times";
            case OLD_UNIX -> "extra.old_unix_times";
            case OLD_UNIX_OWNER, UNIX_OWNER -> "extra.unix_owner";
            case 0x7075 -> "extra.unicode_path";
            case 0x6375 -> "extra.unicode_comment";
            case 0x9901 -> "extra.aes";
            case 0xcafe -> "extra.jar_marker";
            case 0xd935 -> "extra.alignment";
            default -> String.format(Locale.ROOT, "extra.0x%04x", id);
        };
    }
}
