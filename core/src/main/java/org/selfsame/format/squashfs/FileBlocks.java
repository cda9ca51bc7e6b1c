package org.selfsame.format.squashfs;

import java.io.IOException;
import java.util.Arrays;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;

/// Decoded blocks of files, and the contents made of them. Thread-safe; the caches are shared by all files.
final class FileBlocks {
    private static final int DATA_CACHE = 8 << 20;
    /// Fragment blocks are shared by many small files, which are mostly read one after the other.
    private static final int FRAGMENT_CACHE = 24 << 20;

    private final Image image;
    private final Tables tables;
    private final BlockCache data;
    private final BlockCache fragments;

    FileBlocks(Image image, Tables tables) {
        this.image = image;
        this.tables = tables;
        int blockSize = image.superblock().blockSize();
        this.data = new BlockCache(DATA_CACHE, blockSize);
        this.fragments = new BlockCache(FRAGMENT_CACHE, blockSize);
    }

    Image image() {
        return image;
    }

    /// The content of a file.
    ///
    /// @throws FormatException if its blocks or its fragment do not lie inside the image
    FileBytes content(Inode.FileBody body) throws IOException {
        var blocks = BlockList.read(image, tables.inodes(), body);
        var tail = body.hasFragment() ? fragment(body.fragment()) : null;
        return new FileBytes(this, body, blocks, tail);
    }

    /// The entry of a fragment block in the fragment table.
    ///
    /// @throws FormatException if there is none
    Fragment fragment(long number) throws IOException {
        var table = tables.fragments();
        if (table == null) {
            throw image.broken(16, "fragment " + number + " in an image without fragments");
        }
        byte[] fields = table.record(number);
        var fragment = new Fragment(LittleEndian.i64(fields, 0), LittleEndian.i32(fields, 8));
        int length = image.dataLength(fragment.position(), fragment.word());
        if (fragment.position() < Superblock.SIZE || fragment.position() > image.superblock().bytesUsed() - length) {
            throw image.broken(table.listStart(), "fragment block " + number + " would lie at "
                    + Long.toUnsignedString(fragment.position()));
        }
        return fragment;
    }

    /// The decoded fragment block.
    byte[] fragmentBlock(Fragment fragment) throws IOException {
        return fragments.get(fragment.position(), fragment.word(), () -> decode(fragment.position(), fragment.word()));
    }

    /// The decoded data block.
    byte[] dataBlock(long position, int word) throws IOException {
        return data.get(position, word, () -> decode(position, word));
    }

    private byte[] decode(long position, int word) throws IOException {
        int blockSize = image.superblock().blockSize();
        var block = new byte[blockSize];
        int count = image.readBlock(position, word, block, 0, blockSize);
        return count == blockSize ? block : Arrays.copyOf(block, count);
    }

    /// A block that holds the tails of several files.
    record Fragment(long position, int word) {}
}
