package org.selfsame.format.fat;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.LittleEndian;

/// FAT32's FSInfo structure: hints of how much is free and where. Source: Microsoft's FAT specification 1.03.
///
/// @param offset where it lies in the content
/// @param signed whether its three signatures are right
/// @param freeClusters number of free clusters, or 0xFFFFFFFF for unknown
/// @param nextFree where to look for a free cluster, or 0xFFFFFFFF for unknown
record FsInfo(long offset, boolean signed, long freeClusters, long nextFree) {
    static final int SIZE = 512;
    static final long UNKNOWN = 0xffffffffL;
    /// Where it states what is free.
    static final int FREE = 488;

    private static final int NONE = 0xffff;

    /// The structure that the boot sector points at, or null if it points at none in the reserved sectors.
    ///
    /// @throws IOException if the content cannot be read
    static @Nullable FsInfo read(FatVolume volume) throws IOException {
        var boot = volume.boot();
        if (!boot.wide() || boot.fsInfo() == 0 || boot.fsInfo() == NONE || boot.fsInfo() >= boot.reserved()) {
            return null;
        }
        long offset = (long) boot.fsInfo() * boot.sectorSize();
        var bytes = volume.content().bytes(offset, SIZE);
        boolean signed = LittleEndian.u32(bytes, 0) == 0x41615252L && LittleEndian.u32(bytes, 484) == 0x61417272L
                && LittleEndian.u32(bytes, 508) == 0xaa550000L;
        return new FsInfo(offset, signed, LittleEndian.u32(bytes, FREE), LittleEndian.u32(bytes, 492));
    }

    /// Where the copy of the boot sector lies, or -1 if the boot sector points at none in the reserved sectors.
    static long backupOffset(FatVolume volume) {
        var boot = volume.boot();
        boolean none = !boot.wide() || boot.backup() == 0 || boot.backup() == NONE || boot.backup() >= boot.reserved();
        return none ? -1 : (long) boot.backup() * boot.sectorSize();
    }
}
