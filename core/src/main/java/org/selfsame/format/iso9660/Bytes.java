package org.selfsame.format.iso9660;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;

/// Some bytes of the image, and where they lie in it. Every access is checked, so a length field that lies ends in a
/// [FormatException] that says where.
final class Bytes {
    private final byte[] array;
    private final int start;
    private final int length;
    private final long offset;

    private Bytes(byte[] array, int start, int length, long offset) {
        this.array = array;
        this.start = start;
        this.length = length;
        this.offset = offset;
    }

    /// Reads `length` bytes at `offset`; they are allocated only if the image has them.
    static Bytes read(Content image, long offset, int length) throws IOException {
        if (offset < 0 || length < 0 || offset > image.size() || length > image.size() - offset) {
            throw Iso.bad(offset, length + " bytes do not lie inside the " + image.size() + " bytes of the image");
        }
        return new Bytes(image.bytes(offset, length), 0, length, offset);
    }

    int length() {
        return length;
    }

    /// Where byte `at` lies in the image.
    long offset(int at) {
        return offset + at;
    }

    Bytes slice(int at, int count) throws FormatException {
        check(at, count);
        return new Bytes(array, start + at, count, offset + at);
    }

    Bytes from(int at) throws FormatException {
        return slice(at, length - at);
    }

    byte[] copy(int at, int count) throws FormatException {
        check(at, count);
        return Arrays.copyOfRange(array, start + at, start + at + count);
    }

    int u8(int at) throws FormatException {
        check(at, 1);
        return array[start + at] & 0xff;
    }

    int u16le(int at) throws FormatException {
        return u8(at) | u8(at + 1) << 8;
    }

    int u16be(int at) throws FormatException {
        return u8(at) << 8 | u8(at + 1);
    }

    long u32le(int at) throws FormatException {
        check(at, 4);
        return u16le(at) | (long) u16le(at + 2) << 16;
    }

    long u32be(int at) throws FormatException {
        check(at, 4);
        return (long) u16be(at) << 16 | u16be(at + 2);
    }

    long u64le(int at) throws FormatException {
        return u32le(at) | u32le(at + 4) << 32;
    }

    /// Whether the both-endian 32-bit number at `at` (ECMA-119 §7.3.3) says the same twice.
    boolean agree32(int at) throws FormatException {
        return u32le(at) == u32be(at + 4);
    }

    /// Whether the both-endian 16-bit number at `at` (ECMA-119 §7.2.3) says the same twice.
    boolean agree16(int at) throws FormatException {
        return u16le(at) == u16be(at + 2);
    }

    boolean isZero(int at, int count) throws FormatException {
        check(at, count);
        for (int i = start + at; i < start + at + count; i++) {
            if (array[i] != 0) {
                return false;
            }
        }
        return true;
    }

    boolean startsWith(int at, String ascii) throws FormatException {
        return at <= length - ascii.length() && latin1(at, ascii.length()).equals(ascii);
    }

    /// The bytes as text, one character a byte.
    String latin1(int at, int count) throws FormatException {
        check(at, count);
        return new String(array, start + at, count, StandardCharsets.ISO_8859_1);
    }

    private void check(int at, int count) throws FormatException {
        if (at < 0 || count < 0 || at > length - count) {
            throw Iso.bad(offset + at, "a field of " + count + " bytes runs beyond its structure of " + length
                    + " bytes");
        }
    }
}
