package org.selfsame.format.squashfs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;

/// Compressed blocks of one kind, each decoded once, in the order of the image, to find what lies behind their compressed
/// data: no system looks there. Memory is 8 bytes a block; blocks that overlap are not decoded twice, so that the work is
/// that of one pass over the image. All processors take part.
final class BlockTails {
    /// A block has at most 1 MiB.
    private static final int LENGTH_BITS = 21;
    /// Beyond it, places do not fit beside the length: 4 TiB.
    private static final long FARTHEST = 1L << Long.SIZE - 1 - LENGTH_BITS;
    /// With blocks of 128 KiB, an image of 512 GiB.
    private static final int MOST = 4 << 20;
    /// Blocks between two looks at whether the task is cancelled.
    private static final int WINDOW = 1024;
    private static final int UNDECODABLE = -1;

    private final Image image;
    private final String what;
    private final int limit;
    private final ArrayBlockingQueue<byte[]> scratch = new ArrayBlockingQueue<>(
            Runtime.getRuntime().availableProcessors());
    private long[] keys = new long[64];
    private int count;
    private boolean leftOut;

    /// @param what what the blocks are called
    /// @param limit the most bytes that come out of one
    BlockTails(Image image, String what, int limit) {
        this.image = image;
        this.what = what;
        this.limit = limit;
    }

    /// Takes what is odd about a block.
    interface Listener {
        void found(String code, long offset, String detail);
    }

    /// Adds a block; the same one any number of times. It was checked to lie inside the image.
    void add(long position, int length) {
        if (position >= FARTHEST || count == MOST) {
            leftOut = true;
            return;
        }
        if (count == keys.length) {
            keys = Arrays.copyOf(keys, 2 * count);
        }
        keys[count++] = position << LENGTH_BITS | length;
    }

    /// Decodes all blocks.
    ///
    /// @throws IOException if the image cannot be read
    void find(Task task, Listener listener) throws IOException {
        Arrays.sort(keys, 0, count);
        int distinct = withoutOverlap(listener);
        for (int from = 0; from < distinct; from += WINDOW) {
            task.checkCancelled();
            int first = from;
            int[] tails = tails(first, Math.min(WINDOW, distinct - first));
            for (int i = 0; i < tails.length; i++) {
                long key = keys[first + i];
                if (tails[i] == UNDECODABLE) {
                    listener.found("undecodable_block", position(key), length(key) + " bytes of a " + what);
                } else if (tails[i] > 0) {
                    listener.found("bytes_behind_block", position(key) + length(key) - tails[i],
                            tails[i] + " bytes behind the compressed data of a " + what);
                }
            }
        }
        if (leftOut) {
            listener.found("unexamined_blocks", -1, "more than " + MOST + " " + what + "s, or some beyond 4 TiB");
        }
    }

    /// Moves those to the front that begin where the one before has ended, and returns their number.
    private int withoutOverlap(Listener listener) {
        int kept = 0;
        long end = 0;
        long last = -1;
        for (int i = 0; i < count; i++) {
            long key = keys[i];
            if (key == last) {
                continue;
            }
            last = key;
            if (position(key) < end) {
                listener.found("blocks_overlap", position(key), length(key) + " bytes of a " + what);
            } else {
                end = position(key) + length(key);
                keys[kept++] = key;
            }
        }
        return kept;
    }

    private int[] tails(int from, int number) throws IOException {
        try {
            return IntStream.range(from, from + number).parallel().map(i -> tail(keys[i])).toArray();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private int tail(long key) {
        byte @Nullable [] out = scratch.poll();
        if (out == null) {
            out = new byte[limit];
        }
        try {
            return length(key) - image.consumed(position(key), length(key), out);
        } catch (FormatException _) {
            return UNDECODABLE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            scratch.offer(out);
        }
    }

    private static long position(long key) {
        return key >>> LENGTH_BITS;
    }

    private static int length(long key) {
        return (int) (key & (1 << LENGTH_BITS) - 1);
    }
}
