package org.selfsame.parts;

import java.io.IOException;
import java.util.Arrays;
import org.selfsame.content.Content;

/// A few blocks of a content in memory: numbers lie close together, or in a table and what the table leads to. Ranges are
/// checked by the caller.
final class Window {
    private static final int SHIFT = 12;
    private static final int BLOCK = 1 << SHIFT;
    private static final int SLOTS = 16;

    private final Content content;
    private final long[] held = new long[SLOTS];
    private final byte[][] blocks = new byte[SLOTS][];

    Window(Content content) {
        this.content = content;
        Arrays.fill(held, -1);
    }

    byte at(long offset) throws IOException {
        return block(offset >> SHIFT)[(int) (offset & BLOCK - 1)];
    }

    /// Fills `target` with the bytes at `offset`.
    void read(long offset, byte[] target) throws IOException {
        if (target.length > BLOCK) {
            content.read(offset, target, 0, target.length);
            return;
        }
        int done = 0;
        while (done < target.length) {
            int within = (int) (offset + done & BLOCK - 1);
            int count = Math.min(target.length - done, BLOCK - within);
            System.arraycopy(block(offset + done >> SHIFT), within, target, done, count);
            done += count;
        }
    }

    private byte[] block(long number) throws IOException {
        int slot = (int) (number & SLOTS - 1);
        var block = blocks[slot];
        if (held[slot] != number || block == null) {
            long start = number << SHIFT;
            block = content.bytes(start, (int) Math.min(BLOCK, content.size() - start));
            blocks[slot] = block;
            held[slot] = number;
        }
        return block;
    }
}
