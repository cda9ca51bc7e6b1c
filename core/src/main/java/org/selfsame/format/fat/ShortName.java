package org.selfsame.format.fat;

import java.util.Locale;
import org.selfsame.content.LittleEndian;

/// 8.3 names and labels: bytes of code page 437, padded with spaces.
final class ShortName {
    /// Upper half of code page 437. Written out, because a reduced Java runtime may lack the charset.
    private static final String UPPER = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
            + "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";

    private static final int LOWER_BASE = 0x08;
    private static final int LOWER_EXTENSION = 0x10;

    private ShortName() {}

    /// The name in the 11 bytes at `at`. Bits 3 and 4 of `flags` tell that base and extension are meant in lower case,
    /// as Windows NT and Linux have it; a first byte of 0x05 stands for 0xE5, which would mark a deleted entry.
    static String of(byte[] bytes, int at, int flags) {
        var eleven = new byte[11];
        System.arraycopy(bytes, at, eleven, 0, eleven.length);
        if (eleven[0] == 0x05) {
            eleven[0] = (byte) 0xe5;
        }
        var base = text(eleven, 0, 8);
        var extension = text(eleven, 8, 3);
        if ((flags & LOWER_BASE) != 0) {
            base = base.toLowerCase(Locale.ROOT);
        }
        if ((flags & LOWER_EXTENSION) != 0) {
            extension = extension.toLowerCase(Locale.ROOT);
        }
        return extension.isEmpty() ? base : base + "." + extension;
    }

    /// The checksum of the 11 bytes at `at` that long name entries carry.
    static int checksum(byte[] bytes, int at) {
        int sum = 0;
        for (int i = at; i < at + 11; i++) {
            sum = ((sum & 1) << 7 | sum >> 1) + LittleEndian.u8(bytes, i) & 0xff;
        }
        return sum;
    }

    /// Text without the spaces at its end.
    static String text(byte[] bytes, int at, int length) {
        int end = at + length;
        while (end > at && bytes[end - 1] == ' ') {
            end--;
        }
        var text = new StringBuilder(length);
        for (int i = at; i < end; i++) {
            text.append(bytes[i] >= 0 ? (char) bytes[i] : UPPER.charAt(bytes[i] & 0x7f));
        }
        return text.toString();
    }
}
