package org.selfsame.format.cpio;

import org.jspecify.annotations.Nullable;
import org.selfsame.content.Digest;
import org.selfsame.tree.Name;

/// One member of an archive.
///
/// @param header what its header states
/// @param offset of the header
/// @param name without its zero byte
/// @param data where its data begins
/// @param target of a symbolic link, or null
/// @param digest of the data, if it was computed
/// @param sum of all bytes of the data, modulo 2^32, or -1 if it was not computed
record Member(Header header, long offset, Name name, long data, @Nullable Name target, @Nullable Digest digest,
        long sum) {
    private static final int TYPE = 0170000;

    /// The numbers of a header. Devices are given as major and minor.
    record Header(Variant variant, long ino, int mode, long uid, long gid, long nlink, long mtime, long size,
            long devMajor, long devMinor, long rdevMajor, long rdevMinor, int nameSize, long check) {

        /// The type bits of the mode.
        int type() {
            return mode & TYPE;
        }
    }

    /// The first byte after the data.
    long dataEnd() {
        return data + header.size;
    }

    /// The first byte after the padding of the data.
    long end() {
        return header.variant.align(dataEnd());
    }

    /// Where the name begins.
    long nameOffset() {
        return offset + header.variant.headerLength();
    }
}
