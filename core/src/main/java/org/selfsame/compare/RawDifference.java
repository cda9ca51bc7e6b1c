package org.selfsame.compare;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;

/// At which positions the bytes of two contents differ, as `cmp` has it. What is kept is one bit a page, and the pages
/// are read again for those who want to know more.
final class RawDifference {
    /// Bytes a page.
    static final int PAGE = 4096;
    private static final int CHUNK = 64 * PAGE;
    private static final long TOP_BITS = 0x8080808080808080L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Content left;
    private final Content right;
    /// Bytes that both sides have.
    private final long common;
    /// One bit for each page of the common bytes: whether it differs anywhere.
    private final long[] dirty;
    private long different;

    private RawDifference(Content left, Content right) {
        this.left = left;
        this.right = right;
        common = Math.min(left.size(), right.size());
        // a page of pages has one long
        dirty = new long[Math.toIntExact((common + CHUNK - 1) / CHUNK)];
    }

    /// Compares all bytes.
    ///
    /// @param known what is known of the contents that these are ranges of, or null
    /// @param threads threads that read; the result is the same for any number
    /// @param progress gets the bytes compared since its last call, both sides together; may throw to end the work
    /// @throws IOException if a content cannot be read
    static RawDifference of(Content left, Content right, @Nullable RawDifference known, int threads,
            LongConsumer progress) throws IOException {
        var difference = new RawDifference(left, right);
        var next = new AtomicLong();
        var sum = new AtomicLong();
        var work = new Work(threads);
        for (int i = 0; i < threads; i++) {
            work.add(() -> sum.addAndGet(difference.compare(known, next, progress)));
        }
        work.run();
        difference.different = sum.get();
        return difference;
    }

    /// Compares chunks until there is none left.
    private long compare(@Nullable RawDifference known, AtomicLong next, LongConsumer progress) throws IOException {
        var a = new byte[CHUNK];
        var b = new byte[CHUNK];
        long count = 0;
        for (long chunk = next.getAndIncrement(); chunk < dirty.length; chunk = next.getAndIncrement()) {
            long offset = chunk * CHUNK;
            int length = (int) Math.min(CHUNK, common - offset);
            if (known == null || !known.proves(left, right, offset, length)) {
                left.read(offset, a, 0, length);
                right.read(offset, b, 0, length);
                if (Arrays.mismatch(a, 0, length, b, 0, length) >= 0) {
                    count += mark((int) chunk, a, b, length);
                }
            }
            progress.accept(2L * length);
        }
        return count;
    }

    private long mark(int chunk, byte[] a, byte[] b, int length) {
        long count = 0;
        long bits = 0;
        for (int from = 0; from < length; from += PAGE) {
            int here = differing(a, b, from, Math.min(length, from + PAGE));
            if (here > 0) {
                bits |= 1L << from / PAGE;
                count += here;
            }
        }
        dirty[chunk] = bits;
        return count;
    }

    /// How many of the bytes `from` to `to` differ, eight at a time.
    private static int differing(byte[] a, byte[] b, int from, int to) {
        int count = 0;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            long x = (long) LONGS.get(a, at) ^ (long) LONGS.get(b, at);
            // the top bit of each byte that is not zero
            count += Long.bitCount(((x & ~TOP_BITS) + ~TOP_BITS | x) & TOP_BITS);
        }
        for (; at < to; at++) {
            count += a[at] == b[at] ? 0 : 1;
        }
        return count;
    }

    /// Whether `length` bytes at `offset` of two contents are ranges of these contents that were found equal.
    boolean proves(Content l, Content r, long offset, long length) {
        var a = l.span();
        var b = r.span();
        return isOf(a.root(), b.root()) && a.offset() == b.offset()
                && isClean(a.offset() + offset, length);
    }

    /// Whether both sides have the range, with the same bytes.
    boolean isClean(long offset, long length) {
        return offset + length <= common && nextDirty(offset, offset + length) >= offset + length;
    }

    /// The first position at or after `from` that lies in a page that differs, or `to` if there is none before it.
    /// Positions that only one side has differ.
    long nextDirty(long from, long to) {
        long at = from;
        while (at < Math.min(to, common)) {
            long page = at / PAGE;
            long bits = dirty[(int) (page / Long.SIZE)] >>> page % Long.SIZE;
            if ((bits & 1) != 0) {
                return at;
            }
            long skip = bits == 0 ? Long.SIZE - page % Long.SIZE : Long.numberOfTrailingZeros(bits);
            at = (page + skip) * PAGE;
        }
        return Math.min(to, from >= common ? from : Math.min(at, common));
    }

    /// Whether these are the two contents.
    @SuppressWarnings("ReferenceEquality") // another content with the same bytes would do no harm, but is not meant
    boolean isOf(Content l, Content r) {
        return l == left && r == right;
    }

    /// Bytes that both sides have.
    long common() {
        return common;
    }

    /// Positions at which both sides have a byte, and not the same.
    long different() {
        return different;
    }

    /// Bytes of `side` that differ from the other side at their position, or have none there.
    long different(Side side) {
        return different + (side == Side.LEFT ? left.size() : right.size()) - common;
    }

    /// Positions at which the sides differ.
    long positions() {
        return different + Math.max(left.size(), right.size()) - common;
    }

    boolean isEmpty() {
        return different == 0 && left.size() == right.size();
    }

    /// Told of each run of positions that differ, in order.
    @FunctionalInterface
    interface Runs {
        /// @param offset first position
        /// @param length positions, more than 0
        void run(long offset, long length);
    }

    /// A reader of the differing bytes. Not thread-safe.
    final class Cursor {
        private final byte[] a = new byte[PAGE];
        private final byte[] b = new byte[PAGE];
        private long page = -1;

        /// Tells `runs` of each run of differing positions in `from` to `to`, which end at page ends at the latest.
        ///
        /// @return the number of differing positions
        /// @throws IOException if a content cannot be read
        long runs(long from, long to, Runs runs) throws IOException {
            long count = 0;
            long end = Math.min(to, common);
            for (long at = nextDirty(from, end); at < end; at = nextDirty(at, end)) {
                load(at / PAGE);
                int start = (int) (at % PAGE);
                int stop = (int) Math.min(PAGE, end - page * PAGE);
                count += within(start, stop, runs);
                at = page * PAGE + stop;
            }
            long beyond = Math.max(from, common);
            if (beyond < to) {
                runs.run(beyond, to - beyond);
                count += to - beyond;
            }
            return count;
        }

        /// The number of differing positions in `from` to `to`; costs less than [#runs].
        ///
        /// @throws IOException if a content cannot be read
        long count(long from, long to) throws IOException {
            long count = Math.max(0, to - Math.max(from, common));
            long end = Math.min(to, common);
            for (long at = nextDirty(from, end); at < end; at = nextDirty(at, end)) {
                load(at / PAGE);
                int stop = (int) Math.min(PAGE, end - page * PAGE);
                count += differing(a, b, (int) (at % PAGE), stop);
                at = page * PAGE + stop;
            }
            return count;
        }

        private long within(int start, int stop, Runs runs) {
            long count = 0;
            int at = start;
            while (at < stop) {
                int skip = Arrays.mismatch(a, at, stop, b, at, stop);
                if (skip < 0) {
                    return count;
                }
                int first = at + skip;
                at = first + 1;
                while (at < stop && a[at] != b[at]) {
                    at++;
                }
                runs.run(page * PAGE + first, at - first);
                count += at - first;
            }
            return count;
        }

        private void load(long wanted) throws IOException {
            if (wanted != page) {
                long offset = wanted * PAGE;
                int length = (int) Math.min(PAGE, common - offset);
                left.read(offset, a, 0, length);
                right.read(offset, b, 0, length);
                page = wanted;
            }
        }
    }
}
