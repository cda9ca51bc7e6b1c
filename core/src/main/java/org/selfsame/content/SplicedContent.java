package org.selfsame.content;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Ranges of other contents, and bytes in memory between them, one after the other. Nothing of the others is copied: a
/// large file with a few other bytes takes the memory of these bytes.
public final class SplicedContent implements Content {
    /// What a piece takes beside its bytes.
    private static final long PIECE = 64;

    private final List<Content> pieces;
    /// One more than there are pieces; the last is the size of the whole.
    private final long[] starts;
    private final long memory;

    private SplicedContent(List<Content> pieces, long bytes) {
        this.pieces = List.copyOf(pieces);
        memory = bytes + PIECE * pieces.size();
        starts = new long[pieces.size() + 1];
        for (int i = 0; i < pieces.size(); i++) {
            starts[i + 1] = starts[i] + pieces.get(i).size();
        }
    }

    /// `whole` with other bytes at some places. The size stays; where there are no patches, it is `whole` itself.
    ///
    /// @param patches the bytes by the offset of their first; they do not overlap
    /// @throws FormatException if a patch does not lie inside
    public static Content patched(Content whole, SortedMap<Long, byte[]> patches) throws FormatException {
        if (patches.isEmpty()) {
            return whole;
        }
        var builder = new Builder();
        long at = 0;
        for (var patch : patches.entrySet()) {
            builder.add(whole, at, patch.getKey() - at).add(patch.getValue());
            at = patch.getKey() + patch.getValue().length;
        }
        return builder.add(whole, at, whole.size() - at).build();
    }

    @Override
    public long size() {
        return starts[pieces.size()];
    }

    @Override
    public void read(long offset, byte[] target, int targetOffset, int length) throws IOException {
        Ranges.check("content", offset, length, size());
        int piece = pieceAt(offset);
        for (int done = 0; done < length; piece++) {
            long within = offset + done - starts[piece];
            int count = (int) Math.min(length - done, pieces.get(piece).size() - within);
            pieces.get(piece).read(within, target, targetOffset + done, count);
            done += count;
        }
    }

    @Override
    public Content slice(long offset, long length) throws FormatException {
        Ranges.check("content", offset, length, size());
        if (length > 0) {
            int piece = pieceAt(offset);
            if (offset + length <= starts[piece + 1]) {
                // as a part of what it is a part of, so that equal bytes can be told by their place
                return pieces.get(piece).slice(offset - starts[piece], length);
            }
        }
        return Content.super.slice(offset, length);
    }

    /// The last piece that begins at or before `offset`.
    private int pieceAt(long offset) {
        int found = Arrays.binarySearch(starts, offset);
        int at = found >= 0 ? found : -found - 2;
        return Math.min(at, Math.max(0, pieces.size() - 1));
    }

    /// Bytes of memory that it takes: those between the ranges of others.
    public long memory() {
        return memory;
    }

    /// Puts a content together from start to end. Not thread-safe.
    public static final class Builder {
        private final List<Content> pieces = new ArrayList<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private @Nullable Content source;
        private long from;
        private long to;
        private long size;
        private long memory;

        /// Adds `length` bytes of `content` from `offset` on.
        ///
        /// @throws FormatException if they are not inside it
        public Builder add(Content content, long offset, long length) throws FormatException {
            Ranges.check("content", offset, length, content.size());
            if (length > 0) {
                flushBytes();
                if (!content.equals(source) || offset != to) {
                    flushRange();
                    source = content;
                    from = offset;
                }
                to = offset + length;
                size += length;
            }
            return this;
        }

        /// Adds these bytes.
        public Builder add(byte[] added) {
            if (added.length > 0) {
                bytes.writeBytes(added);
                size += added.length;
                memory += added.length;
            }
            return this;
        }

        /// Bytes so far.
        public long size() {
            return size;
        }

        /// The whole.
        ///
        /// @throws FormatException never: the ranges were checked as they came
        public Content build() throws FormatException {
            flushRange();
            flushBytes();
            return new SplicedContent(pieces, memory);
        }

        private void flushBytes() throws FormatException {
            if (bytes.size() > 0) {
                flushRange();
                pieces.add(new BytesContent(bytes.toByteArray()));
                bytes.reset();
            }
        }

        private void flushRange() throws FormatException {
            if (source != null) {
                pieces.add(source.slice(from, to - from));
                source = null;
            }
        }
    }
}
