package org.selfsame.format.squashfs;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.selfsame.task.Task;

/// Which bytes of the decoded fragment blocks are the ends of files. The way to all files is gone once, when it is first
/// asked; memory is 8 bytes for each file with an end in such a block. Thread-safe.
final class Tails {
    /// Bits of an offset in a block, which has 1 MiB at most, and of a length.
    private static final int BITS = 21;
    private static final long MASK = (1 << BITS) - 1;
    /// Fragment blocks that are told apart; with blocks of 128 KiB, those of 256 GiB of ends of files.
    private static final long MOST = 1L << Long.SIZE - 1 - 2 * BITS;

    private final FileBlocks blocks;
    private final Survey survey;
    /// The number of a block, an offset in it and a length, sorted.
    private long @Nullable [] claims;

    Tails(FileBlocks blocks, Survey survey) {
        this.blocks = blocks;
        this.survey = survey;
    }

    /// The bytes of a fragment block that are of no file, one after the other; none if all of them are zero.
    ///
    /// @param number of the block in the fragment table
    /// @throws IOException if the block cannot be read
    byte[] unclaimed(long number) throws IOException {
        if (number >= MOST) {
            return new byte[0];
        }
        long[] places = claims();
        int first = Arrays.binarySearch(places, number << 2 * BITS);
        var rest = new Rest(places, first < 0 ? -1 - first : first, number);
        blocks.readFragment(blocks.fragment(number), rest::take);
        return rest.isZero() ? new byte[0] : rest.bytes;
    }

    private synchronized long[] claims() throws IOException {
        if (claims == null) {
            var finder = new Finder();
            survey.walk(Task.silent(), finder);
            claims = finder.sorted();
        }
        return claims;
    }

    /// What is left of a block.
    private static final class Rest {
        private final long[] places;
        private final int first;
        private final long number;
        private byte[] bytes = {};

        Rest(long[] places, int first, long number) {
            this.places = places;
            this.first = first;
            this.number = number;
        }

        void take(byte[] block, int length) {
            var rest = new byte[length];
            int count = 0;
            int end = 0;
            for (int i = first; i < places.length && places[i] >>> 2 * BITS == number; i++) {
                int start = (int) Math.min(length, places[i] >>> BITS & MASK);
                if (start > end) {
                    System.arraycopy(block, end, rest, count, start - end);
                    count += start - end;
                }
                end = (int) Math.max(end, Math.min(length, start + (places[i] & MASK)));
            }
            System.arraycopy(block, end, rest, count, length - end);
            bytes = Arrays.copyOf(rest, count + length - end);
        }

        boolean isZero() {
            for (byte b : bytes) {
                if (b != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /// Collects the ends of files.
    private final class Finder implements Survey.Visitor {
        private final int blockLog = blocks.image().superblock().blockLog();
        private long[] found = new long[64];
        private int count;

        @Override
        public void visit(Place place, Listing.Link link, Inode inode, Inode parent, boolean again) {
            if (!(inode.body() instanceof Inode.FileBody file) || !file.hasFragment() || file.fragment() >= MOST) {
                return;
            }
            if (count == found.length) {
                found = Arrays.copyOf(found, 2 * count);
            }
            long tail = file.size() - (file.blockCount(blockLog) << blockLog);
            found[count++] = file.fragment() << 2 * BITS | Math.min(MASK, file.fragmentOffset()) << BITS | tail;
        }

        long[] sorted() {
            var sorted = Arrays.copyOf(found, count);
            Arrays.sort(sorted);
            return sorted;
        }
    }
}
