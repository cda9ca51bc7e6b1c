package org.selfsame.content;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Immutable, sized, random-access bytes. All implementations are thread-safe.
public interface Content {

    /// Size in bytes, never negative.
    long size();

    /// Reads exactly `length` bytes at `offset` into `target` from `targetOffset` on.
    ///
    /// @throws FormatException if the range is not inside the content, or the bytes cannot be decoded
    /// @throws IOException if the bytes cannot be read
    void read(long offset, byte[] target, int targetOffset, int length) throws IOException;

    /// The first offset at or after `offset` that is not known to lie in a hole (a range of zero bytes that takes
    /// no space), or [#size] when only holes follow. The answer `offset` is always right.
    ///
    /// @throws IOException if the map of holes cannot be read
    default long nextData(long offset) throws IOException {
        return offset;
    }

    /// Where these bytes lie, one after the other and as they are, in the content that they were taken from. Bytes that
    /// were decoded or put together lie in themselves. Two contents with the same span have the same bytes.
    default Span span() {
        return new Span(this, 0);
    }

    /// The SHA-256 of the whole content if its reader had to compute it anyway, or null. It was computed from these
    /// bytes, not taken from the image.
    default @Nullable Digest knownDigest() {
        return null;
    }

    /// Reads `length` bytes at `offset` into a new array. Only for lengths that the caller has bounded.
    ///
    /// @throws FormatException if the range is not inside the content
    /// @throws IOException if the bytes cannot be read
    default byte[] bytes(long offset, int length) throws IOException {
        Ranges.check("content", offset, length, size());
        var bytes = new byte[length];
        read(offset, bytes, 0, length);
        return bytes;
    }

    /// A view of `length` bytes from `offset` on.
    ///
    /// @throws FormatException if the range is not inside the content
    default Content slice(long offset, long length) throws FormatException {
        Ranges.check("content", offset, length, size());
        return offset == 0 && length == size() ? this : new SliceContent(this, offset, length);
    }

    /// The whole content as a stream, from the start. Closing it has no effect on the content.
    default InputStream stream() {
        return new ContentStream(this);
    }

    /// A place in a content.
    ///
    /// @param root the content that holds the bytes; compared by identity
    /// @param offset of the first byte in it
    record Span(Content root, long offset) {}
}
