package org.selfsame.format.x509;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.FormatException;
import org.selfsame.parts.Der;
import org.selfsame.parts.Parts;
import org.selfsame.parts.Siblings;
import org.selfsame.parts.Survey;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// The fields of a certificate. Source: RFC 5280, section 4. Nothing is checked: neither signature nor time.
final class X509Survey implements Survey {
    /// Longer numbers and times are none.
    private static final int LONGEST = 64;
    private static final Map<String, String> EXTENSIONS = Map.ofEntries(
            Map.entry("2.5.29.14", "subject key identifier"), Map.entry("2.5.29.15", "key usage"),
            Map.entry("2.5.29.17", "subject alternative name"), Map.entry("2.5.29.18", "issuer alternative name"),
            Map.entry("2.5.29.19", "basic constraints"), Map.entry("2.5.29.30", "name constraints"),
            Map.entry("2.5.29.31", "CRL distribution points"), Map.entry("2.5.29.32", "certificate policies"),
            Map.entry("2.5.29.35", "authority key identifier"), Map.entry("2.5.29.37", "extended key usage"),
            Map.entry("1.3.6.1.5.5.7.1.1", "authority information access"),
            Map.entry("1.3.6.1.4.1.11129.2.4.2", "certificate timestamps"));

    private @Nullable Certificate certificate;

    @Override
    public void head(Parts parts) throws IOException {
        var it = Certificate.of(parts);
        certificate = it;
        parts.fact("version", it.version() == null ? 1 : parts.bytes(it.version().end() - 1, 1)[0] + 1L);
        parts.fact("serial_number", HexFormat.of().formatHex(some(parts, it.serial())));
        parts.fact("issuer", Certificate.name(parts, it.issuer()));
        parts.fact("subject", Certificate.name(parts, it.subject()));
        parts.fact("not_before", new String(some(parts, it.from()), StandardCharsets.ISO_8859_1));
        parts.fact("not_after", new String(some(parts, it.to()), StandardCharsets.ISO_8859_1));
        parts.fact("signature_algorithm", Der.at(parts, it.algorithm().body(), it.algorithm().end()).oid(parts));
    }

    private static byte[] some(Parts parts, Der value) throws IOException {
        if (value.length() > LONGEST) {
            throw parts.broken(value.start(), "a value of more than " + LONGEST + " bytes");
        }
        return parts.bytes(value.body(), value.length());
    }

    @Override
    public void body(Parts parts) throws IOException {
        var it = certificate;
        if (it == null) {
            return;
        }
        parts.structure(0, it.whole().end(), "certificate");
        if (it.whole().end() < parts.size()) {
            parts.anomaly("trailing_bytes", it.whole().end(), "bytes after the certificate");
        }
        if (it.version() != null) {
            field(parts, it.version(), "version");
        }
        field(parts, it.serial(), "serial_number");
        field(parts, it.algorithm(), "signature_algorithm");
        field(parts, it.issuer(), "issuer");
        field(parts, it.from(), "not_before");
        field(parts, it.to(), "not_after");
        field(parts, it.subject(), "subject");
        field(parts, it.signature(), "signature");
        parts.entry(Name.of("public key"), it.key().start(), it.key().end() - it.key().start());
        var names = new Siblings();
        for (var extension : it.extensions(parts)) {
            extension(parts, extension, names);
        }
    }

    private static void field(Parts parts, Der value, String name) throws FormatException {
        parts.field(value.body(), value.length(), "x509." + name);
    }

    private static void extension(Parts parts, Der extension, Siblings names) throws IOException {
        var values = extension.children(parts);
        if (values.size() < 2) {
            throw parts.broken(extension.start(), "an extension without a value");
        }
        var oid = values.getFirst().oid(parts);
        var octets = values.getLast();
        var name = Name.of(names.name(EXTENSIONS.getOrDefault(oid, oid)));
        parts.entry("extensions", name, Metadata.NONE, octets.body(), octets.length())
                .structure(extension.start(), extension.end() - extension.start(), "extension");
    }
}
