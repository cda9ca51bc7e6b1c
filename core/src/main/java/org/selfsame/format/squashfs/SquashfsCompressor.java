package org.selfsame.format.squashfs;

import org.selfsame.codec.Codec;

/// What the blocks of an image that is written are compressed by.
public sealed interface SquashfsCompressor {
    /// mksquashfs' `-comp gzip`.
    SquashfsCompressor GZIP = new Gzip(Gzip.DEFAULT_LEVEL);
    /// mksquashfs' `-comp zstd`.
    SquashfsCompressor ZSTD = new Zstd(Zstd.DEFAULT_LEVEL);
    /// mksquashfs' `-comp xz`.
    SquashfsCompressor XZ = new Xz(0, false);
    /// mksquashfs' `-comp lz4`.
    SquashfsCompressor LZ4 = new Lz4();

    /// The codec that reads the blocks.
    Codec codec();

    /// zlib streams.
    ///
    /// @param level 1 to 9
    record Gzip(int level) implements SquashfsCompressor {
        /// The highest level.
        public static final int MOST_LEVEL = 9;
        static final int DEFAULT_LEVEL = 9;

        /// @throws IllegalArgumentException if there is no such level
        public Gzip {
            check("gzip level", level, 1, MOST_LEVEL);
        }

        @Override
        public Codec codec() {
            return Codec.GZIP;
        }
    }

    /// xz streams with a CRC32.
    ///
    /// @param dictionary bytes, 8 KiB to the size of a block: a power of two, or one and a half of one; 0 stands for the
    ///        size of a block
    /// @param x86 whether each data block is also tried with the filter for x86 code
    record Xz(int dictionary, boolean x86) implements SquashfsCompressor {
        private static final int LEAST = 8192;

        /// @throws IllegalArgumentException if the dictionary is too small, or of a size that Linux does not take
        public Xz {
            if (!isDictionary(dictionary)) {
                throw new IllegalArgumentException("no dictionary of xz has " + dictionary + " bytes");
            }
        }

        @Override
        public Codec codec() {
            return Codec.XZ;
        }

        /// Whether there is such a dictionary.
        public static boolean isDictionary(int bytes) {
            int highest = Integer.highestOneBit(bytes);
            return bytes == 0 || bytes >= LEAST && (bytes == highest || bytes == highest + highest / 2);
        }

        /// The dictionary in an image with blocks of that size.
        int dictionary(int blockSize) {
            return dictionary == 0 ? blockSize : dictionary;
        }
    }

    /// Zstandard frames, by the libzstd of this program.
    ///
    /// @param level 1 to 22
    record Zstd(int level) implements SquashfsCompressor {
        /// The highest level.
        public static final int MOST_LEVEL = 22;
        static final int DEFAULT_LEVEL = 15;

        /// @throws IllegalArgumentException if there is no such level
        public Zstd {
            check("zstd level", level, 1, MOST_LEVEL);
        }

        @Override
        public Codec codec() {
            return Codec.ZSTD;
        }
    }

    /// Raw LZ4 blocks.
    record Lz4() implements SquashfsCompressor {
        @Override
        public Codec codec() {
            return Codec.LZ4;
        }
    }

    private static void check(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " " + value + " is not one of " + least + " to " + most);
        }
    }
}
