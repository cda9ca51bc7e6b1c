package org.selfsame.codec;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;

/// Reads the numbers of a header one after the other and reports each as a field. Not thread-safe.
final class Fields {
    private final String format;
    private final Content stored;
    private final boolean bigEndian;
    private final Structures out;
    private long at;

    Fields(String format, Content stored, long at, boolean bigEndian, Structures out) {
        this.format = format;
        this.stored = stored;
        this.at = at;
        this.bigEndian = bigEndian;
        this.out = out;
    }

    /// Where the next field begins.
    long at() {
        return at;
    }

    /// An unsigned number of `length` bytes, at most 8, that is reported as `name`.
    ///
    /// @throws FormatException if the content ends before
    long number(int length, String name) throws IOException {
        long value = peek(length);
        out.field(at, length, format + "." + name);
        at += length;
        return value;
    }

    /// A number as [#number] reads it, not passed and not reported.
    long peek(int length) throws IOException {
        need(length);
        var bytes = stored.bytes(at, length);
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | bytes[bigEndian ? i : length - 1 - i] & 0xff;
        }
        return value;
    }

    /// Passes `length` bytes, reported as `name` if there are any.
    ///
    /// @return the bytes
    /// @throws FormatException if the content ends before
    byte[] bytes(int length, String name) throws IOException {
        need(length);
        var bytes = stored.bytes(at, length);
        if (length > 0) {
            out.field(at, length, format + "." + name);
        }
        at += length;
        return bytes;
    }

    private void need(long length) throws FormatException {
        if (length > stored.size() - at) {
            throw new FormatException(format, at, "the header needs " + length + " bytes more, of which "
                    + (stored.size() - at) + " are there");
        }
    }
}
