package org.selfsame.format.iso9660;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Name;

/// How the file identifiers of a hierarchy become names.
enum Identifiers {
    /// One byte a character. `;1` is taken off, and then the dot of an empty extension, as every system shows it;
    /// other versions stay visible.
    PLAIN,
    /// Joliet: UCS-2 in big-endian order, taken as UTF-16. Each unpaired surrogate is encoded by itself, so that
    /// different identifiers stay different names.
    UCS2;

    Name name(Bytes identifier) throws FormatException {
        return this == PLAIN ? plain(identifier) : ucs2(identifier);
    }

    private static Name plain(Bytes identifier) throws FormatException {
        byte[] bytes = identifier.copy(0, identifier.length());
        int length = bytes.length;
        if (length > 2 && bytes[length - 2] == ';' && bytes[length - 1] == '1') {
            length -= 2;
            if (length > 1 && bytes[length - 1] == '.') {
                length--;
            }
        }
        return Name.of(Arrays.copyOf(bytes, length));
    }

    private static Name ucs2(Bytes identifier) throws FormatException {
        int length = identifier.length() / 2;
        var chars = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            chars.append((char) identifier.u16be(2 * i));
        }
        if (length > 2 && chars.charAt(length - 2) == ';' && chars.charAt(length - 1) == '1') {
            chars.setLength(length - 2);
            if (length > 3 && chars.charAt(chars.length() - 1) == '.') {
                chars.setLength(chars.length() - 1);
            }
        }
        return Name.of(utf8(chars));
    }

    private static byte[] utf8(CharSequence chars) {
        var out = new ByteArrayOutputStream(chars.length() + 8);
        chars.codePoints().forEach(c -> {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                out.write(0xe0 | c >> 12);
                out.write(0x80 | c >> 6 & 0x3f);
                out.write(0x80 | c & 0x3f);
            } else {
                out.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        });
        return out.toByteArray();
    }
}
