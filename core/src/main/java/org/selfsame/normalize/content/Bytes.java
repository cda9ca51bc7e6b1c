package org.selfsame.normalize.content;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.selfsame.content.Content;

/// Bytes as rules look at them.
final class Bytes {
    private static final int PIECE = 1 << 16;

    private Bytes() {}

    /// Whether the bytes at `offset` are those of `text`, a character a byte.
    static boolean has(Content content, long offset, String text) throws IOException {
        if (content.size() - offset < text.length()) {
            return false;
        }
        var bytes = content.bytes(offset, text.length());
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != (byte) text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// The first bytes, `most` at most, a character a byte.
    static String head(Content content, int most) throws IOException {
        return latin(content.bytes(0, (int) Math.min(most, content.size())));
    }

    static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static long u32be(byte[] bytes, int at) {
        return (bytes[at] & 0xffL) << 24 | (bytes[at + 1] & 0xff) << 16 | (bytes[at + 2] & 0xff) << 8
                | bytes[at + 3] & 0xff;
    }

    static void put32be(byte[] bytes, int at, long value) {
        for (int i = 0; i < 4; i++) {
            bytes[at + i] = (byte) (value >> 24 - 8 * i);
        }
    }

    static void put16(byte[] bytes, int at, int value) {
        bytes[at] = (byte) value;
        bytes[at + 1] = (byte) (value >> 8);
    }

    static void put32(byte[] bytes, int at, long value) {
        put16(bytes, at, (int) value);
        put16(bytes, at + 2, (int) (value >> 16));
    }

    static void put64(byte[] bytes, int at, long value) {
        put32(bytes, at, value);
        put32(bytes, at + 4, value >> 32);
    }

    /// Whether two ranges are equal: the same place, or the same bytes.
    static boolean equal(Content a, Content b) throws IOException {
        if (a.size() != b.size()) {
            return false;
        }
        if (a.span().equals(b.span())) {
            return true;
        }
        var left = new byte[(int) Math.min(PIECE, a.size())];
        var right = new byte[left.length];
        for (long at = 0; at < a.size(); at += left.length) {
            int count = (int) Math.min(left.length, a.size() - at);
            a.read(at, left, 0, count);
            b.read(at, right, 0, count);
            if (Arrays.mismatch(left, 0, count, right, 0, count) >= 0) {
                return false;
            }
        }
        return true;
    }
}
