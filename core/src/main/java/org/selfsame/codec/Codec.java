package org.selfsame.codec;

import java.io.IOException;
import java.util.Locale;
import java.util.Objects;

/// A compression format and its decoder for single blocks.
///
/// Thread-safe: decoders are kept in a pool, as many as there are processors, and made when they are first needed, so
/// that a program loads the classes (and the native library) of the codecs that it meets, and no others.
public enum Codec {
    /// A zlib stream (RFC 1950), as SquashFS calls it.
    GZIP,
    /// An LZMA-alone file: 13 bytes of header, then raw LZMA.
    LZMA,
    /// Raw LZO1X with its end marker.
    LZO,
    /// An xz stream, BCJ filters allowed.
    XZ,
    /// A raw LZ4 block.
    LZ4,
    /// Zstandard frames (RFC 8878).
    ZSTD;

    /// The name in lower case, such as `zstd`.
    public String commonName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Decodes the block `in[inOffset .. inOffset + inLength)` to `out` from `outOffset` on. Never writes beyond
    /// `outLimit` bytes.
    ///
    /// @return the number of decoded bytes
    /// @throws CodecException if the block is damaged, not whole, or has more than `outLimit` bytes
    /// @throws IndexOutOfBoundsException if the caller's ranges are not inside its arrays
    public int decode(byte[] in, int inOffset, int inLength, byte[] out, int outOffset, int outLimit)
            throws CodecException {
        return with(inOffset, inLength, in, outOffset, outLimit, out,
                decoder -> decoder.decode(in, inOffset, inLength, out, outOffset, outLimit));
    }

    /// As [#decode], and tells how many bytes of the block the compressed data takes. What follows has no influence on
    /// the decoded bytes, so anything can be hidden there. No byte can follow in LZ4, whose blocks do not say where they
    /// end, and in LZO, whose decoders all refuse it. LZMA is decoded twice for it.
    ///
    /// @throws CodecException as [#decode]
    public Decoded decodeCounting(byte[] in, int inOffset, int inLength, byte[] out, int outOffset, int outLimit)
            throws CodecException {
        return with(inOffset, inLength, in, outOffset, outLimit, out,
                decoder -> decoder.decodeCounting(in, inOffset, inLength, out, outOffset, outLimit));
    }

    /// What became of a block.
    ///
    /// @param produced bytes that came out
    /// @param consumed bytes from the start of the block to the end of the compressed data; the others are not needed
    public record Decoded(int produced, int consumed) {}

    private interface Work<T> {
        T with(BlockDecoder decoder) throws IOException;
    }

    private <T> T with(int inOffset, int inLength, byte[] in, int outOffset, int outLimit, byte[] out, Work<T> work)
            throws CodecException {
        Objects.checkFromIndexSize(inOffset, inLength, in.length);
        Objects.checkFromIndexSize(outOffset, outLimit, out.length);
        if (inLength == 0) {
            throw new CodecException(this, "an empty block");
        }
        var decoder = DecoderPool.take(this);
        try {
            return work.with(decoder);
        } catch (CodecException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // the libraries answer some damage with their own runtime exceptions
            throw new CodecException(this, "damaged block of " + inLength + " bytes (" + e + ")", e);
        } finally {
            DecoderPool.giveBack(this, decoder);
        }
    }
}
