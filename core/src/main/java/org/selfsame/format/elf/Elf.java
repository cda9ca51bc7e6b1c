package org.selfsame.format.elf;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.Ranges;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Struct;

/// The headers of an ELF file.
///
/// @param structs its structures
/// @param sections in the order of their headers; the first, which is none, included
record Elf(Content content, ElfStructs structs, ByteOrder order, Struct.Values header, List<Segment> segments,
        List<Section> sections) {
    /// Section headers and program headers that are read. Object files of one section per function have tens of thousands.
    private static final long MOST_HEADERS = 200_000;
    /// The count stands in the first section header when it does not fit the ELF header.
    private static final int MORE_SEGMENTS = 0xffff;
    private static final int NAMES_ELSEWHERE = 0xffff;

    /// A program header.
    ///
    /// @param header where it lies
    record Segment(long header, Struct.Values values) {
        long get(String field) {
            return values.get(field);
        }
    }

    /// Whether the content begins as an ELF file does.
    ///
    /// @throws IOException if the content cannot be read
    static boolean recognizes(Content content) throws IOException {
        if (content.size() < ElfStructs.BITS_32.header().size()) {
            return false;
        }
        var ident = content.bytes(0, 7);
        return ident[0] == 0x7f && ident[1] == 'E' && ident[2] == 'L' && ident[3] == 'F'
                && (ident[4] == 1 || ident[4] == 2) && (ident[5] == 1 || ident[5] == 2) && ident[6] == 1;
    }

    /// Reads the headers.
    ///
    /// @throws FormatException if they are none, or do not lie inside the content
    /// @throws IOException if the content cannot be read
    static Elf read(Content content, Limits limits) throws IOException {
        if (!recognizes(content)) {
            throw new FormatException("elf", 0, "no header of an ELF file");
        }
        var ident = content.bytes(0, 7);
        var structs = ident[4] == 1 ? ElfStructs.BITS_32 : ElfStructs.BITS_64;
        var order = ident[5] == 1 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        Ranges.check("elf", 0, structs.header().size(), content.size());
        var elf = new Elf(content, structs, order, structs.header().read(content, 0, order), new ArrayList<>(),
                new ArrayList<>());
        elf.readSections(limits);
        elf.readSegments(limits);
        return elf;
    }

    private void readSections(Limits limits) throws IOException {
        long at = header.get("section_headers");
        if (at == 0) {
            return;
        }
        var struct = structs.section();
        checkSize("section_header_size", struct);
        Ranges.check("elf", at, struct.size(), content.size());
        var first = struct.read(content, at, order);
        long count = header.get("section_header_count") == 0 ? first.get("size") : header.get("section_header_count");
        var table = table(at, count, struct, limits);
        long names = header.get("name_section") == NAMES_ELSEWHERE ? first.get("link") : header.get("name_section");
        var strings = names > 0 && names < count
                ? Strings.of(content, struct.at(table, (int) names * struct.size(), order), limits)
                : Strings.NONE;
        for (int i = 0; i < count; i++) {
            var values = struct.at(table, i * struct.size(), order);
            sections.add(new Section(i, at + (long) i * struct.size(), strings.at(values.get("name")), values));
        }
    }

    private void readSegments(Limits limits) throws IOException {
        long at = header.get("program_headers");
        long count = header.get("program_header_count");
        if (count == MORE_SEGMENTS && !sections.isEmpty()) {
            count = sections.getFirst().get("info");
        }
        if (at == 0 || count == 0) {
            return;
        }
        var struct = structs.segment();
        checkSize("program_header_size", struct);
        var table = table(at, count, struct, limits);
        for (int i = 0; i < count; i++) {
            segments.add(new Segment(at + (long) i * struct.size(), struct.at(table, i * struct.size(), order)));
        }
    }

    private void checkSize(String field, Struct struct) throws FormatException {
        if (header.get(field) != struct.size()) {
            throw new FormatException("elf", 0, field + " is " + header.get(field) + ", not " + struct.size());
        }
    }

    private byte[] table(long at, long count, Struct struct, Limits limits) throws IOException {
        if (count < 0 || count > Math.min(MOST_HEADERS, limits.tableBytes() / struct.size())) {
            throw new FormatException("elf", at,
                    "a table of " + Long.toUnsignedString(count) + " entries (" + struct.name()
                            + ")");
        }
        Ranges.check("elf", at, count * struct.size(), content.size());
        return content.bytes(at, (int) count * struct.size());
    }
}
