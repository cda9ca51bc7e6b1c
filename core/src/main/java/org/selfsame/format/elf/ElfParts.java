package org.selfsame.format.elf;

import java.io.IOException;
import java.util.Locale;
import org.selfsame.tree.Anatomy;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Text;

/// Names the parts of an ELF file.
final class ElfParts {
    /// Linkers align segments to pages, the largest of which have 64 KiB; kernels for x86-64 align to 2 MiB.
    private static final long ALIGNMENT = (2 << 20) + 1;
    private static final long LOAD = 1;

    private final Elf elf;
    private final Anatomy.Builder parts;
    /// The first byte after all that the headers lead to.
    private long end;

    private ElfParts(Elf elf, Limits limits) {
        this.elf = elf;
        parts = new Anatomy.Builder("elf", elf.content(), limits).alignment(ALIGNMENT);
        end = elf.structs().header().size();
    }

    /// @throws IOException if the content cannot be read
    static Reader of(Elf elf, Limits limits) throws IOException {
        var elfParts = new ElfParts(elf, limits);
        elfParts.facts();
        elfParts.parts.struct(elf.structs().header(), 0, "");
        elfParts.segments();
        elfParts.sections();
        ModuleSignature.add(elfParts.parts, elfParts.end);
        return elfParts.parts.build();
    }

    private void facts() {
        var header = elf.header();
        parts.fact("class", elf.structs().equals(ElfStructs.BITS_32) ? "ELF32" : "ELF64");
        parts.fact("byte_order", elf.order().toString().toLowerCase(Locale.ROOT).replace('_', '-'));
        for (var field : new String[]{"os_abi", "abi_version", "type", "machine", "version"}) {
            parts.fact(field, header.get(field));
        }
        parts.fact("entry", hex(header.get("entry")));
        parts.fact("flags", hex(header.get("flags")));
        parts.fact("segments", elf.segments().size());
        parts.fact("sections", elf.sections().size());
    }

    private void segments() throws IOException {
        int loaded = 0;
        for (var segment : elf.segments()) {
            parts.struct(elf.structs().segment(), segment.header(), "");
            end = Math.max(end, segment.header() + elf.structs().segment().size());
            long offset = segment.get("offset");
            long size = segment.get("file_size");
            if (!parts.fits(offset, size)) {
                parts.anomaly("elf.segment_outside", segment.header(), Long.toUnsignedString(size)
                        + " bytes of a segment at " + Long.toUnsignedString(offset) + " do not lie inside the file");
                continue;
            }
            end = Math.max(end, offset + size);
            if (segment.get("type") == LOAD && elf.sections().isEmpty()) {
                loaded++;
                boolean code = (segment.get("flags") & 1) != 0;
                parts.file("segment-" + loaded, offset, size, code ? "text segment" : "data segment");
            }
        }
    }

    private void sections() throws IOException {
        for (var section : elf.sections()) {
            var owner = section.number() == 0 ? "" : Text.printable(section.entryName());
            if (section.isStored() && section.number() > 0) {
                owner = section(section);
            }
            parts.struct(elf.structs().section(), section.header(), owner);
            end = Math.max(end, section.header() + elf.structs().section().size());
        }
    }

    /// Adds the bytes of a section; of a compressed one those after the header of the compression, which are a stream.
    ///
    /// @return the printable path
    private String section(Section section) throws IOException {
        long offset = section.get("offset");
        long size = section.get("size");
        boolean fits = parts.fits(offset, size);
        long skip = 0;
        if (fits && section.isCompressed() && size > elf.structs().compression().size()) {
            parts.struct(elf.structs().compression(), offset, elf.order());
            skip = elf.structs().compression().size();
        }
        var owner = parts.file(section.entryName(), offset + skip, size - skip, section.what());
        if (!fits) {
            parts.anomaly("elf.section_outside", section.header(),
                    Long.toUnsignedString(size) + " bytes of the section "
                            + owner + " at " + Long.toUnsignedString(offset) + " do not lie inside the file");
            return owner;
        }
        end = Math.max(end, offset + size);
        if (section.isNote()) {
            Notes.add(elf, parts, offset, size, owner);
        }
        Origin.add(elf, parts, section, owner);
        return owner;
    }

    private static String hex(long value) {
        return String.format(Locale.ROOT, "0x%x", value);
    }
}
