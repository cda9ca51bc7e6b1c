package org.selfsame.format.squashfs;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;

/// A run of metadata blocks that follow each other from `start` to `end`: the inode, directory and xattr tables.
/// A place in it is the position of a block, counted from `start`, and an offset in the decoded block. Thread-safe.
final class MetadataTable {
    /// Bytes read at once while the headers of the blocks are followed.
    private static final int WINDOW = 1 << 16;

    private final Image image;
    private final String what;
    private final long start;
    private final long end;
    private volatile long @Nullable [] positions;

    MetadataTable(Image image, String what, long start, long end) throws FormatException {
        if (start < Superblock.SIZE || start > end || end > image.superblock().bytesUsed()) {
            throw image.broken(Superblock.SIZE, "the " + what + " would lie from " + Long.toUnsignedString(start)
                    + " to " + Long.toUnsignedString(end) + " in an image of " + image.superblock().bytesUsed()
                    + " bytes");
        }
        this.image = image;
        this.what = what;
        this.start = start;
        this.end = end;
    }

    Image image() {
        return image;
    }

    String what() {
        return what;
    }

    long start() {
        return start;
    }

    long end() {
        return end;
    }

    /// The positions of all blocks from the start of the image, and last the end of the table.
    ///
    /// @throws FormatException if the headers do not lead exactly to the end of the table
    long[] positions() throws IOException {
        long[] known = positions;
        if (known == null) {
            known = follow();
            positions = known;
        }
        return known;
    }

    /// The most bytes that the decoded table can have.
    long decodedLimit() throws IOException {
        return (long) blockCount() * Image.METADATA_SIZE;
    }

    int blockCount() throws IOException {
        return positions().length - 1;
    }

    /// The decoded block of this number. Not to be changed.
    byte[] block(int number) throws IOException {
        long[] all = positions();
        return image.metadataBlock(all[number], all[number + 1]);
    }

    /// The number of the block that starts `relative` bytes after the table.
    ///
    /// @throws FormatException if no block starts there
    int numberOf(long relative) throws IOException {
        long[] all = positions();
        int number = relative < 0 ? -1 : Arrays.binarySearch(all, start + relative);
        if (number < 0 || number >= all.length - 1) {
            throw image.broken(start, "no block of the " + what + " starts at " + Long.toUnsignedString(relative)
                    + " in it");
        }
        return number;
    }

    private long[] follow() throws IOException {
        var found = new long[16];
        int count = 0;
        var window = new byte[0];
        long windowStart = start;
        long at = start;
        while (at < end) {
            if (count + 2 > image.limits().tableBytes() / Long.BYTES) {
                throw image.broken(start, "the " + what + " has more than " + count + " blocks");
            }
            if (end - at < 3) {
                throw image.broken(at, "the " + what + " ends within the header of a block");
            }
            if (at + 2 > windowStart + window.length) {
                windowStart = at;
                window = image.raw(at, (int) Math.min(WINDOW, end - at));
            }
            found[count++] = at;
            if (count == found.length) {
                found = Arrays.copyOf(found, 2 * count);
            }
            at += image.metadataLength(at, LittleEndian.u16(window, (int) (at - windowStart)));
        }
        if (at > end) {
            throw image.broken(found[count - 1], "the last block of the " + what + " reaches beyond its end at " + end);
        }
        found[count++] = end;
        return Arrays.copyOf(found, count);
    }
}
