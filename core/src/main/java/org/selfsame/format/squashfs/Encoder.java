package org.selfsame.format.squashfs;

import java.util.Arrays;

/// Builds records of little-endian numbers.
final class Encoder {
    /// Enough for most inodes.
    private static final int USUAL = 40;

    private byte[] bytes = new byte[USUAL];
    private int size;

    Encoder u16(long value) {
        reserve(Short.BYTES);
        bytes[size++] = (byte) value;
        bytes[size++] = (byte) (value >>> 8);
        return this;
    }

    Encoder u32(long value) {
        reserve(Integer.BYTES);
        bytes[size++] = (byte) value;
        bytes[size++] = (byte) (value >>> 8);
        bytes[size++] = (byte) (value >>> 16);
        bytes[size++] = (byte) (value >>> 24);
        return this;
    }

    Encoder i64(long value) {
        return u32(value).u32(value >>> 32);
    }

    Encoder bytes(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    private void reserve(int more) {
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.addExact(size, Math.max(more, size)));
        }
    }

    int size() {
        return size;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }
}
