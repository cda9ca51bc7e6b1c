package org.selfsame.format.squashfs;

import java.io.IOException;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/// The blocks that were decoded last, by their position. Thread-safe: two threads that want the same block decode it
/// once, two that want different ones decode them at the same time. A new block takes the memory of the one that is
/// dropped for it, so that a walk over a large image leaves the collector nothing to move.
final class BlockCache {
    private final int most;
    private final int blockSize;
    private final LinkedHashMap<Long, Slot> slots = new LinkedHashMap<>(16, 0.75f, true);

    /// A cache of at most `bytes`, in blocks of at most `blockSize`.
    BlockCache(int bytes, int blockSize) {
        this.most = bytes / blockSize;
        this.blockSize = blockSize;
    }

    /// Decodes a block that is not in the cache.
    interface Decoder {
        /// Fills `block`, which has room for the largest block, from its start on.
        ///
        /// @return the number of bytes
        int decode(byte[] block) throws IOException;
    }

    /// Looks at a decoded block.
    interface Reader {
        /// Only the first `length` bytes belong to the block. It must not be changed, nor kept.
        void read(byte[] block, int length) throws IOException;
    }

    /// Gives the decoded block at `position` with the size word `word` to `reader`.
    ///
    /// @throws IOException as the decoder throws it, then nothing is kept; or as the reader does
    void read(long position, int word, Decoder decoder, Reader reader) throws IOException {
        Slot slot;
        Slot dropped = null;
        synchronized (slots) {
            slot = slots.get(position);
            if (slot == null || slot.word != word) {
                slot = new Slot(word);
                slots.put(position, slot);
                dropped = slots.size() > most ? slots.pollFirstEntry().getValue() : null;
            }
        }
        byte[] free = dropped == null ? null : dropped.give();
        synchronized (slot) {
            byte[] block = slot.block;
            if (block == null) {
                block = free == null ? new byte[blockSize] : free;
                slot.length = decoder.decode(block);
                slot.block = block;
            }
            reader.read(block, slot.length);
        }
    }

    private static final class Slot {
        private final int word;
        private byte @Nullable [] block;
        private int length;

        Slot(int word) {
            this.word = word;
        }

        /// Its memory, when the last reader is done with it. Who comes later decodes the block again.
        synchronized byte @Nullable [] give() {
            byte[] given = block;
            block = null;
            return given;
        }
    }
}
