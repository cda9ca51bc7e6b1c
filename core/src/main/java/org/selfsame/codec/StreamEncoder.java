package org.selfsame.codec;

import static org.tukaani.xz.XZ.CHECK_CRC32;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.OutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/// Compresses streams. The bytes depend on the input, the level and the version of the library alone, on one thread and
/// without names, times or other traces of a host.
public enum StreamEncoder {
    /// gzip with the deflate of zlib, levels 1 to 9. The header is that of zlib's own `gzopen`, as dpkg-deb writes
    /// it, and of `gzip -n`.
    GZIP(1, 9) {
        @Override
        OutputStream encode(OutputStream target, int level) throws IOException {
            return new GzipOutput(target, level);
        }
    },
    /// xz with LZMA2, presets 0 to 9, and CRC-32 as the check, which is the only one that Linux knows for an initrd.
    XZ(0, 9) {
        @Override
        OutputStream encode(OutputStream target, int level) throws IOException {
            return new XZOutputStream(target, new LZMA2Options(level), CHECK_CRC32);
        }
    },
    /// Zstandard with a checksum, levels 1 to 22.
    ZSTD(1, 22) {
        @Override
        OutputStream encode(OutputStream target, int level) throws IOException {
            return new ZstdOutputStreamNoFinalizer(target, level).setChecksum(true);
        }
    },
    /// LZ4 in the legacy frame, the only one that Linux knows for an initrd. It has one level, 0.
    LZ4(0, 0) {
        @Override
        OutputStream encode(OutputStream target, int level) throws IOException {
            return Lz4Output.legacy(target);
        }
    };

    private final int least;
    private final int most;

    StreamEncoder(int least, int most) {
        this.least = least;
        this.most = most;
    }

    abstract OutputStream encode(OutputStream target, int level) throws IOException;

    /// A stream whose bytes are compressed into `target`. Closing it ends the compressed stream and leaves `target` open.
    ///
    /// @throws IllegalArgumentException if there is no such level
    /// @throws IOException if `target` fails
    public OutputStream open(OutputStream target, int level) throws IOException {
        if (level < least || level > most) {
            throw new IllegalArgumentException(name() + " has no level " + level);
        }
        return encode(new LeftOpen(target), level);
    }
}
