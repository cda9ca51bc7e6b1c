package org.selfsame.tree;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Text from untrusted bytes, made safe to show.
public final class Text {
    private Text() {}

    /// `name` with everything escaped that could lie to a reader or drive a terminal: control characters, line and
    /// paragraph separators, direction marks, other invisible format characters, unpaired surrogates and backslashes.
    /// Bytes that are not UTF-8 become `\xNN`. Two different names never have the same printable form.
    public static String printable(Name name) {
        byte[] bytes = name.bytes();
        var out = new StringBuilder(bytes.length);
        var plain = true;
        for (byte b : bytes) {
            plain &= b >= 0x20 && b < 0x7f && b != '\\';
        }
        if (plain) {
            return new String(bytes, StandardCharsets.US_ASCII);
        }
        for (int i = 0; i < bytes.length;) {
            int length = Math.min(sequenceLength(bytes[i]), bytes.length - i);
            try {
                var decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, i, length));
                appendEscaped(out, decoded.toString().codePointAt(0));
                i += length;
            } catch (CharacterCodingException _) {
                out.append("\\x").append(HexFormat.of().toHexDigits(bytes[i]));
                i++;
            }
        }
        return out.toString();
    }

    /// As [#printable(Name)], for text that is already decoded (a volume id, a user id of a key).
    public static String printable(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> appendEscaped(out, c));
        return out.toString();
    }

    /// `text` as it is if nothing in it could lie to a reader or drive a terminal, and [#printable(String)] otherwise.
    /// For text that may be printable already, or holds what is: that is not escaped a second time.
    public static String harmless(String text) {
        if (isPlain(text)) {
            return text;
        }
        var printable = printable(text);
        return printable.replace("\\\\", "\\").equals(text) ? text : printable;
    }

    /// `text` as a JSON string in which no character can drive a terminal or turn the direction of text: whatever is
    /// neither printable ASCII, a letter nor a digit is an escape of four digits, which loses nothing.
    public static String quoted(String text) {
        var quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c >= ' ' && c < 0x7f || Character.isLetterOrDigit(c)) {
                quoted.append(c);
            } else {
                quoted.append("\\u").append(HexFormat.of().toHexDigits(c));
            }
        }
        return quoted.append('"').toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c >= 0x7f || c == '\\') {
                return false;
            }
        }
        return true;
    }

    private static int sequenceLength(byte first) {
        int b = first & 0xff;
        if (b < 0xc0) {
            return 1;
        }
        return b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
    }

    private static void appendEscaped(StringBuilder out, int c) {
        switch (c) {
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\t' -> out.append("\\t");
            case '\r' -> out.append("\\r");
            default -> {
                if (isHarmless(c)) {
                    out.appendCodePoint(c);
                } else {
                    out.append("\\u{").append(Integer.toHexString(c)).append('}');
                }
            }
        }
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
                false;
            default -> true;
        };
    }
}
