package org.selfsame.pack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;

/// Takes what a writer writes and keeps none of it, only where it differs from an image. A writer may go back to take
/// back what it wrote from there on, and to the start, to write a head whose place it has kept. Not thread-safe.
final class ComparingChannel implements SeekableByteChannel {
    /// Places of differences that are kept; beyond, they are counted.
    private static final int MOST_SPANS = 1 << 10;
    /// Bytes of a difference that are kept.
    static final int KEPT = 16;
    private static final int PIECE = 1 << 16;

    private final Content image;
    private final int head;
    private final long reach;
    private final @Nullable SeekableByteChannel copy;
    private final List<Written> different = new ArrayList<>();
    private final byte[] piece = new byte[PIECE];
    private int spans;
    private long position;
    private long end;

    /// @param head bytes at the start that are written last
    /// @param reach bytes behind a difference from which on it cannot be taken back, and the writer is stopped; -1 to go on
    /// @param copy gets everything too, or null
    ComparingChannel(Content image, int head, long reach, @Nullable SeekableByteChannel copy) {
        this.image = image;
        this.head = head;
        this.reach = reach;
        this.copy = copy;
    }

    /// Ends a writer that is of no more interest.
    static final class StoppedException extends IOException {
        private StoppedException() {
            super("stopped at a difference");
        }
    }

    /// Neighbouring bytes that all differ.
    ///
    /// @param made the first of them, as they were written, in hexadecimal digits
    record Span(long start, long length, String made) {}

    /// What of one write differs.
    private record Written(long position, long bytes, List<Span> spans) {}

    @Override
    public int write(ByteBuffer source) throws IOException {
        int length = source.remaining();
        boolean isHead = position == 0 && end > 0;
        if (position < end && !isHead) {
            forget(position);
        }
        var found = compare(source.duplicate(), end == 0 ? head : 0);
        if (found != null) {
            different.add(found);
            spans += found.spans.size();
        }
        if (copy != null) {
            var all = source.duplicate();
            while (all.hasRemaining()) {
                copy.write(all);
            }
        }
        source.position(source.limit());
        position += length;
        end = Math.max(end, position);
        if (reach >= 0 && !isHead && !different.isEmpty() && position - different.getFirst().position > reach) {
            throw new StoppedException();
        }
        return length;
    }

    /// @param skipped bytes at the start that are not compared
    private @Nullable Written compare(ByteBuffer source, int skipped) throws IOException {
        long bytes = 0;
        var found = new ArrayList<Span>();
        long at = position + skipped;
        source.position(Math.min(source.position() + skipped, source.limit()));
        while (source.hasRemaining() && at < image.size()) {
            int length = (int) Math.min(Math.min(PIECE, source.remaining()), image.size() - at);
            var made = new byte[length];
            source.get(made);
            image.read(at, piece, 0, length);
            int i = Arrays.mismatch(made, 0, length, piece, 0, length);
            while (i >= 0 && i < length) {
                int first = i;
                while (i < length && made[i] != piece[i]) {
                    i++;
                }
                bytes += i - first;
                if (spans + found.size() < MOST_SPANS) {
                    found.add(new Span(at + first, i - first,
                            HexFormat.of().formatHex(made, first, Math.min(i, first + KEPT))));
                }
                int next = Arrays.mismatch(made, i, length, piece, i, length);
                i = next < 0 ? length : i + next;
            }
            at += length;
        }
        return bytes == 0 ? null : new Written(position, bytes, found);
    }

    /// Writers go back to where one of their writes began.
    private void forget(long from) {
        while (!different.isEmpty() && different.getLast().position >= from) {
            spans -= different.removeLast().spans.size();
        }
        end = from;
    }

    /// How many of the bytes that both have differ.
    long differing() {
        return different.stream().mapToLong(Written::bytes).sum();
    }

    /// The first places that differ, in the order in which they were written: those of the head, which follow from the
    /// others, come last.
    List<Span> spans() {
        return different.stream().flatMap(written -> written.spans.stream()).toList();
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) throws IOException {
        position = newPosition;
        if (copy != null) {
            copy.position(newPosition);
        }
        return this;
    }

    @Override
    public long size() {
        return end;
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
        if (size < end) {
            forget(size);
        }
        if (copy != null) {
            copy.truncate(size);
        }
        return this;
    }

    @Override
    public int read(ByteBuffer target) {
        throw new NonReadableChannelException();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        // nothing is held
    }
}
