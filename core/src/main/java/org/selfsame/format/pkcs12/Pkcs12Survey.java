package org.selfsame.format.pkcs12;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.selfsame.parts.Der;
import org.selfsame.parts.PartNames;
import org.selfsame.parts.Parts;
import org.selfsame.parts.Survey;
import org.selfsame.tree.Metadata;

/// The safes of a key store. Source: RFC 7292, section 4. What is encrypted stays so, with salt and count as fields.
final class Pkcs12Survey implements Survey {
    private static final String DATA = "1.2.840.113549.1.7.1";
    private static final String ENCRYPTED = "1.2.840.113549.1.7.6";
    private static final String FRIENDLY_NAME = "1.2.840.113549.1.9.20";
    private static final String BAGS = "1.2.840.113549.1.12.10.1.";

    /// Longer octets are no salt and no initialization vector.
    private static final int SALT = 64;

    private List<Der> top = List.of();

    @Override
    public void head(Parts parts) throws IOException {
        var all = Der.at(parts, 0, parts.size());
        if (all.tag() != Der.SEQUENCE || all.end() - all.start() < 20) {
            throw parts.broken(0, "no sequence");
        }
        var version = Der.at(parts, all.body(), all.end());
        if (version.tag() != 2 || version.length() != 1 || parts.bytes(version.body(), 1)[0] != 3) {
            throw parts.broken(version.start(), "no version 3");
        }
        top = all.children(parts);
        if (top.size() < 2 || !oidOf(parts, top.get(1)).startsWith("1.2.840.113549.1.7.")) {
            throw parts.broken(version.end(), "no safe");
        }
        parts.fact("version", 3);
        parts.fact("integrity", top.size() > 2 ? "password" : "none");
    }

    private static String oidOf(Parts parts, Der sequence) throws IOException {
        return Der.at(parts, sequence.body(), sequence.end()).oid(parts);
    }

    @Override
    public void body(Parts parts) throws IOException {
        parts.structure(0, top.getLast().end(), "key store");
        if (top.getLast().end() < parts.size()) {
            parts.anomaly("trailing_bytes", top.getLast().end(), "bytes after the key store");
        }
        if (top.size() > 2) {
            integrity(parts, top.get(2));
        }
        if (oidOf(parts, top.get(1)).equals(DATA)) {
            var safes = content(parts, top.get(1));
            int number = 0;
            for (var safe : Der.at(parts, safes.body(), safes.end()).children(parts)) {
                safe(parts, safe, ++number);
            }
        }
    }

    /// The octets that a ContentInfo holds: `{ type, [0] { OCTET STRING } }`.
    private static Der content(Parts parts, Der info) throws IOException {
        var type = Der.at(parts, info.body(), info.end());
        var explicit = Der.at(parts, type.end(), info.end());
        var octets = Der.at(parts, explicit.body(), explicit.end());
        if (explicit.tag() != Der.CONTEXT_0 || octets.tag() != Der.OCTETS) {
            throw parts.broken(type.end(), "no octets");
        }
        return octets;
    }

    private static void integrity(Parts parts, Der mac) throws IOException {
        var values = mac.children(parts);
        parts.structure(mac.start(), mac.end() - mac.start(), "integrity");
        var digest = values.isEmpty() ? List.<Der>of() : values.getFirst().children(parts);
        if (digest.size() > 1 && values.size() > 1) {
            parts.field(digest.get(1).body(), digest.get(1).length(), "integrity.digest");
            parts.field(values.get(1).body(), values.get(1).length(), "integrity.salt");
        }
        if (values.size() > 2) {
            parts.field(values.get(2).body(), values.get(2).length(), "integrity.iterations");
        }
    }

    private static void safe(Parts parts, Der safe, int number) throws IOException {
        var type = oidOf(parts, safe);
        if (type.equals(DATA)) {
            var octets = content(parts, safe);
            for (var bag : Der.at(parts, octets.body(), octets.end()).children(parts)) {
                bag(parts, bag);
            }
            return;
        }
        var name = PartNames.of((type.equals(ENCRYPTED) ? "encrypted safe " : "safe ") + number);
        var entry = parts.entry("", name, Metadata.NONE, safe.start(), safe.end() - safe.start());
        entry.structure(safe.start(), safe.end() - safe.start(), "safe");
        octets(entry, safe, 0);
    }

    /// Names the octets of parameters: salts and initialization vectors differ each time.
    private static void octets(Parts parts, Der value, int depth) throws IOException {
        // deeper than any algorithm's parameters
        if (depth > 10) {
            return;
        }
        for (var child : value.children(parts)) {
            if (child.tag() == Der.OCTETS) {
                parts.field(child.body(), child.length(),
                        child.length() > SALT ? "encryption.data" : "encryption.salt");
            } else if (child.tag() == Der.SEQUENCE || child.tag() == Der.CONTEXT_0) {
                octets(parts, child, depth + 1);
            }
        }
    }

    private static void bag(Parts parts, Der bag) throws IOException {
        var values = bag.children(parts);
        if (values.size() < 2) {
            throw parts.broken(bag.start(), "a bag without a value");
        }
        var kind = switch (values.getFirst().oid(parts).replace(BAGS, "")) {
            case "1" -> "key";
            case "2" -> "encrypted key";
            case "3" -> "certificate";
            case "4" -> "revocation list";
            case "5" -> "secret";
            default -> "bag";
        };
        var alias = values.size() > 2 ? alias(parts, values.get(2)) : "";
        var name = PartNames.of(alias.isEmpty() ? kind : alias + ": " + kind);
        var value = values.get(1);
        var entry = parts.entry("", name, Metadata.NONE, value.body(), value.length());
        entry.structure(bag.start(), bag.end() - bag.start(), "bag");
        if (values.size() > 2) {
            for (var attribute : values.get(2).children(parts)) {
                var pair = attribute.children(parts);
                var what = !pair.isEmpty() && pair.getFirst().oid(parts).equals(FRIENDLY_NAME) ? "alias" : "attribute";
                entry.field(attribute.start(), attribute.end() - attribute.start(), "bag." + what);
            }
        }
        if (kind.equals("encrypted key")) {
            octets(entry, value, 0);
        }
    }

    private static String alias(Parts parts, Der attributes) throws IOException {
        for (var attribute : attributes.children(parts)) {
            var pair = attribute.children(parts);
            if (pair.size() == 2 && pair.getFirst().oid(parts).equals(FRIENDLY_NAME)) {
                for (var text : pair.get(1).children(parts)) {
                    if (text.tag() == Der.BMP_STRING) {
                        return new String(parts.bytes(text.body(), text.length()), StandardCharsets.UTF_16BE);
                    }
                }
            }
        }
        return "";
    }
}
