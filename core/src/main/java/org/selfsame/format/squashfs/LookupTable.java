package org.selfsame.format.squashfs;

import java.io.IOException;
import java.util.Arrays;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;

/// A table of records of equal size, found by number: fragments, exports, ids, xattr ids. Its metadata blocks are
/// followed by a plain list of their positions, and it is the list that the superblock points at. Thread-safe.
final class LookupTable {
    private final Image image;
    private final String what;
    private final long count;
    private final int recordSize;
    private final long listStart;
    private final long[] positions;

    /// @param blocksEnd where the blocks end
    /// @param listStart where the list of positions is
    /// @param end where the list must have ended
    /// @throws FormatException if the table does not lie inside the image
    LookupTable(Image image, String what, long count, int recordSize, long blocksEnd, long listStart,
            long end) throws IOException {
        long bytes = Math.multiplyExact(count, recordSize);
        if (bytes > image.limits().tableBytes()) {
            throw image.broken(listStart, "the " + what + " would have " + count + " records of " + recordSize
                    + " bytes, above the limit of " + image.limits().tableBytes() + " bytes");
        }
        int blocks = (int) Math.ceilDiv(bytes, (long) Image.METADATA_SIZE);
        if (listStart < Superblock.SIZE || listStart > end || (long) blocks * Long.BYTES > end - listStart) {
            throw image.broken(Superblock.SIZE, "the list of " + blocks + " blocks of the " + what
                    + " would lie at " + Long.toUnsignedString(listStart) + ", beyond the end of its table at " + end);
        }
        this.image = image;
        this.what = what;
        this.count = count;
        this.recordSize = recordSize;
        this.listStart = listStart;
        this.positions = new long[blocks + 1];
        byte[] list = image.raw(listStart, blocks * Long.BYTES);
        for (int i = 0; i < blocks; i++) {
            positions[i] = LittleEndian.i64(list, i * Long.BYTES);
            if (positions[i] < Superblock.SIZE || positions[i] >= blocksEnd
                    || i > 0 && positions[i] <= positions[i - 1]) {
                throw image.broken(listStart + (long) i * Long.BYTES, "block " + i + " of the " + what
                        + " would lie at " + Long.toUnsignedString(positions[i]));
            }
        }
        positions[blocks] = blocksEnd;
    }

    String what() {
        return what;
    }

    long count() {
        return count;
    }

    /// The positions of the blocks in the image; last where they end.
    long[] positions() {
        return positions;
    }

    long listStart() {
        return listStart;
    }

    long listLength() {
        return (positions.length - 1L) * Long.BYTES;
    }

    /// Where the first block is, or would be.
    long start() {
        return positions[0];
    }

    /// The record of this number, copied.
    ///
    /// @throws FormatException if there is none
    byte[] record(long number) throws IOException {
        if (number < 0 || number >= count) {
            throw image.broken(listStart, "record " + Long.toUnsignedString(number) + " of the " + what
                    + ", which has " + count);
        }
        long at = number * recordSize;
        int index = (int) (at / Image.METADATA_SIZE);
        int offset = (int) (at % Image.METADATA_SIZE);
        byte[] block = image.metadataBlock(positions[index], positions[index + 1]);
        if (offset + recordSize > block.length) {
            throw image.broken(positions[index], "record " + number + " of the " + what + " lies beyond the "
                    + block.length + " bytes of its block");
        }
        return Arrays.copyOfRange(block, offset, offset + recordSize);
    }
}
