package org.selfsame.codec;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.util.ZstdVersion;

/// Zstandard frames by libzstd, each in one shot: so the frame states its size, and parameters fit it.
final class ZstdEncoder implements BlockEncoder {
    private final ZstdCompressCtx context;

    private ZstdEncoder(int level) {
        context = new ZstdCompressCtx().setLevel(level);
    }

    static BlockEncoder create(int level) throws EncoderUnavailableException {
        if (!ZstdDecoders.NATIVE) {
            throw new EncoderUnavailableException("there is no libzstd for this machine");
        }
        return new ZstdEncoder(level);
    }

    /// zstd-jni adds a number of its own to the library's.
    static String version() {
        return ZstdVersion.VERSION.replaceFirst("-.*", "");
    }

    @Override
    public int encode(byte[] in, int inOffset, int inLength, byte[] out, int outOffset, int outLimit) {
        try {
            return context.compressByteArray(out, outOffset, outLimit, in, inOffset, inLength);
        } catch (ZstdException e) {
            if (e.getErrorCode() == Zstd.errDstSizeTooSmall()) {
                return -1;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
