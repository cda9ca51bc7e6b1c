package org.selfsame.codec.deflate;

import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;

/// Compressors that wait for their next stream, of each level at most as many as there are processors: their tables take
/// as long to set up as a short file takes to compress.
final class IdleCompressors {
    private static final Map<Level, BlockingQueue<Compressor>> IDLE = new ConcurrentHashMap<>();

    private IdleCompressors() {}

    /// A compressor that nobody else uses until it is given back. One that is not given back is forgotten.
    static Compressor take(Level level) {
        var idle = queue(level).poll();
        return idle == null ? new Compressor(level) : idle;
    }

    static void giveBack(Compressor compressor) {
        // what does not fit is forgotten
        var _ = queue(compressor.level()).offer(compressor);
    }

    private static BlockingQueue<Compressor> queue(Level level) {
        return IDLE.computeIfAbsent(level, _ -> new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors()));
    }
}
