package org.selfsame.format.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.Locale;
import org.selfsame.content.Content;

/// A structure that was read whole, and the fields in it. Offsets into it are the program's own, never the image's.
final class Sector {
    /// Bytes of a sector unless something says otherwise, and of every MBR and partition record.
    static final int SIZE = 512;

    private final long offset;
    private final byte[] bytes;

    private Sector(long offset, byte[] bytes) {
        this.offset = offset;
        this.bytes = bytes;
    }

    /// The structure of `length` bytes at `offset`.
    ///
    /// @throws IOException if it cannot be read
    static Sector read(Content content, long offset, int length) throws IOException {
        return new Sector(offset, content.bytes(offset, length));
    }

    /// Whether `length` bytes at `offset` lie inside the content.
    static boolean fits(Content content, long offset, long length) {
        return offset >= 0 && length >= 0 && offset <= content.size() && length <= content.size() - offset;
    }

    /// Where it lies in the content.
    long offset() {
        return offset;
    }

    /// The bytes themselves, not to be changed.
    byte[] bytes() {
        return bytes;
    }

    int u8(int at) {
        return bytes[at] & 0xff;
    }

    int u16(int at) {
        return Short.toUnsignedInt(little().getShort(at));
    }

    long u32(int at) {
        return Integer.toUnsignedLong(little().getInt(at));
    }

    /// 64 bits; a value of 2^63 or more is negative.
    long u64(int at) {
        return little().getLong(at);
    }

    /// 16 bits, most significant byte first.
    int big16(int at) {
        return Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(at));
    }

    /// 32 bits, most significant byte first.
    long big32(int at) {
        return Integer.toUnsignedLong(ByteBuffer.wrap(bytes).getInt(at));
    }

    /// A GUID as UEFI stores it: the first three groups little-endian.
    String guid(int at) {
        var hex = HexFormat.of().withUpperCase();
        return String.format(Locale.ROOT, "%08X-%04X-%04X-%s-%s", u32(at), u16(at + 4), u16(at + 6),
                hex.formatHex(bytes, at + 8, at + 10), hex.formatHex(bytes, at + 10, at + 16));
    }

    /// Text up to the first NUL.
    String text(int at, int length, Charset charset) {
        var text = new String(bytes, at, length, charset);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    /// Whether these bytes are all zero.
    boolean isZero(int at, int length) {
        for (int i = at; i < at + length; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private ByteBuffer little() {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
