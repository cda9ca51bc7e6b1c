package org.selfsame.format.openpgp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.selfsame.content.BytesContent;
import org.selfsame.parts.Parts;
import org.selfsame.parts.Survey;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// Blocks of ASCII armor in a text, and the text of a cleartext signature. Source: RFC 9580, sections 6 and 7.
final class ArmorSurvey implements Survey {
    static final String BEGIN = "-----BEGIN PGP ";
    private static final String END = "-----END PGP ";
    private static final String DASHES = "-----";
    private static final String SIGNED = "SIGNED MESSAGE";
    private static final int LINE = 1 << 16;

    private long at;

    @Override
    public void head(Parts parts) throws IOException {
        var line = line(parts, 0);
        if (!line.startsWith(BEGIN) || !line.endsWith(DASHES)) {
            throw parts.broken(0, "no armor of OpenPGP");
        }
        parts.fact("armor", title(line).toLowerCase(Locale.ROOT));
    }

    @Override
    public void body(Parts parts) throws IOException {
        while (at < parts.size()) {
            long start = at;
            var line = line(parts, at);
            if (line.startsWith(BEGIN) && line.endsWith(DASHES)) {
                block(parts, start, title(line));
            } else {
                at = next(parts, at);
                parts.structure(start, at - start, "text outside armor");
            }
        }
    }

    private void block(Parts parts, long start, String title) throws IOException {
        at = next(parts, at);
        for (var line = line(parts, at); !line.isBlank(); line = line(parts, at)) {
            int colon = line.indexOf(": ");
            if (colon < 0) {
                // some armor has no headers, and no empty line after them
                break;
            }
            parts.field(at + colon + 2, line.length() - colon - 2L, "armor." + line.substring(0, colon));
            at = next(parts, at);
        }
        if (line(parts, at).isBlank()) {
            at = next(parts, at);
        }
        long text = at;
        long crc = -1;
        while (!line(parts, at).startsWith(title.equals(SIGNED) ? BEGIN : END)) {
            if (line(parts, at).startsWith("=") && !title.equals(SIGNED)) {
                crc = at;
                parts.field(at + 1, line(parts, at).length() - 1L, "armor.crc24");
            }
            at = next(parts, at);
            if (at >= parts.size()) {
                throw parts.broken(start, "armor without an end");
            }
        }
        var name = Name.of(title.toLowerCase(Locale.ROOT));
        if (title.equals(SIGNED)) {
            parts.structure(start, text - start, "cleartext header");
            parts.entry("", name, Metadata.NONE, text, at - text);
            return;
        }
        long end = crc < 0 ? at : crc;
        at = next(parts, at);
        parts.entry("", name, Metadata.NONE, new BytesContent(decode(parts, text, end)), start)
                .structure(start, at - start, "armor");
    }

    private static byte[] decode(Parts parts, long start, long end) throws IOException {
        try {
            return Base64.getMimeDecoder().decode(parts.bytes(start, end - start));
        } catch (IllegalArgumentException _) {
            throw parts.broken(start, "armor that is not base64");
        }
    }

    private static String title(String line) {
        return line.length() < BEGIN.length() + DASHES.length()
                ? ""
                : line.substring(BEGIN.length(), line.length() - DASHES.length());
    }

    /// The line at `at` without its end.
    private static String line(Parts parts, long at) throws IOException {
        long end = parts.find(at, '\n', LINE);
        long length = end < 0 ? Math.min(LINE, parts.size() - at) : end - at;
        var line = new String(parts.bytes(at, length), StandardCharsets.ISO_8859_1);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private static long next(Parts parts, long at) throws IOException {
        long end = parts.find(at, '\n', LINE);
        return end < 0 ? Math.min(at + LINE, parts.size()) : end + 1;
    }
}
