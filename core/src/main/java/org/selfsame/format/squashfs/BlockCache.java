package org.selfsame.format.squashfs;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The blocks that were decoded last, by their position. Thread-safe: two threads that want the same block decode it
/// once, two that want different ones do not wait for each other.
final class BlockCache {
    private final Map<Long, Slot> slots;

    /// A cache of at most `bytes`, in blocks of at most `blockSize`.
    BlockCache(int bytes, int blockSize) {
        int most = bytes / blockSize;
        slots = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Slot> eldest) {
                return size() > most;
            }
        };
    }

    /// Decodes a block that is not in the cache.
    interface Decoder {
        byte[] decode() throws IOException;
    }

    /// The decoded block at `position` with the size word `word`. Not to be changed.
    ///
    /// @throws IOException as the decoder throws it; then nothing is kept
    byte[] get(long position, int word, Decoder decoder) throws IOException {
        Slot slot;
        synchronized (slots) {
            slot = slots.get(position);
            if (slot == null || slot.word != word) {
                slot = new Slot(word);
                slots.put(position, slot);
            }
        }
        synchronized (slot) {
            byte[] block = slot.block;
            if (block == null) {
                block = decoder.decode();
                slot.block = block;
            }
            return block;
        }
    }

    private static final class Slot {
        private final int word;
        private byte @Nullable [] block;

        Slot(int word) {
            this.word = word;
        }
    }
}
