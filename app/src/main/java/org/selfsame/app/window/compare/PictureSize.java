package org.selfsame.app.window.compare;

import java.util.Arrays;
import java.util.Optional;

/// The size of a picture as its header states it, so that nobody decodes one that is too large.
///
/// @param width in pixels
/// @param height in pixels
record PictureSize(long width, long height) {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int PNG_WIDTH = 16;
    private static final int PNG_HEAD = 24;
    private static final int JPEG_SIZE = 9;

    /// The size of a PNG or JPEG, whose bytes these are; empty if they are neither or state none.
    static Optional<PictureSize> of(byte[] bytes) {
        if (bytes.length >= PNG_HEAD && Arrays.equals(bytes, 0, PNG.length, PNG, 0, PNG.length)) {
            return Optional.of(new PictureSize(int32(bytes, PNG_WIDTH), int32(bytes, PNG_WIDTH + 4)));
        }
        return bytes.length > 2 && byteAt(bytes, 0) == 0xff && byteAt(bytes, 1) == 0xd8
                ? jpeg(bytes)
                : Optional.empty();
    }

    /// Whether there are pixels, and at most so many.
    boolean fits(long pixels) {
        return width > 0 && height > 0 && width <= pixels / height;
    }

    /// Segments `FF tt length…` up to the start of a frame, which has its precision, height and width.
    private static Optional<PictureSize> jpeg(byte[] bytes) {
        int at = 2;
        while (at + JPEG_SIZE <= bytes.length && byteAt(bytes, at) == 0xff) {
            int marker = byteAt(bytes, at + 1);
            if (marker == 0xff) {
                at++;
            } else if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
                return Optional.of(new PictureSize(int16(bytes, at + 7), int16(bytes, at + 5)));
            } else {
                at += 2 + int16(bytes, at + 2);
            }
        }
        return Optional.empty();
    }

    private static int byteAt(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }

    private static int int16(byte[] bytes, int at) {
        return byteAt(bytes, at) << 8 | byteAt(bytes, at + 1);
    }

    private static long int32(byte[] bytes, int at) {
        return (long) int16(bytes, at) << 16 | int16(bytes, at + 2);
    }
}
