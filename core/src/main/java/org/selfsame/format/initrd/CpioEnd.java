package org.selfsame.format.initrd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;

/// Finds the end of a newc or crc archive by its headers alone. Source: cpio(5), and the Linux kernel's
/// Documentation/driver-api/early-userspace/buffer-format.rst.
final class CpioEnd {
    private static final int HEADER = 110;
    private static final int FILE_SIZE = 54;
    private static final int NAME_SIZE = 94;
    private static final String TRAILER = "TRAILER!!!\0";
    /// As the longest path that Linux takes from an archive.
    private static final int LONGEST_NAME = 1 << 16;

    private CpioEnd() {}

    /// Whether these are the first 6 bytes of an archive that Linux reads.
    static boolean isMagic(byte[] bytes) {
        var magic = new String(bytes, StandardCharsets.ISO_8859_1);
        return magic.equals("070701") || magic.equals("070702");
    }

    /// The first byte after the archive that begins at `offset`.
    ///
    /// @throws FormatException if no trailer ends it
    /// @throws IOException if the content cannot be read
    static long of(Content content, long offset) throws IOException {
        long at = offset;
        while (true) {
            if (content.size() - at < HEADER) {
                throw new FormatException(InitrdFormat.NAME, at, "the content ends within an archive");
            }
            var header = content.bytes(at, HEADER);
            long nameSize = number(header, NAME_SIZE);
            long fileSize = number(header, FILE_SIZE);
            var magic = Arrays.copyOf(header, 6);
            if (!isMagic(magic) || nameSize < 0 || nameSize > LONGEST_NAME || fileSize < 0) {
                throw new FormatException(InitrdFormat.NAME, at, "no member of an archive begins here");
            }
            long data = align(at + HEADER + nameSize, offset);
            long end = align(data + fileSize, offset);
            if (data > content.size() || fileSize > content.size() - data) {
                throw new FormatException(InitrdFormat.NAME, at, "the content ends within a member");
            }
            if (nameSize == TRAILER.length() && TRAILER.equals(new String(
                    content.bytes(at + HEADER, TRAILER.length()), StandardCharsets.ISO_8859_1))) {
                return Math.min(end, content.size());
            }
            at = end;
        }
    }

    /// To the next multiple of 4 from the start of the archive.
    private static long align(long at, long start) {
        return at + (-(at - start) & 3);
    }

    /// A hexadecimal number of 8 digits, or -1.
    private static long number(byte[] header, int at) {
        long value = 0;
        for (int i = at; i < at + 8; i++) {
            int digit = Character.digit(header[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
