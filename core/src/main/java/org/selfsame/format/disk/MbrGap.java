package org.selfsame.format.disk;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;

/// The sectors between a master boot record and the first partition. No table gives them to anybody; GRUB and others put
/// there what does not fit the boot record, from the first sector on.
final class MbrGap {
    static final String NAME = "mbr-gap";
    static final long START = Sector.SIZE;
    /// Partitions begin at 1 MiB at the latest, since tools align to that; a longer gap is something else.
    private static final long MOST = 16L << 20;

    private MbrGap() {}

    /// The gap, or null if there is none or nothing lies at its start.
    ///
    /// @throws IOException if the content cannot be read
    static @Nullable Content of(Content content, Mbr mbr) throws IOException {
        long first = content.size() / Sector.SIZE;
        for (var entry : mbr.entries()) {
            if (entry.isUsed()) {
                first = Math.min(first, entry.firstLba());
            }
        }
        long size = (first - 1) * Sector.SIZE;
        if (size <= 0 || size > MOST || Sector.read(content, START, Sector.SIZE).isZero(0, Sector.SIZE)) {
            return null;
        }
        return content.slice(START, size);
    }
}
