package org.selfsame.format.pe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Anatomy;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Region.Kind;

/// Names the parts of a bzImage: boot sector, setup header, setup code, protected-mode kernel with the payload in it,
/// checksum, and what makes it a PE file.
final class BzImage {
    private final Content content;
    private final Anatomy.Builder parts;
    private final SetupHeader header;

    private BzImage(Content content, Limits limits) throws IOException {
        this.content = content;
        parts = new Anatomy.Builder("bzimage", content, limits);
        header = SetupHeader.read(content);
    }

    /// @throws FormatException if the setup header makes no sense
    /// @throws IOException if the content cannot be read
    static Reader open(Content content, Limits limits) throws IOException {
        var image = new BzImage(content, limits);
        image.setup();
        image.kernel();
        long end = image.pe();
        image.rest(end);
        return image.parts.build();
    }

    private void setup() throws IOException {
        parts.region(0, SetupHeader.OFFSET, Kind.STRUCTURE, "boot sector code");
        parts.region(SetupHeader.OFFSET, header.length(), Kind.STRUCTURE, "setup header");
        for (var field : header.fields()) {
            parts.region(SetupHeader.OFFSET + field.at(), field.length(), Kind.FIELD, "setup header." + field.name());
            if (!field.name().equals("jump") && !field.name().equals("header") && field.length() <= 8) {
                parts.fact(field.name(), fact(field.name()));
            }
        }
        long start = (long) SetupHeader.OFFSET + header.length();
        if (header.kernelOffset() > content.size()) {
            throw new FormatException("bzimage", SetupHeader.OFFSET, "the setup is longer than the file");
        }
        parts.region(start, Math.max(0, header.kernelOffset() - start), Kind.STRUCTURE, "setup code");
        var version = header.version(content);
        if (version.length > 0) {
            parts.region(header.versionOffset(), version.length, Kind.FIELD, "setup.kernel_version");
            parts.fact("kernel_version_text", new String(version, StandardCharsets.UTF_8));
        }
    }

    private String fact(String field) {
        long value = header.get(field);
        return switch (field) {
            case "version" -> (value >> 8) + "." + String.format(Locale.ROOT, "%02d", value & 0xff);
            case "setup_sects", "syssize", "payload_length", "init_size", "cmdline_size", "ram_size" ->
                Long.toString(value);
            default -> String.format(Locale.ROOT, "0x%x", value);
        };
    }

    private void kernel() throws IOException {
        long start = header.kernelOffset();
        long end = Math.min(header.kernelEnd(), content.size());
        // syssize is rounded up to 16 bytes, and not all builds fill the file up
        if (header.kernelEnd() - 16 >= content.size()) {
            parts.anomaly("bzimage.truncated", SetupHeader.OFFSET, "the kernel ends at " + header.kernelEnd()
                    + ", and the file at " + content.size());
        }
        parts.region(start, Math.max(0, end - start), Kind.STRUCTURE, "protected-mode code");
        payload(start);
        if (header.kernelEnd() == end && end - start >= KernelChecksum.SIZE) {
            KernelChecksum.add(parts, end - KernelChecksum.SIZE);
        }
    }

    private void payload(long start) throws IOException {
        long offset = start + header.get("payload_offset");
        long length = header.get("payload_length");
        if (length == 0) {
            return;
        }
        if (!parts.fits(offset, length) || length < 4) {
            parts.anomaly("bzimage.payload_outside", SetupHeader.OFFSET, "the " + length + " bytes of the payload at "
                    + offset + " do not lie inside the file");
            return;
        }
        var compression = PayloadCompression.of(content, offset, length);
        if (compression != null) {
            parts.fact("payload", compression.term());
        }
        long suffix = compression == null || !compression.sizeFollows() ? 0 : 4;
        parts.file("payload", offset, length - suffix, "payload");
        parts.region(offset + length - suffix, suffix, Kind.FIELD, "payload.uncompressed_size");
    }

    /// Names the headers of the PE file that a kernel with an EFI stub is, and its signatures.
    ///
    /// @return the first byte after signatures and sections, or 0
    private long pe() throws IOException {
        if (PeHeaders.signature(content) < 0) {
            return 0;
        }
        try {
            var headers = PeHeaders.read(content);
            parts.region(0, 2, Kind.FIELD, "dos header.magic");
            parts.region(0x3c, 4, Kind.FIELD, "dos header.pe_offset");
            var pe = new PeParts(headers, parts);
            pe.headers();
            long end = 0;
            for (var section : headers.sections()) {
                parts.struct(PeStructs.SECTION, section.header(), "");
                end = Math.max(end, section(section));
            }
            parts.fact("pe_checksum", String.format(Locale.ROOT, "0x%x", headers.optional().get("checksum")));
            return Math.max(end, Certificates.add(headers, parts));
        } catch (FormatException e) {
            parts.anomaly("bzimage.pe_headers", e.offset(), e.rule());
            return 0;
        }
    }

    /// Names what a section of the PE file has beyond the kernel that boot loaders take.
    ///
    /// @return the first byte after the section
    private long section(Section section) throws FormatException {
        long start = Math.max(section.offset(), Math.min(header.kernelEnd(), content.size()));
        if (section.end() > start && parts.fits(start, section.end() - start)) {
            parts.region(start, section.end() - start, Kind.STRUCTURE,
                    section.isCode() ? "text section" : "data section");
            return section.end();
        }
        return 0;
    }

    private void rest(long peEnd) throws FormatException {
        long end = Math.max(header.kernelEnd(), peEnd);
        if (end < content.size()) {
            parts.file("", "overlay", end, content.size() - end, Kind.UNKNOWN, "overlay");
            parts.anomaly("bzimage.trailing_bytes", end, (content.size() - end) + " bytes after the kernel");
        }
    }
}
