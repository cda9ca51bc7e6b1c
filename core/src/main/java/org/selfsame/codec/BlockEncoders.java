package org.selfsame.codec;

import org.selfsame.codec.xz.XzEncoder;

/// Makes encoders of blocks. Each one gives the same bytes for the same block on every machine: where the library at hand
/// gives others, there is no encoder.
public final class BlockEncoders {
    private BlockEncoders() {}

    /// Asks that what this virtual machine compresses with is zlib itself, for those who use its deflater.
    ///
    /// @throws EncoderUnavailableException as [#zlib]
    public static void requireZlib() throws EncoderUnavailableException {
        ZlibEncoder.requireZlib();
    }

    /// zlib streams with a window of 32 KiB, as zlib itself makes them.
    ///
    /// @param level 1 to 9
    /// @throws EncoderUnavailableException if this virtual machine has another library in the place of zlib, such as
    ///         zlib-ng, whose bytes are different
    public static BlockEncoder zlib(int level) throws EncoderUnavailableException {
        ZlibEncoder.requireZlib();
        return new ZlibEncoder(level);
    }

    /// zlib streams by whatever library this virtual machine has; another one may give other bytes.
    ///
    /// @param level 1 to 9
    public static BlockEncoder anyZlib(int level) {
        return new ZlibEncoder(level);
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

    /// Raw LZ4 blocks, as `LZ4_compress_default` of the reference implementation makes them.
    public static BlockEncoder lz4() {
        return new Lz4Encoder();
    }
}
