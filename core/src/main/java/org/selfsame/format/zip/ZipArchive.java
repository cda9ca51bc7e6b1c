package org.selfsame.format.zip;

import java.io.IOException;
import org.selfsame.codec.ArchiveMethod;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.Ranges;
import org.selfsame.tree.Limits;

/// An opened archive: its central directory, and what is stored for a member.
///
/// @param content that it lies in
/// @param end where the central directory is
record ZipArchive(Content content, EndRecord end, Limits limits) {
    /// Deflate's best: 258 bytes out of 2 bits.
    private static final long BEST_RATIO = 1032;

    /// Takes the entries of the central directory.
    @FunctionalInterface
    interface Visitor {
        /// @throws IOException to end the walk
        void entry(CentralEntry entry) throws IOException;
    }

    /// @throws FormatException if there is no central directory
    /// @throws IOException if the content cannot be read
    static ZipArchive open(Content content, Limits limits) throws IOException {
        return new ZipArchive(content, EndRecord.find(content), limits);
    }

    /// Visits the entries of the central directory in order, up to the first that is none.
    ///
    /// @return bytes of the directory that are entries
    /// @throws FormatException if the directory takes too much memory
    /// @throws IOException if the content cannot be read, or the visitor ends the walk
    long visit(Visitor visitor) throws IOException {
        if (end.directorySize() > limits.tableBytes()) {
            throw new FormatException(ZipReader.FORMAT, end.directory(), "a central directory of "
                    + end.directorySize() + " bytes, more than " + limits.tableBytes());
        }
        var directory = content.bytes(end.directory(), (int) end.directorySize());
        int at = 0;
        for (var entry = CentralEntry.parse(directory, at, end.directory(),
                end.base()); entry != null; entry = CentralEntry.parse(directory, at, end.directory(), end.base())) {
            visitor.entry(entry);
            at += entry.length();
        }
        return at;
    }

    /// The bytes of a member, decoded.
    ///
    /// @throws FormatException if it is encrypted, compressed in a way that is not read, or lies outside
    /// @throws IOException if the content cannot be read
    Content data(CentralEntry entry) throws IOException {
        if (entry.isEncrypted()) {
            throw broken(entry, "is encrypted");
        }
        long data = LocalHeader.read(content, entry.local()).data();
        Ranges.check(ZipReader.FORMAT, data, entry.stored(), content.size());
        var stored = content.slice(data, entry.stored());
        return switch (entry.method()) {
            case CentralEntry.STORED -> {
                if (entry.size() != entry.stored()) {
                    throw broken(entry, "is stored as it is in " + entry.stored() + " bytes, and states "
                            + entry.size());
                }
                yield stored;
            }
            case CentralEntry.DEFLATED -> {
                if (entry.size() / BEST_RATIO > entry.stored()) {
                    throw broken(entry, "states " + entry.size() + " bytes, more than " + entry.stored()
                            + " can be inflated to");
                }
                yield new InflatedContent(stored, entry.size(), data);
            }
            case CentralEntry.DEFLATE64 -> decoded(entry, ArchiveMethod.DEFLATE64, stored);
            case CentralEntry.BZIP2 -> decoded(entry, ArchiveMethod.BZIP2, stored);
            case CentralEntry.LZMA ->
                decoded(entry, ArchiveMethod.LZMA, new LzmaMember(stored, entry.size(), data));
            case CentralEntry.ZSTD -> decoded(entry, ArchiveMethod.ZSTD, stored);
            case CentralEntry.XZ -> decoded(entry, ArchiveMethod.XZ, stored);
            default -> throw broken(entry, "is compressed by method " + entry.method() + ", which is not read");
        };
    }

    private static Content decoded(CentralEntry entry, ArchiveMethod method, Content stored) throws FormatException {
        if (entry.size() > Limits.decodedBytes(entry.stored())) {
            throw broken(entry, "states " + entry.size() + " bytes, more than " + entry.stored()
                    + " are decoded to");
        }
        return method.decoded(stored, entry.size());
    }

    private static FormatException broken(CentralEntry entry, String what) {
        return new FormatException(ZipReader.FORMAT, entry.offset(), entry.printableName() + " " + what);
    }
}
