package org.selfsame.codec;

import org.selfsame.codec.deflate.DeflateEncoder;
import org.selfsame.codec.xz.XzEncoder;

/// Makes encoders of blocks. Each one gives the same bytes for the same block on every machine.
public final class BlockEncoders {
    private BlockEncoders() {}

    /// zlib streams with a window of 32 KiB, as zlib itself makes them.
    ///
    /// @param level 1 to 9
    public static BlockEncoder zlib(int level) {
        return new DeflateEncoder(level);
    }

    /// Zstandard frames with their size and without a checksum, by libzstd of the version [#zstdVersion]: another version
    /// may give other bytes.
    ///
    /// @param level 1 to 22
    /// @throws EncoderUnavailableException if there is no libzstd for this machine
    public static BlockEncoder zstd(int level) throws EncoderUnavailableException {
        return ZstdEncoder.create(level);
    }

    /// The version of libzstd, such as `1.5.7`.
    public static String zstdVersion() {
        return ZstdEncoder.version();
    }

    /// xz streams of one block with a CRC32, at preset 6 with this dictionary: the bytes of liblzma.
    ///
    /// @param dictionary in bytes, 4096 to 2^30
    /// @param x86 whether the filter for x86 code is tried too, and taken where the result is smaller
    public static BlockEncoder xz(int dictionary, boolean x86) {
        return new XzEncoder(dictionary, x86);
    }

    /// Looks for the library that [#lz4] prefers: to be called on a thread of its own before that. Nothing depends on it.
    public static void warmUpLz4() {
        Lz4Library.create();
    }

    /// Raw LZ4 blocks, as `LZ4_compress_default` of the reference implementation makes them: by it, where this computer has a
    /// version that is known to, else by an encoder of our own.
    public static BlockEncoder lz4() {
        var library = Lz4Library.create();
        return library == null ? new Lz4Encoder() : library;
    }
}
