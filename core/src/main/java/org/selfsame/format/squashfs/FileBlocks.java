package org.selfsame.format.squashfs;

import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
    private @Nullable Tails tails;

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

    /// Which bytes of fragment blocks are the ends of files.
    ///
    /// @throws IllegalStateException before [#prepare]
    Tails tails() {
        return Objects.requireNonNull(tails, "not prepared");
    }

    /// Lets the ends of files be found by this way to all files, once they are asked for.
    void prepare(Survey survey) {
        tails = new Tails(this, survey);
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

    /// Gives the decoded fragment block to `reader`.
    void readFragment(Fragment fragment, BlockCache.Reader reader) throws IOException {
        fragments.read(fragment.position(), fragment.word(),
                block -> decode(fragment.position(), fragment.word(), block), reader);
    }

    /// Gives the decoded data block to `reader`.
    void readData(long position, int word, BlockCache.Reader reader) throws IOException {
        data.read(position, word, block -> decode(position, word, block), reader);
    }

    private int decode(long position, int word, byte[] block) throws IOException {
        return image.readBlock(position, word, block, 0, block.length);
    }

    /// A block that holds the tails of several files.
    record Fragment(long position, int word) {}
}
