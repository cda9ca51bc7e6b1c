package org.selfsame.codec;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/// What was decoded last, of all streams of the process together. Thread-safe. Keys hold no content, so nothing stays
/// open for the cache's sake.
final class ChunkCache {
    /// Decoded bytes of a chunk; only the last of a stream has fewer.
    static final int CHUNK = 1 << 17;
    private static final long BUDGET = 64L << 20;
    private static final LinkedHashMap<Key, byte[]> CHUNKS = new LinkedHashMap<>(16, 0.75f, true);
    private static long taken;

    private ChunkCache() {}

    /// @param stream stands for the stream; compared by identity
    /// @param index of the chunk in it
    record Key(StreamId stream, long index) {}

    static synchronized byte @Nullable [] get(StreamId stream, long index) {
        return CHUNKS.get(new Key(stream, index));
    }

    /// Keeps a chunk, which must not be changed any more.
    static synchronized void put(StreamId stream, long index, byte[] chunk) {
        var before = CHUNKS.put(new Key(stream, index), chunk);
        taken += chunk.length - (before == null ? 0 : before.length);
        var oldest = CHUNKS.entrySet().iterator();
        while (taken > BUDGET && oldest.hasNext()) {
            taken -= oldest.next().getValue().length;
            oldest.remove();
        }
    }
}
