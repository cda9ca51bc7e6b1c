package org.selfsame.format.zip;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;
import org.selfsame.content.Ranges;

/// A member in LZMA as the LZMA-alone file that decoders know. A zip has the version of the encoder (2 bytes) and the number of
/// the properties' bytes (2) before the properties, and no size. Source: APPNOTE 6.3.10, section 5.8.8.
final class LzmaMember implements Content {
    private static final int STORED_HEADER = 4;
    private static final int PROPERTIES = 5;
    private static final int HEADER = 13;

    private final byte[] header = new byte[HEADER];
    private final Content raw;

    /// @param offset of the member in the archive, for the exception
    /// @throws FormatException if there are no properties of LZMA's
    /// @throws IOException if the content cannot be read
    LzmaMember(Content stored, long size, long offset) throws IOException {
        if (stored.size() < STORED_HEADER + PROPERTIES
                || LittleEndian.u16(stored.bytes(2, 2), 0) != PROPERTIES) {
            throw new FormatException(ZipReader.FORMAT, offset, "an LZMA member without properties of 5 bytes");
        }
        stored.read(STORED_HEADER, header, 0, PROPERTIES);
        for (int i = 0; i < Long.BYTES; i++) {
            header[PROPERTIES + i] = (byte) (size >> Byte.SIZE * i);
        }
        raw = stored.slice(STORED_HEADER + PROPERTIES, stored.size() - STORED_HEADER - PROPERTIES);
    }

    @Override
    public long size() {
        return HEADER + raw.size();
    }

    @Override
    public void read(long offset, byte[] target, int targetOffset, int length) throws IOException {
        Ranges.check(ZipReader.FORMAT, offset, length, size());
        int first = (int) Math.max(0, Math.min(length, HEADER - offset));
        if (first > 0) {
            System.arraycopy(header, (int) offset, target, targetOffset, first);
        }
        if (length > first) {
            raw.read(offset + first - HEADER, target, targetOffset + first, length - first);
        }
    }
}
