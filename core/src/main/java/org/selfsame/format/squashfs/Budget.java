package org.selfsame.format.squashfs;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.FormatException;

/// Memory that the entries of one directory may take beyond its listing: many inodes may share one value in the image,
/// but not in memory. Not thread-safe.
final class Budget {
    /// How often a value may be shared on average.
    private static final int SHARED = 64;

    private final Image image;
    private final long total;
    private long left;

    Budget(Image image) {
        this(image, image.limits().directoryBytes());
    }

    private Budget(Image image, long total) {
        this.image = image;
        this.total = total;
        this.left = total;
    }

    /// For looking at each list of extended attributes once: lists and values that overlap must not cost more than some
    /// times what is there.
    static Budget ofAll(Image image, @Nullable XattrTables xattrs) throws IOException {
        long stored = xattrs == null ? 0 : xattrs.pairs().decodedLimit();
        return new Budget(image, image.limits().directoryBytes() + SHARED * stored);
    }

    /// Takes `bytes` away.
    ///
    /// @throws FormatException if there are no more
    void take(long bytes, long offset) throws FormatException {
        left -= bytes;
        if (left < 0) {
            throw image.broken(offset, "links and extended attributes take more than " + total + " bytes");
        }
    }
}
