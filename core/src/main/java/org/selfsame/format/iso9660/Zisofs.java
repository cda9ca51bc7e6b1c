package org.selfsame.format.iso9660;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;

/// A `ZF` entry: the file is stored compressed by zisofs. Version 1 has 32-bit sizes, version 2 (zisofs2, of
/// libisofs) has 64-bit ones and a choice of algorithms, of which zlib is the only one in use.
///
/// @param version 1 or 2
/// @param algorithm two letters; `pz` in version 1 and `PZ` in version 2 are zlib
/// @param headerSize bytes of the file's header
/// @param blockLog binary logarithm of the block size
/// @param size uncompressed bytes
record Zisofs(int version, String algorithm, int headerSize, int blockLog, long size) {

    static Zisofs parse(Bytes entry) throws FormatException {
        int version = entry.u8(3) == 2 ? 2 : 1;
        long size = version == 2 ? entry.u64le(8) : entry.u32le(8);
        if (size < 0) {
            throw Iso.bad(entry.offset(8), "zisofs, an uncompressed size of " + Long.toUnsignedString(size)
                    + " bytes");
        }
        return new Zisofs(version, entry.latin1(4, 2), 4 * entry.u8(6), entry.u8(7), size);
    }

    /// The uncompressed content of the file that is stored as `stored`.
    ///
    /// @param offset where the file's data begins, for the exception
    /// @throws FormatException if the header is not that of zisofs or contradicts the entry, or the block pointers
    ///         do not fit into the file
    Content open(Content stored, long offset) throws IOException {
        return ZisofsContent.open(this, stored, offset);
    }
}
