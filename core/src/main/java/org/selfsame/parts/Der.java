package org.selfsame.parts;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// One value of ASN.1 in DER or, with lengths that are known, BER. Source: X.690, section 8.1.
///
/// @param tag the first byte: class, constructed or not, number
/// @param start first byte
/// @param body first byte of the contents
/// @param end first byte after them
public record Der(int tag, long start, long body, long end) {
    public static final int OCTETS = 0x04;
    public static final int OID = 0x06;
    public static final int BMP_STRING = 0x1e;
    public static final int SEQUENCE = 0x30;
    public static final int SET = 0x31;
    public static final int CONTEXT_0 = 0xa0;
    private static final int CHILDREN = 1 << 20;
    private static final int OID_BYTES = 64;

    /// The value at `at`, which ends at `limit` or before.
    ///
    /// @throws FormatException if it does not, or has a length of another kind
    public static Der at(Parts parts, long at, long limit) throws IOException {
        int tag = (int) parts.number(at, 1, ByteOrder.BIG_ENDIAN);
        int first = (int) parts.number(at + 1, 1, ByteOrder.BIG_ENDIAN);
        int width = first < 0x80 ? 0 : first & 0x7f;
        if (first == 0x80 || width > 4) {
            throw parts.broken(at + 1, "a length of kind " + first);
        }
        long length = width == 0 ? first : parts.number(at + 2, width, ByteOrder.BIG_ENDIAN);
        long body = at + 2 + width;
        if (length > limit - body) {
            throw parts.broken(at, "a value of " + length + " bytes where " + (limit - body) + " are left");
        }
        return new Der(tag, at, body, body + length);
    }

    /// The values in this one.
    ///
    /// @throws FormatException if it does not consist of values
    public List<Der> children(Parts parts) throws IOException {
        var children = new ArrayList<Der>();
        for (long at = body; at < end;) {
            var child = at(parts, at, end);
            children.add(child);
            at = child.end;
            if (children.size() > CHILDREN) {
                throw parts.broken(start, "more than " + CHILDREN + " values");
            }
        }
        return children;
    }

    /// The object identifier in dots.
    ///
    /// @throws FormatException if it is none
    public String oid(Parts parts) throws IOException {
        if (tag != OID || end - body > OID_BYTES) {
            throw parts.broken(start, "no object identifier");
        }
        var dots = new StringBuilder();
        long number = 0;
        for (byte b : parts.bytes(body, end - body)) {
            if (number > Integer.MAX_VALUE) {
                throw parts.broken(start, "an object identifier with a number of more than 31 bits");
            }
            number = number << 7 | b & 0x7f;
            if (b >= 0) {
                if (dots.isEmpty()) {
                    // the first two numbers are in one
                    dots.append(Math.min(number / 40, 2)).append('.').append(number - 40 * Math.min(number / 40, 2));
                } else {
                    dots.append('.').append(number);
                }
                number = 0;
            }
        }
        return dots.toString();
    }

    /// Size of the contents in bytes.
    public long length() {
        return end - body;
    }
}
