package org.selfsame.format.squashfs;

import java.io.IOException;
import org.selfsame.content.FormatException;

/// The blocks of a file: their size words, and where each one is. The blocks lie one behind the other.
final class BlockList {
    /// Positions are kept for every 64th block; those between are added up.
    private static final int STEP_LOG = 6;

    private final Image image;
    private final long start;
    private final int[] words;
    private final long[] steps;
    private final long end;

    private BlockList(Image image, long start, int[] words) throws FormatException {
        this.image = image;
        this.start = start;
        this.words = words;
        this.steps = new long[(words.length >> STEP_LOG) + 1];
        long at = start;
        for (int i = 0; i < words.length; i++) {
            if ((i & (1 << STEP_LOG) - 1) == 0) {
                steps[i >> STEP_LOG] = at;
            }
            at += image.dataLength(start, words[i]);
        }
        this.end = at;
        if (at > start && (start < Superblock.SIZE || at > image.superblock().bytesUsed())) {
            throw image.broken(start, "the blocks of a file would lie from " + Long.toUnsignedString(start) + " to "
                    + Long.toUnsignedString(at) + " in an image of " + image.superblock().bytesUsed() + " bytes");
        }
    }

    /// Reads the list of the file with this body.
    ///
    /// @throws FormatException if the file states more blocks than the inode table can list, or one has an impossible size
    static BlockList read(Image image, MetadataTable inodes, Inode.FileBody body) throws IOException {
        long count = body.blockCount(image.superblock().blockLog());
        long most = Math.min(inodes.decodedLimit(), image.limits().tableBytes()) / Integer.BYTES;
        if (count > most) {
            throw image.broken(inodes.start(), "a file of " + body.size() + " bytes has " + count
                    + " blocks, more than the " + most + " that the inode table can list");
        }
        if (body.start() < 0 || body.start() > image.superblock().bytesUsed() && count > 0) {
            throw image.broken(inodes.start(), "the blocks of a file would lie at "
                    + Long.toUnsignedString(body.start()) + " in an image of " + image.superblock().bytesUsed()
                    + " bytes");
        }
        var cursor = new MetadataCursor(inodes);
        cursor.seekBlock(body.listBlock(), body.listOffset());
        var words = new int[(int) count];
        for (int i = 0; i < words.length; i++) {
            words[i] = cursor.i32();
        }
        return new BlockList(image, body.start(), words);
    }

    int count() {
        return words.length;
    }

    /// The size word of a block; 0 for one of zeros only, which takes no space.
    int word(int index) {
        return words[index];
    }

    long start() {
        return start;
    }

    /// The first byte after all blocks.
    long end() {
        return end;
    }

    long position(int index) throws FormatException {
        long at = steps[index >> STEP_LOG];
        for (int i = index >> STEP_LOG << STEP_LOG; i < index; i++) {
            at += image.dataLength(at, words[i]);
        }
        return at;
    }
}
