package org.selfsame.compare.cause;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.selfsame.compare.detail.Decoded;
import org.selfsame.content.Content;

/// The bytes of one side that are looked at for causes: all of a content, or the beginning of a long one.
/// Nobody changes the bytes.
final class Sample {
    /// Enough for the texts of an image, and little enough to hold two of them on every thread.
    private static final int MOST = 4 << 20;

    private static final byte[][] MARKS = {{(byte) 0xff, (byte) 0xfe}, {(byte) 0xfe, (byte) 0xff},
            {(byte) 0xef, (byte) 0xbb, (byte) 0xbf}};

    private final byte[] bytes;
    private final long size;
    /// What stands behind a byte order mark; null if there is none.
    private final @Nullable Decoded marked;

    private Sample(byte[] bytes, long size) {
        this.bytes = bytes;
        this.size = size;
        marked = isMarked(bytes) ? Decoded.of(bytes) : null;
    }

    private static boolean isMarked(byte[] bytes) {
        return Arrays.stream(MARKS).anyMatch(mark -> bytes.length >= mark.length
                && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length));
    }

    static Sample of(@Nullable Content content) throws IOException {
        return content == null
                ? new Sample(new byte[0], 0)
                : new Sample(content.bytes(0, (int) Math.min(MOST, content.size())), content.size());
    }

    /// What was read; empty if there is nothing.
    byte[] bytes() {
        return bytes;
    }

    /// Size of the whole content, in bytes.
    long size() {
        return size;
    }

    /// Whether nothing is missing, so that something can be proven.
    boolean isWhole() {
        return bytes.length == size;
    }

    /// The encoding that a byte order mark tells; empty if there is no mark.
    String encoding() {
        return marked == null ? "" : marked.encoding();
    }

    /// Whether it may be text: no NUL and few other control characters, in whatever encoding.
    boolean isText() {
        if (marked != null) {
            return true;
        }
        int odd = 0;
        for (byte b : bytes) {
            if (b == 0) {
                return false;
            }
            odd += b < ' ' && b >= 0 && b != '\n' && b != '\t' && b != '\r' && b != '\f' && b != 0x1b ? 1 : 0;
        }
        return odd <= bytes.length / 100;
    }

    /// The text: as a byte order mark tells, else UTF-8, or else ISO 8859-1, in which every byte is a character.
    String text() {
        if (marked != null) {
            return marked.text();
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException _) {
            return latin();
        }
    }

    /// The text, a character a byte.
    String latin() {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
