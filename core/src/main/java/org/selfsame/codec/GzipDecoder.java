package org.selfsame.codec;

import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;

/// Decodes one gzip member by the JDK's inflater, and checks its trailer.
final class GzipDecoder implements Decoder {
    private static final int BUFFER = 1 << 15;
    /// zlib's window and state.
    private static final int STATE = 48 << 10;

    private final Content stored;
    private final long start;
    private final Inflater inflater = new Inflater(true);
    private final byte[] buffer = new byte[BUFFER];
    private final CRC32 crc = new CRC32();
    private long next;
    private boolean ended;

    /// @param start of the member
    /// @param data where its deflate stream begins
    GzipDecoder(Content stored, long start, long data) {
        this.stored = stored;
        this.start = start;
        this.next = data;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (!ended) {
            int count = inflate(target, offset, length);
            if (count > 0) {
                crc.update(target, offset, count);
                return count;
            }
            if (inflater.finished()) {
                trailer();
                ended = true;
            } else if (inflater.needsInput()) {
                int more = (int) Math.min(BUFFER, stored.size() - next);
                if (more == 0) {
                    throw new FormatException(GzipCompression.NAME, next, "the content ends within the member at "
                            + start);
                }
                stored.read(next, buffer, 0, more);
                inflater.setInput(buffer, 0, more);
                next += more;
            } else {
                throw new FormatException(GzipCompression.NAME, end(), "the member at " + start
                        + " needs a preset dictionary");
            }
        }
        return -1;
    }

    private int inflate(byte[] target, int offset, int length) throws FormatException {
        try {
            return inflater.inflate(target, offset, length);
        } catch (DataFormatException e) {
            throw new FormatException(GzipCompression.NAME, end(), "the member at " + start + " is damaged: "
                    + e.getMessage(), e);
        }
    }

    private void trailer() throws IOException {
        long at = next - inflater.getRemaining();
        if (stored.size() - at < GzipCompression.TRAILER) {
            throw new FormatException(GzipCompression.NAME, at, "the content ends within the trailer of the member at "
                    + start);
        }
        var trailer = stored.bytes(at, GzipCompression.TRAILER);
        if (LittleEndian.u32(trailer, 0) != crc.getValue()) {
            throw new FormatException(GzipCompression.NAME, at, "the CRC of the member at " + start + " is "
                    + Long.toHexString(crc.getValue()) + ", its trailer states "
                    + Long.toHexString(LittleEndian.u32(trailer, 0)));
        }
        long size = inflater.getBytesWritten();
        if (LittleEndian.u32(trailer, 4) != (size & 0xffffffffL)) {
            throw new FormatException(GzipCompression.NAME, at + 4, "the member at " + start + " decodes to " + size
                    + " bytes, its trailer states " + LittleEndian.u32(trailer, 4));
        }
    }

    @Override
    public long end() {
        return next - inflater.getRemaining() + (ended ? GzipCompression.TRAILER : 0);
    }

    @Override
    public long memory() {
        return BUFFER + STATE;
    }

    @Override
    public void close() {
        inflater.close();
    }
}
