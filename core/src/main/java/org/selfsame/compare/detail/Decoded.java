package org.selfsame.compare.detail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Bytes that turned out to be text.
///
/// @param encoding its name; empty if there are no bytes to tell it from
/// @param text what it says, without a byte order mark
public record Decoded(String encoding, String text) {
    private static final String CONTROLS = "\t\n\r\f\b\u001b";
    /// Of the bytes of a text in a Western language, few are letters that ASCII does not have.
    private static final int MOST_LATIN = 3;
    /// A text in UTF-16 of which nine characters in ten are in Latin-1 is recognized without a byte order mark.
    private static final int UTF_16_SHARE = 10;

    /// The text that `bytes` are, or null if they are none.
    public static @Nullable Decoded of(byte[] bytes) {
        if (bytes.length == 0) {
            return new Decoded("", "");
        }
        if (starts(bytes, 0xef, 0xbb, 0xbf)) {
            return strict(bytes, 3, UTF_8, "UTF-8 with byte order mark");
        }
        if (starts(bytes, 0xff, 0xfe)) {
            return strict(bytes, 2, UTF_16LE, "UTF-16LE with byte order mark");
        }
        if (starts(bytes, 0xfe, 0xff)) {
            return strict(bytes, 2, UTF_16BE, "UTF-16BE with byte order mark");
        }
        int evenZeros = zeros(bytes, 0);
        int oddZeros = zeros(bytes, 1);
        if (evenZeros + oddZeros > 0) {
            int characters = bytes.length / 2;
            int most = characters / UTF_16_SHARE;
            if (bytes.length % 2 == 0 && evenZeros == 0 && characters - oddZeros <= most) {
                return strict(bytes, 0, UTF_16LE, "UTF-16LE");
            }
            return bytes.length % 2 == 0 && oddZeros == 0 && characters - evenZeros <= most
                    ? strict(bytes, 0, UTF_16BE, "UTF-16BE")
                    : null;
        }
        var utf8 = strict(bytes, 0, UTF_8, "UTF-8");
        return utf8 != null ? utf8 : latin1(bytes);
    }

    private static boolean starts(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static int zeros(byte[] bytes, int parity) {
        int count = 0;
        for (int i = parity; i < bytes.length; i += 2) {
            count += bytes[i] == 0 ? 1 : 0;
        }
        return count;
    }

    private static @Nullable Decoded strict(byte[] bytes, int start, Charset charset, String name) {
        try {
            var text = charset.newDecoder().decode(ByteBuffer.wrap(bytes, start, bytes.length - start)).toString();
            return isText(text) ? new Decoded(name, text) : null;
        } catch (CharacterCodingException _) {
            return null;
        }
    }

    private static @Nullable Decoded latin1(byte[] bytes) {
        int high = 0;
        for (byte b : bytes) {
            // what Latin-1 calls C1 controls are letters in Windows' code pages
            high += b < 0 ? 1 : 0;
        }
        var text = new String(bytes, ISO_8859_1);
        return high <= bytes.length / MOST_LATIN && isText(text) ? new Decoded("ISO-8859-1", text) : null;
    }

    private static boolean isText(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && CONTROLS.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /// The lines, each with the line feed that ends it.
    List<String> lines() {
        var lines = new ArrayList<String>();
        for (int from = 0; from < text.length();) {
            int feed = text.indexOf('\n', from);
            int end = feed < 0 ? text.length() : feed + 1;
            lines.add(text.substring(from, end));
            from = end;
        }
        return lines;
    }
}
