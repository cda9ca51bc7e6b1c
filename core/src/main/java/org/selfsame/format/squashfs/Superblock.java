package org.selfsame.format.squashfs;

import java.io.IOException;
import java.util.List;
import org.selfsame.codec.Codec;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;

/// The 96 bytes that every image starts with. All offsets are from the start of the image; a table that is not there
/// has the offset -1.
///
/// Source of this and of all that follows: squashfs-tools-ng's doc/format.adoc and the kernel's
/// Documentation/filesystems/squashfs.rst.
record Superblock(long inodeCount, long mkfsTime, int blockSize, long fragmentCount, Codec codec, int flags,
        int idCount, long rootInode, long bytesUsed, long idTable, long xattrTable, long inodeTable,
        long directoryTable, long fragmentTable, long exportTable) {

    static final int SIZE = 96;
    static final int MAGIC = 0x73717368;
    static final long ABSENT = -1;
    /// Smallest and largest size of a data block.
    static final int MIN_BLOCK = 1 << 12;
    static final int MAX_BLOCK = 1 << 20;

    private static final Codec[] CODECS = {Codec.GZIP, Codec.LZMA, Codec.LZO, Codec.XZ, Codec.LZ4, Codec.ZSTD};

    /// @throws FormatException if a field has a value that no image can have
    static Superblock read(Content content) throws IOException {
        if (content.size() < SIZE) {
            throw broken(0, "a superblock has " + SIZE + " bytes, but there are only " + content.size());
        }
        byte[] b = content.bytes(0, SIZE);
        if (LittleEndian.i32(b, 0) != MAGIC) {
            throw broken(0, "the magic number is 0x" + Integer.toHexString(LittleEndian.i32(b, 0)) + ", not 0x"
                    + Integer.toHexString(MAGIC));
        }
        if (LittleEndian.u16(b, 28) != 4 || LittleEndian.u16(b, 30) != 0) {
            throw broken(28,
                    "version " + LittleEndian.u16(b, 28) + "." + LittleEndian.u16(b, 30) + " where only 4.0 is known");
        }
        long blockSize = LittleEndian.u32(b, 12);
        if (Long.bitCount(blockSize) != 1 || blockSize < MIN_BLOCK || blockSize > MAX_BLOCK) {
            throw broken(12, "the block size is " + blockSize + ", not a power of two from " + MIN_BLOCK + " to "
                    + MAX_BLOCK);
        }
        if (LittleEndian.u16(b, 22) != Long.numberOfTrailingZeros(blockSize)) {
            throw broken(22,
                    "the block size is " + blockSize + ", its logarithm is stated as " + LittleEndian.u16(b, 22));
        }
        int compression = LittleEndian.u16(b, 20);
        if (compression < 1 || compression > CODECS.length) {
            throw broken(20, "compressor " + compression + " is not one of 1 to " + CODECS.length);
        }
        long bytesUsed = LittleEndian.i64(b, 40);
        if (bytesUsed < SIZE || bytesUsed > content.size()) {
            throw broken(40, "the image says it has " + Long.toUnsignedString(bytesUsed) + " bytes, there are "
                    + content.size());
        }
        return new Superblock(LittleEndian.u32(b, 4), LittleEndian.u32(b, 8), (int) blockSize, LittleEndian.u32(b, 16),
                CODECS[compression - 1], LittleEndian.u16(b, 24), LittleEndian.u16(b, 26), LittleEndian.i64(b, 32),
                bytesUsed,
                LittleEndian.i64(b, 48), LittleEndian.i64(b, 56), LittleEndian.i64(b, 64), LittleEndian.i64(b, 72),
                LittleEndian.i64(b, 80),
                LittleEndian.i64(b, 88));
    }

    /// The number of a compressor.
    static int number(Codec codec) {
        return List.of(CODECS).indexOf(codec) + 1;
    }

    int blockLog() {
        return Integer.numberOfTrailingZeros(blockSize);
    }

    boolean has(Flag flag) {
        return (flags & flag.bit()) != 0;
    }

    private static FormatException broken(long offset, String rule) {
        return new FormatException(SquashfsFormat.NAME, offset, rule);
    }
}
