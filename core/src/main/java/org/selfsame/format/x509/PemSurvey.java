package org.selfsame.format.x509;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.selfsame.content.BytesContent;
import org.selfsame.content.FormatException;
import org.selfsame.parts.Lines;
import org.selfsame.parts.Parts;
import org.selfsame.parts.Siblings;
import org.selfsame.parts.Survey;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// Blocks of base64 between lines of dashes, and what stands around them. Source: RFC 7468; the headers of older files are
/// those of RFC 1421. Empty lines and comments (`#`) may come before the first block.
final class PemSurvey implements Survey {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";
    private static final String CERTIFICATE = "certificate";
    /// No line of such a file is near this.
    private static final int LINE = 1 << 16;

    private final Siblings names = new Siblings();
    private boolean many;
    private long at;

    @Override
    public void head(Parts parts) throws IOException {
        long start = 0;
        var line = line(parts, start);
        while (start < Math.min(parts.size(), Lines.SAMPLE) && (line.isBlank() || line.startsWith("#"))) {
            start = next(parts, start);
            line = line(parts, start);
        }
        if (!isBegin(line) || line.startsWith(BEGIN + "PGP ")) {
            throw parts.broken(start, "no block");
        }
        parts.fact("label", label(line));
        while (start < parts.size() && !line.startsWith(END)) {
            start = next(parts, start);
            line = line(parts, start);
        }
        long behind = next(parts, start);
        // more than an end of line: there may be other blocks
        many = behind < parts.size();
    }

    private static boolean isBegin(String line) {
        return line.startsWith(BEGIN) && line.endsWith(DASHES) && line.length() > BEGIN.length() + DASHES.length();
    }

    @Override
    public void body(Parts parts) throws IOException {
        while (at < parts.size()) {
            long start = at;
            var line = line(parts, at);
            at = next(parts, at);
            if (isBegin(line)) {
                block(parts, start, label(line));
            } else if (line.isBlank()) {
                parts.padding(start, at - start, "empty line");
            } else {
                parts.structure(start, at - start, "text outside blocks");
            }
        }
    }

    private void block(Parts parts, long start, String label) throws IOException {
        boolean headers = false;
        for (var line = line(parts, at); line.contains(": "); line = line(parts, at)) {
            headers = true;
            at = next(parts, at);
        }
        at = headers && line(parts, at).isBlank() ? next(parts, at) : at;
        long text = at;
        while (!line(parts, at).startsWith(END)) {
            at = next(parts, at);
            if (at >= parts.size()) {
                throw parts.broken(start, "a block without an end");
            }
        }
        var decoded = decode(parts, text, at);
        at = next(parts, at);
        parts.entry("", Name.of(names.name(name(label, decoded, parts.limits()))), Metadata.NONE,
                new BytesContent(decoded), start)
                .structure(start, at - start, "block");
    }

    /// Of many certificates in one file, the subject tells which is which wherever it stands.
    private String name(String label, byte[] decoded, Limits limits) throws IOException {
        if (!many || !label.equals(CERTIFICATE)) {
            return label;
        }
        try {
            return new X509Format().open(new BytesContent(decoded), limits).facts().stream()
                    .filter(fact -> fact.name().equals("x509.subject"))
                    .map(fact -> CERTIFICATE + " " + fact.value()).findFirst().orElse(label);
        } catch (FormatException _) {
            return label;
        }
    }

    private static byte[] decode(Parts parts, long start, long end) throws IOException {
        try {
            return Base64.getMimeDecoder().decode(parts.bytes(start, end - start));
        } catch (IllegalArgumentException _) {
            throw parts.broken(start, "a block that is not base64");
        }
    }

    private static String label(String line) {
        return line.substring(BEGIN.length(), line.length() - DASHES.length()).toLowerCase(Locale.ROOT);
    }

    /// The line at `at` without its end.
    private static String line(Parts parts, long at) throws IOException {
        long end = parts.find(at, '\n', LINE);
        long length = end < 0 ? Math.min(LINE, parts.size() - at) : end - at;
        return new String(parts.bytes(at, length), StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private static long next(Parts parts, long at) throws IOException {
        long end = parts.find(at, '\n', LINE);
        return end < 0 ? Math.min(at + LINE, parts.size()) : end + 1;
    }
}
