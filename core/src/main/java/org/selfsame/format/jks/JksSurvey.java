package org.selfsame.format.jks;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.selfsame.parts.Cursor;
import org.selfsame.parts.PartNames;
import org.selfsame.parts.Parts;
import org.selfsame.parts.Survey;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// The entries of a key store one after the other. Sources: `sun.security.provider.JavaKeyStore` and
/// `com.sun.crypto.provider.JceKeyStore` of OpenJDK. The digest at the end depends on the password and is not checked.
final class JksSurvey implements Survey {
    private static final long JCEKS = 0xcecececeL;
    private static final int HEADER = 12;
    private static final int DIGEST = 20;
    private static final int PRIVATE_KEY = 1;
    private static final int CERTIFICATE = 2;
    private static final int SECRET_KEY = 3;

    private long version;
    private long entries;

    @Override
    public void head(Parts parts) throws IOException {
        parts.structure(0, HEADER, "header");
        var header = parts.cursor(0, "jks", ByteOrder.BIG_ENDIAN);
        parts.fact("type", header.u32("magic") == JCEKS ? "JCEKS" : "JKS");
        version = header.u32("version");
        entries = header.u32("entries");
        if (version != 1 && version != 2 || parts.size() < HEADER + DIGEST) {
            throw parts.broken(4, "version " + version);
        }
        parts.fact("version", version);
        parts.fact("entries", entries);
    }

    @Override
    public void body(Parts parts) throws IOException {
        parts.field(parts.size() - DIGEST, DIGEST, "digest");
        long at = HEADER;
        for (long i = 0; i < entries && at < parts.size() - DIGEST; i++) {
            at = entry(parts, at);
        }
        if (at != parts.size() - DIGEST) {
            parts.anomaly("trailing_bytes", at, (parts.size() - DIGEST - at) + " bytes before the digest");
        }
    }

    private long entry(Parts parts, long start) throws IOException {
        var fields = parts.cursor(start, "entry", ByteOrder.BIG_ENDIAN);
        long tag = fields.u32("tag");
        var alias = new String(fields.bytes("alias", fields.u16("alias_length")), StandardCharsets.UTF_8);
        var created = Instant.ofEpochMilli(fields.i64("creation_date"));
        var directory = PartNames.of(alias).toString();
        var metadata = Metadata.builder().created(created).build();
        switch ((int) tag) {
            case CERTIFICATE -> certificate(parts, fields, directory, metadata, "certificate");
            case PRIVATE_KEY -> {
                data(parts, fields, directory, Name.of("encrypted private key"), metadata);
                long certificates = fields.u32("certificates");
                for (long i = 1; i <= certificates; i++) {
                    certificate(parts, fields, directory, metadata, "certificate " + i);
                }
            }
            case SECRET_KEY -> {
                // a serialized Java object, which has no length of its own: what follows is not found
                long length = parts.size() - DIGEST - fields.at();
                parts.entry(directory, Name.of("sealed secret key and what follows"), metadata, fields.at(), length);
                fields.skip("secret_key", length);
            }
            default -> throw parts.broken(start, "an entry of kind " + tag);
        }
        parts.structure(start, fields.at() - start, "entry");
        return fields.at();
    }

    private void certificate(Parts parts, Cursor fields, String directory, Metadata metadata, String name)
            throws IOException {
        if (version == 2) {
            fields.skip("certificate_type", fields.u16("certificate_type_length"));
        }
        data(parts, fields, directory, Name.of(name), metadata);
    }

    private static void data(Parts parts, Cursor fields, String directory, Name name, Metadata metadata)
            throws IOException {
        long length = fields.u32("length");
        parts.entry(directory, name, metadata, fields.at(), length);
        fields.skip("data", length);
    }
}
