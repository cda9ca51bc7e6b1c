package org.selfsame.format.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;

/// The header of one copy of a GUID partition table. Source: UEFI specification 2.10, 5.3.2.
///
/// @param offset where the header lies in the content
/// @param sectorSize bytes a sector: 512 or 4096
/// @param computedCrc the CRC of the header as it is, or -1 where its stated size is impossible
/// @param entriesLba first sector of the partition entry array
record GptHeader(long offset, int sectorSize, long revision, long headerSize, long crc, long computedCrc, long lba,
        long alternateLba, long firstUsable, long lastUsable, String guid, long entriesLba, long entryCount,
        long entrySize, long entriesCrc) {
    /// Bytes that the specification defines; the rest of the sector is reserved.
    static final int SIZE = 92;

    /// The most that all entries together may take, as Linux has it; 128 entries of 128 bytes are usual.
    private static final long ENTRIES_MAXIMUM = 4L << 20;
    private static final int CRC_FIELD = 16;

    /// Reads the header in sector `lba`, or null if there is none.
    ///
    /// @throws IOException if the content cannot be read
    static @Nullable GptHeader read(Content content, long lba, int sectorSize) throws IOException {
        if (lba < 1 || lba > content.size() / sectorSize - 1) {
            return null;
        }
        var sector = Sector.read(content, lba * sectorSize, sectorSize);
        if (!sector.text(0, 8, StandardCharsets.ISO_8859_1).equals("EFI PART")) {
            return null;
        }
        return new GptHeader(sector.offset(), sectorSize, sector.u32(8), sector.u32(12), sector.u32(CRC_FIELD),
                computeCrc(sector), sector.u64(24), sector.u64(32), sector.u64(40), sector.u64(48), sector.guid(56),
                sector.u64(72), sector.u32(80), sector.u32(84), sector.u32(88));
    }

    private static long computeCrc(Sector sector) {
        long size = sector.u32(12);
        if (size < SIZE || size > sector.bytes().length) {
            return -1;
        }
        var bytes = sector.bytes().clone();
        for (int i = 0; i < 4; i++) {
            bytes[CRC_FIELD + i] = 0;
        }
        var crc = new CRC32();
        crc.update(bytes, 0, (int) size);
        return crc.getValue();
    }

    boolean hasRightCrc() {
        return crc == computedCrc;
    }

    /// Bytes of the partition entry array.
    long entriesLength() {
        return entryCount * entrySize;
    }

    /// Where the partition entry array lies in the content; only if there is no [#problem].
    long entriesOffset() {
        return entriesLba * sectorSize;
    }

    /// What keeps the entries from being read, or null.
    @Nullable
    String problem(Content content, long tableBytes) {
        if (computedCrc < 0) {
            return "a header size of " + headerSize + " is not between " + SIZE + " and " + sectorSize;
        }
        if (entrySize < 128 || entrySize > 4096 || Long.bitCount(entrySize) != 1) {
            return "an entry size of " + entrySize + " is not a power of two from 128 to 4096";
        }
        if (entryCount < 1 || entriesLength() > Math.min(ENTRIES_MAXIMUM, tableBytes)) {
            return entryCount + " entries of " + entrySize + " bytes are none, or more than "
                    + Math.min(ENTRIES_MAXIMUM, tableBytes) + " bytes";
        }
        if (entriesLba < 1 || entriesLba > content.size() / sectorSize
                || !Sector.fits(content, entriesOffset(), entriesLength())) {
            return "the partition entries at sector " + Long.toUnsignedString(entriesLba) + " do not lie inside";
        }
        return null;
    }
}
