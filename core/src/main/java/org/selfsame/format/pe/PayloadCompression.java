package org.selfsame.format.pe;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;

/// How the payload of a kernel is compressed. For all but gzip, whose stream ends with it anyway, the kernel's build puts
/// the uncompressed size behind the stream, in 4 bytes. Source: the kernel's scripts/Makefile.lib.
enum PayloadCompression {
    GZIP("1f8b"), XZ("fd377a585a00"), ZSTD("28b52ffd"), LZ4("02214c18"), BZIP2("425a68"), LZMA("5d0000"),
    LZO("894c5a4f");

    private static final int LONGEST_MAGIC = 8;

    /// The first bytes in hexadecimal.
    private final String magic;

    PayloadCompression(String magic) {
        this.magic = magic;
    }

    /// What the first bytes say, or null if they say nothing.
    static @Nullable PayloadCompression of(Content content, long offset, long length) throws IOException {
        var start = HexFormat.of().formatHex(content.bytes(offset, (int) Math.min(length, LONGEST_MAGIC)));
        for (var compression : values()) {
            if (start.startsWith(compression.magic)) {
                return compression;
            }
        }
        return null;
    }

    String term() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean sizeFollows() {
        return this != GZIP;
    }
}
