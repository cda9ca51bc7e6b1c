package org.selfsame.format.pe;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Struct;

/// The headers of a PE file.
///
/// @param offset of the signature `PE\0\0`
/// @param optional the optional header
/// @param optionalStruct its structure: that of PE32 or PE32+
/// @param directories the data directories that there are
/// @param sections the sections in the order of their table
record PeHeaders(long offset, Struct.Values coff, Struct.Values optional, Struct optionalStruct,
        List<Struct.Values> directories, List<Section> sections) {
    static final int SIGNATURE = 4;

    private static final int PE_OFFSET = 0x3c;
    /// Bytes of a name in the string table that are read; linkers of C++ programs make long ones.
    private static final int LONGEST_NAME = 256;
    private static final int SYMBOL = 18;

    /// Where the signature of a PE file lies, or -1 if the content is none.
    ///
    /// @throws IOException if the content cannot be read
    static long signature(Content content) throws IOException {
        if (content.size() < PeStructs.DOS.size()) {
            return -1;
        }
        var start = content.bytes(0, PeStructs.DOS.size());
        if (start[0] != 'M' || start[1] != 'Z') {
            return -1;
        }
        long offset = PeStructs.DOS.at(start, 0, LITTLE_ENDIAN).get("pe_offset");
        if (offset > content.size() - SIGNATURE) {
            return -1;
        }
        var magic = content.bytes(offset, SIGNATURE);
        return magic[0] == 'P' && magic[1] == 'E' && magic[2] == 0 && magic[3] == 0 ? offset : -1;
    }

    /// Reads the headers.
    ///
    /// @throws FormatException if they are none, or do not lie inside the content
    /// @throws IOException if the content cannot be read
    static PeHeaders read(Content content) throws IOException {
        long offset = signature(content);
        if (offset < 0) {
            throw new FormatException("pe", PE_OFFSET, "no signature of a PE file");
        }
        var coff = PeStructs.COFF.read(content, offset + SIGNATURE, LITTLE_ENDIAN);
        long at = offset + SIGNATURE + (long) PeStructs.COFF.size();
        int magic = content.bytes(at, 2)[1] << 8 | content.bytes(at, 1)[0];
        var struct = switch (magic) {
            case 0x10b -> PeStructs.PE32;
            case 0x20b -> PeStructs.PE32_PLUS;
            default -> throw new FormatException("pe", at, "an optional header of the unknown kind " + magic);
        };
        if (coff.small("optional_header_size") < struct.size()) {
            throw new FormatException("pe", offset + SIGNATURE + 16, "an optional header of only "
                    + coff.small("optional_header_size") + " bytes");
        }
        var optional = struct.read(content, at, LITTLE_ENDIAN);
        long room = (coff.get("optional_header_size") - struct.size()) / 8;
        long count = Math.min(Math.min(optional.get("directories"), room), PeStructs.DIRECTORIES.size());
        var directories = new ArrayList<Struct.Values>();
        for (int i = 0; i < count; i++) {
            directories.add(PeStructs.DIRECTORIES.get(i).read(content, at + struct.size() + 8L * i, LITTLE_ENDIAN));
        }
        long table = at + coff.small("optional_header_size");
        var sections = new ArrayList<Section>();
        for (int i = 0; i < coff.small("sections"); i++) {
            long header = table + (long) i * PeStructs.SECTION.size();
            var values = PeStructs.SECTION.read(content, header, LITTLE_ENDIAN);
            sections.add(Section.of(values, header, name(content, coff, values.bytes("name"))));
        }
        return new PeHeaders(offset, coff, optional, struct, directories, sections);
    }

    long optionalOffset() {
        return offset + SIGNATURE + PeStructs.COFF.size();
    }

    /// The first byte after the section table.
    long end() {
        return optionalOffset() + coff.small("optional_header_size")
                + (long) sections.size() * PeStructs.SECTION.size();
    }

    /// Where the checksum lies.
    long checksumOffset() {
        return optionalOffset() + 64;
    }

    /// A data directory that is not empty, or null.
    Struct.@Nullable Values directory(int number) {
        if (number >= directories.size() || directories.get(number).get("size") == 0) {
            return null;
        }
        return directories.get(number);
    }

    /// The bytes of the symbol table.
    long symbolBytes() {
        return coff.get("symbol_table") == 0 ? 0 : coff.get("symbols") * SYMBOL;
    }

    /// Where the bytes at an address in memory lie in the file, or -1 if they do not.
    long offsetOf(long address) {
        for (var section : sections) {
            long within = address - section.address();
            if (within >= 0 && within < section.rawSize()) {
                return section.offset() + within;
            }
        }
        return -1;
    }

    /// A name of more than 8 bytes is `/` and the decimal offset in the string table, which follows the symbols.
    private static String name(Content content, Struct.Values coff, byte[] field) throws IOException {
        var name = text(field);
        if (!name.matches("/[0-9]{1,7}") || coff.get("symbol_table") == 0) {
            return name;
        }
        long at = coff.get("symbol_table") + coff.get("symbols") * SYMBOL
                + Integer.parseInt(name, 1, name.length(), 10);
        if (at >= content.size()) {
            return name;
        }
        return text(content.bytes(at, (int) Math.min(LONGEST_NAME, content.size() - at)));
    }

    private static String text(byte[] field) {
        int end = 0;
        while (end < field.length && field[end] != 0) {
            end++;
        }
        return new String(field, 0, end, StandardCharsets.UTF_8);
    }
}
