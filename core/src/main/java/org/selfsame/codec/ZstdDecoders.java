package org.selfsame.codec;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.util.Native;
import io.airlift.compress.v3.zstd.ZstdJavaDecompressor;
import java.io.IOException;
import java.io.InputStream;

/// Chooses the Zstandard decoder: libzstd where zstd-jni brings it for this machine, else the one in Java.
final class ZstdDecoders {
    static final boolean NATIVE = hasNative();

    private ZstdDecoders() {}

    static BlockDecoder create() {
        return NATIVE ? new NativeZstd() : new JavaZstd();
    }

    /// A stream that decodes the one frame that `in` consists of; its window is at most 2 to the power of `windowLog`.
    ///
    /// @throws IOException if the frame is broken
    static InputStream stream(InputStream in, int windowLog) throws IOException {
        return NATIVE
                ? new ZstdInputStreamNoFinalizer(in).setLongMax(windowLog)
                : new io.airlift.compress.v3.zstd.ZstdInputStream(in);
    }

    private static boolean hasNative() {
        try {
            Native.load();
            return true;
        } catch (LinkageError _) {
            // no library for this machine, or no place from which one may be loaded
            return false;
        }
    }

    /// libzstd, in one shot: no window is allocated, whatever the frame asks for.
    static final class NativeZstd implements BlockDecoder {
        private final ZstdDecompressCtx context = new ZstdDecompressCtx();

        @Override
        public int decode(byte[] in, int inOffset, int inLength, byte[] out, int outOffset, int outLimit) {
            return context.decompressByteArray(out, outOffset, outLimit, in, inOffset, inLength);
        }

        @Override
        public Codec.Decoded decodeCounting(byte[] in, int inOffset, int inLength, byte[] out, int outOffset,
                int outLimit) throws CodecException {
            int produced = decode(in, inOffset, inLength, out, outOffset, outLimit);
            return new Codec.Decoded(produced, ZstdFrames.length(in, inOffset, inLength));
        }

        @Override
        public void close() {
            context.close();
        }
    }

    /// Six times slower than libzstd.
    static final class JavaZstd implements BlockDecoder {
        private final ZstdJavaDecompressor decompressor = new ZstdJavaDecompressor();

        @Override
        public int decode(byte[] in, int inOffset, int inLength, byte[] out, int outOffset, int outLimit) {
            return decompressor.decompress(in, inOffset, inLength, out, outOffset, outLimit);
        }

        @Override
        public Codec.Decoded decodeCounting(byte[] in, int inOffset, int inLength, byte[] out, int outOffset,
                int outLimit) throws CodecException {
            int produced = decode(in, inOffset, inLength, out, outOffset, outLimit);
            return new Codec.Decoded(produced, ZstdFrames.length(in, inOffset, inLength));
        }
    }
}
