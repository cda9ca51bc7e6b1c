package org.selfsame.format.tar;

import java.util.List;

/// A field of a header block. Sources: POSIX.1-2017, pax, "ustar Interchange Format"; the GNU tar manual, "Basic Tar
/// Format" (struct oldgnu_header).
///
/// @param name as the sources call it
/// @param at offset in the block
record TarField(String name, int at, int length) {
    private static final List<TarField> V7 = List.of(new TarField("name", 0, 100), new TarField("mode", 100, 8),
            new TarField("uid", 108, 8), new TarField("gid", 116, 8), new TarField("size", 124, 12),
            new TarField("mtime", 136, 12), new TarField("chksum", 148, 8), new TarField("typeflag", 156, 1),
            new TarField("linkname", 157, 100));
    private static final List<TarField> COMMON = List.of(new TarField("magic", 257, 6),
            new TarField("version", 263, 2), new TarField("uname", 265, 32), new TarField("gname", 297, 32),
            new TarField("devmajor", 329, 8), new TarField("devminor", 337, 8));
    private static final List<TarField> USTAR = List.of(new TarField("prefix", 345, 155),
            new TarField("padding", 500, 12));
    private static final List<TarField> GNU = List.of(new TarField("atime", 345, 12), new TarField("ctime", 357, 12),
            new TarField("offset", 369, 12), new TarField("longnames", 381, 4), new TarField("unused", 385, 1),
            new TarField("sparse", 386, 96), new TarField("isextended", 482, 1), new TarField("realsize", 483, 12),
            new TarField("padding", 495, 17));

    /// The fields of a header in this form, which cover the whole block.
    static List<List<TarField>> of(TarHeader.Variant variant) {
        return switch (variant) {
            case V7 -> List.of(V7, List.of(new TarField("padding", 257, 255)));
            case USTAR -> List.of(V7, COMMON, USTAR);
            case GNU -> List.of(V7, COMMON, GNU);
        };
    }

    /// Whether `value` can be written in `digits` octal digits.
    static boolean isOctal(long value, int digits) {
        return value >= 0 && value >>> 3 * digits == 0;
    }

    /// Writes a number in octal with zeros before and a zero byte behind. One that does not fit is written in binary if
    /// `gnu` says so, and as 0 where an extended header states it.
    static void octal(byte[] block, int at, int length, long value, boolean gnu) {
        if (gnu && !isOctal(value, length - 1)) {
            for (int i = 0; i < length; i++) {
                int shift = 8 * (length - 1 - i);
                block[at + i] = (byte) (value >> Math.min(shift, Long.SIZE - 1));
            }
            block[at] = (byte) (value < 0 ? 0xff : 0x80);
            return;
        }
        long rest = isOctal(value, length - 1) ? value : 0;
        for (int i = length - 2; i >= 0; i--) {
            block[at + i] = (byte) ('0' + (rest & 7));
            rest >>= 3;
        }
        block[at + length - 1] = 0;
    }
}
