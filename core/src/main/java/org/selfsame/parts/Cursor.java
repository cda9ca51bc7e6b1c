package org.selfsame.parts;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.selfsame.content.FormatException;

/// Reads the fields of a structure one after the other and tells each by its name. Not thread-safe.
public final class Cursor {
    private final Parts parts;
    private final String prefix;
    private final ByteOrder order;
    private long at;

    Cursor(Parts parts, long offset, String prefix, ByteOrder order) {
        this.parts = parts;
        this.at = offset;
        this.prefix = prefix.isEmpty() ? "" : prefix + ".";
        this.order = order;
    }

    /// Offset of the next field.
    public long at() {
        return at;
    }

    /// A byte.
    ///
    /// @throws FormatException here and below, if the field does not lie inside the content
    /// @throws IOException here and below, if the content cannot be read
    public int u8(String name) throws IOException {
        return (int) number(name, 1);
    }

    /// Unsigned 16 bits.
    public int u16(String name) throws IOException {
        return (int) number(name, 2);
    }

    /// Unsigned 32 bits.
    public long u32(String name) throws IOException {
        return number(name, 4);
    }

    /// Signed 64 bits.
    public long i64(String name) throws IOException {
        return number(name, 8);
    }

    /// `length` bytes, of which there are no more than a table may have.
    public byte[] bytes(String name, long length) throws IOException {
        var bytes = parts.bytes(at, length);
        skip(name, length);
        return bytes;
    }

    /// `length` bytes of text in UTF-8; what is not UTF-8 becomes U+FFFD.
    public String text(String name, long length) throws IOException {
        return new String(bytes(name, length), StandardCharsets.UTF_8);
    }

    /// Tells a field of `length` bytes without reading it.
    public void skip(String name, long length) throws FormatException {
        parts.field(at, length, prefix + name);
        at += length;
    }

    /// Tells filling of `length` bytes.
    public void padding(long length) throws FormatException {
        parts.padding(at, length, prefix + "padding");
        at += length;
    }

    private long number(String name, int width) throws IOException {
        long value = parts.number(at, width, order);
        parts.field(at, width, prefix + name);
        at += width;
        return value;
    }
}
