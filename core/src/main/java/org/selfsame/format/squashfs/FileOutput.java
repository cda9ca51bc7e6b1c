package org.selfsame.format.squashfs;

import java.io.IOException;
import java.util.Arrays;
import org.selfsame.content.Content;
import org.selfsame.task.Task;

/// Writes the bytes of files: blocks, and files shorter than a block together in fragment blocks. Not thread-safe.
final class FileOutput {
    private final BlockOutput output;
    private final Task.Meter meter;
    private final int blockSize;
    private final MetadataOutput fragmentTable;
    private final byte[] block;
    private final byte[] openFragment;
    private int openUsed;
    private long fragments;

    FileOutput(BlockOutput output, int blockSize, Task.Meter meter) {
        this.output = output;
        this.meter = meter;
        this.blockSize = blockSize;
        this.fragmentTable = new MetadataOutput(output);
        this.block = new byte[blockSize];
        this.openFragment = new byte[blockSize];
    }

    /// Where the bytes of a file are.
    ///
    /// @param start position of the first block, 0 if there is none
    /// @param fragment number of the fragment block, or [Inode#NO_FRAGMENT]
    /// @param words the size words of the blocks, encoded
    record Placed(long start, long fragment, long fragmentOffset, Encoder words) {}

    Placed write(Content content) throws IOException {
        long size = content.size();
        if (size > 0 && size < blockSize && readBlock(content, 0, (int) size)) {
            return addToFragment((int) size);
        }
        var words = new Encoder();
        long start = output.position();
        for (long at = 0; at < size; at += blockSize) {
            int length = (int) Math.min(blockSize, size - at);
            words.u32(readBlock(content, at, length) ? output.writeData(block, length) : 0);
            meter.add(length);
        }
        return new Placed(size == 0 ? 0 : start, Inode.NO_FRAGMENT, 0, words);
    }

    /// Reads a block; holes are not read.
    ///
    /// @return whether there is anything but zeros in it
    private boolean readBlock(Content content, long at, int length) throws IOException {
        if (content.nextData(at) >= at + length) {
            return false;
        }
        content.read(at, block, 0, length);
        for (int i = 0; i < length; i++) {
            if (block[i] != 0) {
                return true;
            }
        }
        return false;
    }

    private Placed addToFragment(int length) throws IOException {
        if (openUsed + length > blockSize) {
            closeFragment();
        }
        System.arraycopy(block, 0, openFragment, openUsed, length);
        var placed = new Placed(0, fragments, openUsed, new Encoder());
        openUsed += length;
        meter.add(length);
        return placed;
    }

    private void closeFragment() throws IOException {
        if (openUsed > 0) {
            long start = output.position();
            int word = output.writeData(openFragment, openUsed);
            fragmentTable.write(new Encoder().i64(start).u32(word).u32(0).toBytes());
            fragments++;
            openUsed = 0;
            Arrays.fill(openFragment, (byte) 0);
        }
    }

    /// Writes the fragment block that is still open. No file may follow.
    void finish() throws IOException {
        closeFragment();
    }

    long fragments() {
        return fragments;
    }

    /// Writes the fragment table.
    ///
    /// @return where it is, or -1 if there are no fragments
    long writeTable() throws IOException {
        return fragments == 0 ? Superblock.ABSENT : fragmentTable.writeLookup();
    }
}
