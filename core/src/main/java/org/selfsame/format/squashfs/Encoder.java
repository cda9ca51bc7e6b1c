package org.selfsame.format.squashfs;

import java.io.ByteArrayOutputStream;

/// Builds records of little-endian numbers.
final class Encoder {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Encoder u16(long value) {
        bytes.write((int) value);
        bytes.write((int) (value >>> 8));
        return this;
    }

    Encoder u32(long value) {
        return u16(value).u16(value >>> 16);
    }

    Encoder i64(long value) {
        return u32(value).u32(value >>> 32);
    }

    Encoder bytes(byte[] value) {
        bytes.writeBytes(value);
        return this;
    }

    int size() {
        return bytes.size();
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
