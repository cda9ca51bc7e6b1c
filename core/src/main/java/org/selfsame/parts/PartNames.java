package org.selfsame.parts;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.tree.Name;

/// Names of entries from bytes that were not made to be names: messages, keys, paths.
public final class PartNames {
    /// Longer names are cut: a message may be a page of text.
    private static final int LONGEST = 120;
    private static final int KEPT = 80;
    private static final int DIGITS = 16;

    private PartNames() {}

    /// A plain name ([Name#isPlain]) for `bytes`; different bytes get different names. Slashes, percent signs and control
    /// characters become `%NN`, the empty name becomes `%`. A name of more than 120 bytes is cut to 80, and 16 digits of the
    /// SHA-256 of the bytes follow.
    public static Name of(byte[] bytes) {
        var out = new StringBuilder();
        int most = bytes.length > LONGEST ? KEPT : bytes.length;
        var dots = bytes.length <= 2 && bytes.length > 0 && bytes[0] == '.' && bytes[bytes.length - 1] == '.';
        for (byte b : Arrays.copyOf(bytes, most)) {
            int c = b & 0xff;
            if (c < 0x20 || c == '/' || c == '%' || c == 0x7f || dots) {
                out.append(String.format(Locale.ROOT, "%%%02X", c));
            } else {
                out.append((char) c);
            }
        }
        if (most < bytes.length) {
            var digest = DigestAlgorithm.SHA256.start().digest(bytes);
            out.append("~").append(HexFormat.of().formatHex(digest), 0, DIGITS);
        }
        return Name.of((bytes.length == 0 ? "%" : out.toString()).getBytes(StandardCharsets.ISO_8859_1));
    }

    /// As the other, for text.
    public static Name of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }
}
