package org.selfsame.format.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.selfsame.tree.Anatomy;
import org.selfsame.tree.Region.Kind;

/// Sections that say where a file comes from: the compilers (`.comment`), and the file that holds what was stripped
/// (`.gnu_debuglink`: its name, and the CRC-32 of its bytes in the last 4).
final class Origin {
    /// No compiler or file name is longer; what is beyond is not stated as a fact.
    private static final long LONGEST = 4096;
    private static final int CRC = 4;

    private Origin() {}

    /// Names and states what such a section holds, whose bytes lie inside the content.
    ///
    /// @throws IOException if the content cannot be read
    static void add(Elf elf, Anatomy.Builder parts, Section section, String owner) throws IOException {
        long offset = section.get("offset");
        long size = section.get("size");
        if (size > LONGEST || section.isCompressed()) {
            return;
        }
        switch (section.name()) {
            case ".comment" -> parts.fact("comment", text(elf, offset, size).replace('\0', '\n').strip());
            case ".gnu_debuglink" -> {
                if (size > CRC) {
                    var text = text(elf, offset, size - CRC);
                    int end = text.indexOf('\0');
                    parts.fact("debuglink", end < 0 ? text : text.substring(0, end));
                    parts.region(offset, size - CRC, Kind.FIELD, "gnu_debuglink.file", owner);
                    parts.region(offset + size - CRC, CRC, Kind.FIELD, "gnu_debuglink.crc32", owner);
                    int crc = ByteBuffer.wrap(elf.content().bytes(offset + size - CRC, CRC)).order(elf.order())
                            .getInt();
                    parts.fact("debuglink_crc32", String.format(Locale.ROOT, "0x%08x", crc));
                }
            }
            default -> {
                // says nothing of the kind
            }
        }
    }

    private static String text(Elf elf, long offset, long size) throws IOException {
        return new String(elf.content().bytes(offset, (int) size), StandardCharsets.ISO_8859_1);
    }
}
