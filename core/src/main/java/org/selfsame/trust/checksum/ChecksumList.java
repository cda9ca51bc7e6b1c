package org.selfsame.trust.checksum;

import java.util.List;
import org.selfsame.content.Digest;
import org.selfsame.trust.TrustException;

/// A list of checksums: which digest each named file should have.
///
/// @param entries the lines that are checksums, in the order of the list
public record ChecksumList(List<Entry> entries) {
    /// The largest list, in bytes.
    public static final int MAX_BYTES = 16 << 20;
    /// The most lines. A list of images has some hundred, the list inside a Debian DVD some thousand.
    public static final int MAX_LINES = 200_000;

    /// Copies `entries`.
    public ChecksumList {
        entries = List.copyOf(entries);
    }

    /// One line.
    ///
    /// @param name the file's name as the list has it, relative to the list's directory, without `./` before it; empty
    /// for the one bare checksum of a file whose own name does not tell. Untrusted text
    /// @param digest what the file should have
    /// @param line the number of the line, from 1 on
    public record Entry(String name, Digest digest, int line) {
        /// The name without directories.
        public String baseName() {
            return name.substring(name.lastIndexOf('/') + 1);
        }
    }

    /// The list in `text`, which came in a file named `fileName`. The algorithm is told by the line (BSD style), else
    /// by the list's name, else by the length of the digest; where two of them tell, they must agree. Comments (`#`),
    /// empty lines and lines of algorithms that we do not know are passed over.
    ///
    /// @throws TrustException if there is no checksum in it, or any other line; or it names a file outside its
    /// directory, or contradicts itself
    public static ChecksumList parse(byte[] text, String fileName) throws TrustException {
        return new ChecksumListParser(fileName).parse(text);
    }

    /// The digests that the list gives for the file of this name (without directories), in the order of the list;
    /// several if it uses several algorithms. A line for the same name in one directory counts too, if there is no
    /// other; lines for it in several directories do not tell which is meant, so none counts.
    public List<Digest> digestsFor(String fileName) {
        var exact = entries.stream().filter(e -> e.name.equals(fileName)).map(Entry::digest).toList();
        if (!exact.isEmpty()) {
            return exact;
        }
        var same = entries.stream().filter(e -> e.baseName().equals(fileName)).toList();
        boolean clear = same.stream().map(Entry::name).distinct().count() == 1;
        return clear ? same.stream().map(Entry::digest).toList() : List.of();
    }
}
