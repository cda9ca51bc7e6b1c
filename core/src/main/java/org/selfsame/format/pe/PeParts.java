package org.selfsame.format.pe;

import java.io.IOException;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;
import org.selfsame.tree.Anatomy;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Region.Kind;
import org.selfsame.tree.Text;

/// Names the parts of a PE file.
final class PeParts {
    /// No linker aligns further; a longer gap is not there for alignment.
    private static final long MOST_ALIGNMENT = 1 << 16;
    private static final long LEAST_ALIGNMENT = 4096;

    private final PeHeaders headers;
    private final Anatomy.Builder parts;
    /// The first byte after all that the headers lead to.
    private long end;

    PeParts(PeHeaders headers, Anatomy.Builder parts) {
        this.headers = headers;
        this.parts = parts;
        end = headers.end();
        parts.alignment(Math.clamp(headers.optional().get("file_alignment") + 1, LEAST_ALIGNMENT, MOST_ALIGNMENT));
    }

    /// Names the header for DOS and the program that DOS would run.
    void dosPart() throws FormatException {
        parts.struct(PeStructs.DOS, 0, "");
        if (headers.offset() > PeStructs.DOS.size()) {
            parts.region(PeStructs.DOS.size(), headers.offset() - PeStructs.DOS.size(), Kind.STRUCTURE,
                    "DOS stub code");
        }
    }

    /// Names signature, headers, data directories and section table.
    void headers() throws FormatException {
        long optional = headers.optionalOffset();
        parts.region(headers.offset(), headers.end() - headers.offset(), Kind.STRUCTURE, "PE headers");
        parts.region(headers.offset(), PeHeaders.SIGNATURE, Kind.FIELD, "pe headers.signature");
        parts.struct(PeStructs.COFF, headers.offset() + PeHeaders.SIGNATURE, "");
        parts.struct(headers.optionalStruct(), optional, "");
        for (int i = 0; i < headers.directories().size(); i++) {
            parts.struct(PeStructs.DIRECTORIES.get(i), optional + headers.optionalStruct().size() + 8L * i, "");
        }
    }

    /// Adds a file for each section that has bytes.
    void sections() throws FormatException {
        for (var section : headers.sections()) {
            var owner = Text.printable(section.name());
            if (section.size() > 0) {
                owner = parts.file(section.name(), section.offset(), section.size(),
                        section.isCode() ? "text section" : "data section");
                if (parts.fits(section.offset(), section.rawSize())) {
                    padding(section, owner);
                } else {
                    parts.anomaly("pe.section_outside", section.header(), section.rawSize() + " bytes of the section "
                            + owner + " at " + section.offset() + " do not lie inside the file");
                }
                end = Math.max(end, section.end());
            }
            parts.struct(PeStructs.SECTION, section.header(), owner);
        }
    }

    private void padding(Section section, String owner) throws FormatException {
        long at = section.offset() + section.size();
        long length = section.end() - at;
        parts.region(at, length, Kind.PADDING, "section padding", owner);
        parts.check((anomalies, task) -> {
            if (!Anatomy.isZero(parts.content(), at, length)) {
                anomalies.accept(new Anomaly("pe.section_padding", at, "the " + length
                        + " bytes that fill up the section " + owner + " are not zero"));
            }
        });
    }

    /// Adds the COFF symbols and their strings, which programs that are not stripped have.
    void symbols() throws IOException {
        long at = headers.coff().get("symbol_table");
        long length = headers.symbolBytes();
        if (length == 0 || !parts.fits(at, length + 4)) {
            return;
        }
        parts.file("", "symbol table", at, length, Kind.DATA, "symbol table");
        var strings = parts.content().bytes(at + length, 4);
        long size = LittleEndian.u32(strings, 0);
        end = Math.max(end, at + length);
        if (size >= 4 && parts.fits(at + length, size)) {
            parts.file("", "string table", at + length, size, Kind.DATA, "string table");
            end = Math.max(end, at + length + size);
        }
    }

    /// Adds certificates and debug directory, and looks after the checksum.
    void tables() throws IOException {
        DebugDirectory.add(headers, parts);
        end = Math.max(end, Certificates.add(headers, parts));
        PeChecksum.check(headers, parts);
    }

    /// Adds what comes after everything.
    void rest() throws IOException {
        long length = parts.content().size() - end;
        if (length <= 0 || length < LEAST_ALIGNMENT && Anatomy.isZero(parts.content(), end, length)) {
            return;
        }
        parts.file("", "overlay", end, length, Kind.UNKNOWN, "overlay");
        parts.anomaly("pe.overlay", end, length + " bytes after all that the headers lead to");
    }
}
