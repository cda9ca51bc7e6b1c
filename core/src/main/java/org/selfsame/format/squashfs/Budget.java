package org.selfsame.format.squashfs;

import org.selfsame.content.FormatException;

/// Memory that the entries of one directory may take beyond its listing: many inodes may share one value in the image,
/// but not in memory. Not thread-safe.
final class Budget {
    private final Image image;
    private final long total;
    private long left;

    Budget(Image image) {
        this.image = image;
        this.total = image.limits().directoryBytes();
        this.left = total;
    }

    /// Takes `bytes` away.
    ///
    /// @throws FormatException if there are no more
    void take(long bytes, long offset) throws FormatException {
        left -= bytes;
        if (left < 0) {
            throw image.broken(offset, "the links and extended attributes in one directory take more than " + total
                    + " bytes");
        }
    }
}
