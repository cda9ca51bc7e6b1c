package org.selfsame.codec;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;

/// The formats of compressed streams that can be decoded.
public final class Compressions {
    /// Those with a magic number first: LZMA-alone files have none.
    private static final List<Compression> ALL = List.of(new GzipCompression(), new XzCompression(),
            new ZstdCompression(), new Lz4Compression(), new Bzip2Compression(), new LzopCompression(),
            new LzmaCompression());

    private Compressions() {}

    /// All of them, in the order in which they are asked.
    public static List<Compression> all() {
        return ALL;
    }

    /// The first one whose members look like the bytes at `offset`, or null if there is none.
    ///
    /// @throws IOException if the content cannot be read
    public static @Nullable Compression at(Content stored, long offset) throws IOException {
        for (var compression : ALL) {
            if (compression.begins(stored, offset)) {
                return compression;
            }
        }
        return null;
    }
}
