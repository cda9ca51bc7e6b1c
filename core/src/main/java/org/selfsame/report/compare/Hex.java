package org.selfsame.report.compare;

import java.util.Locale;
import org.selfsame.compare.detail.HexRow;

/// Rows of bytes as text, as `xxd` writes them.
final class Hex {
    private Hex() {}

    /// The offset, bytes in pairs, and what of them is printable ASCII.
    static String line(HexRow row, String bytes) {
        return offset(row) + ": " + pairs(bytes) + "  " + ascii(bytes);
    }

    static String offset(HexRow row) {
        return String.format(Locale.ROOT, "%08x", row.offset());
    }

    private static String pairs(String bytes) {
        var text = new StringBuilder(2 * HexRow.LENGTH + HexRow.LENGTH / 2);
        for (int i = 0; i < 2 * HexRow.LENGTH; i += 4) {
            text.append(i == 0 ? "" : " ");
            for (int j = i; j < i + 4; j++) {
                text.append(j < bytes.length() ? bytes.charAt(j) : ' ');
            }
        }
        return text.toString();
    }

    static String ascii(String bytes) {
        var text = new StringBuilder(HexRow.LENGTH);
        for (int i = 0; i + 1 < bytes.length(); i += 2) {
            text.append(ascii(bytes, i / 2));
        }
        return text.toString();
    }

    /// What the byte number `index` is in ASCII, or a full stop.
    static char ascii(String bytes, int index) {
        int value = Integer.parseInt(bytes, 2 * index, 2 * index + 2, 16);
        return value >= 0x20 && value < 0x7f ? (char) value : '.';
    }
}
