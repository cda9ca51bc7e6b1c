package org.selfsame.codec;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;

/// Decoders that wait for their next block: of each codec at most as many as there are processors.
final class DecoderPool {
    private static final Map<Codec, ArrayBlockingQueue<BlockDecoder>> IDLE = new EnumMap<>(Codec.class);

    static {
        for (var codec : Codec.values()) {
            IDLE.put(codec, new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors()));
        }
    }

    private DecoderPool() {}

    /// A decoder that nobody else uses until it is given back.
    static BlockDecoder take(Codec codec) {
        var decoder = queue(codec).poll();
        return decoder == null ? create(codec) : decoder;
    }

    static void giveBack(Codec codec, BlockDecoder decoder) {
        if (!queue(codec).offer(decoder)) {
            decoder.close();
        }
    }

    private static ArrayBlockingQueue<BlockDecoder> queue(Codec codec) {
        return Objects.requireNonNull(IDLE.get(codec));
    }

    private static BlockDecoder create(Codec codec) {
        return switch (codec) {
            case GZIP -> new ZlibDecoder();
            case LZMA -> new LzmaDecoder();
            case LZO -> new LzoDecoder();
            case XZ -> new XzDecoder();
            case LZ4 -> new Lz4Decoder();
            case ZSTD -> ZstdDecoders.create();
        };
    }
}
