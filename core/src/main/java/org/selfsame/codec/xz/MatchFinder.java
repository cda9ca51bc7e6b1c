package org.selfsame.codec.xz;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Finds earlier occurrences of what follows a position: the nearest for each length that is longer than all nearer ones.
/// A binary tree of positions, ordered by what follows them, hangs at each hash of four bytes; for two and three bytes the
/// last position of each hash is kept.
///
/// Which candidates are seen depends on the hash functions and on the bound on steps; both are those of liblzma (BT4).
final class MatchFinder {
    private static final int HASH_2 = 1 << 10;
    private static final int HASH_3 = 1 << 16;
    private static final int LEAST = 4;
    private static final int[] CRC = crc();
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /// Lengths and distances (from 0: the byte before) of the matches that the last [#find] gave, rising.
    final int[] lengths;
    final int[] distances;
    /// How many there are.
    int count;

    private final int nice;
    private final int depth;
    private final int cyclicSize;
    private final int mask;
    private final int[] hash2 = new int[HASH_2];
    private final int[] hash3 = new int[HASH_3];
    private final int[] hash4;
    /// The two subtrees of each position of the window: of what is less, and of what is greater.
    private final int[] sons;

    private byte[] data = new byte[0];
    private int end;
    private int position;
    private int cyclic;
    /// Added to positions, so that those of earlier blocks are too far away to be taken, and need not be cleared.
    private int base;

    /// @param dictionary bytes that a match may lie back
    /// @param nice the length from which a match is good enough
    /// @param depth steps in a tree
    MatchFinder(int dictionary, int nice, int depth) {
        this.nice = nice;
        this.depth = depth;
        cyclicSize = dictionary + 1;
        int bits = dictionary - 1;
        bits |= bits >>> 1;
        bits |= bits >>> 2;
        bits |= bits >>> 4;
        bits |= bits >>> 8;
        bits = bits >>> 1 | 0xffff;
        mask = bits > 1 << 24 ? bits >>> 1 : bits;
        hash4 = new int[mask + 1];
        sons = new int[Math.multiplyExact(2, cyclicSize)];
        lengths = new int[nice + 2];
        distances = new int[nice + 2];
        base = cyclicSize;
    }

    /// Begins a block: the first `length` bytes of `bytes`, which must not change until the next.
    void begin(byte[] bytes, int length) {
        long next = (long) base + end + cyclicSize;
        if (next + length > Integer.MAX_VALUE) {
            Arrays.fill(hash2, 0);
            Arrays.fill(hash3, 0);
            Arrays.fill(hash4, 0);
            next = cyclicSize;
        }
        base = (int) next;
        data = bytes;
        end = length;
        position = 0;
        cyclic = 0;
    }

    /// The next position to look at.
    int position() {
        return position;
    }

    /// Bytes from there to the end of the block.
    int available() {
        return end - position;
    }

    /// Looks at the next position, and answers the length of the longest match. That one may be longer than `nice`; the
    /// recorded lengths are not.
    int find() {
        int at = position;
        int available = end - at;
        int limit = Math.min(nice, available);
        count = 0;
        if (limit < LEAST) {
            position++;
            return 0;
        }
        int here = at + base;
        int mixed = CRC[data[at] & 0xff] ^ data[at + 1] & 0xff;
        int slot2 = mixed & HASH_2 - 1;
        mixed ^= (data[at + 2] & 0xff) << 8;
        int slot3 = mixed & HASH_3 - 1;
        int slot4 = (mixed ^ CRC[data[at + 3] & 0xff] << 5) & mask;
        int delta2 = here - hash2[slot2];
        int delta3 = here - hash3[slot3];
        int candidate = hash4[slot4];
        hash2[slot2] = here;
        hash3[slot3] = here;
        hash4[slot4] = here;
        int longest = 1;
        int near = 0;
        // with the first byte equal, equal hashes mean that the next one or two are, too
        if (delta2 < cyclicSize && data[at - delta2] == data[at]) {
            longest = 2;
            near = delta2;
            lengths[0] = 2;
            distances[count++] = delta2 - 1;
        }
        if (delta2 != delta3 && delta3 < cyclicSize && data[at - delta3] == data[at]) {
            longest = 3;
            near = delta3;
            distances[count++] = delta3 - 1;
        }
        if (count > 0) {
            longest = extend(at - near, at, longest, limit);
            lengths[count - 1] = longest;
        }
        insert(at, here, candidate, limit, Math.max(longest, 3));
        move();
        if (count == 0) {
            return 0;
        }
        longest = lengths[count - 1];
        return longest < nice
                ? longest
                : extend(at - distances[count - 1] - 1, at, longest, Math.min(available, Lzma.LONGEST));
    }

    /// Passes over `amount` positions, which later matches may go back to.
    void skip(int amount) {
        for (int i = 0; i < amount; i++) {
            int at = position;
            int limit = Math.min(nice, end - at);
            if (limit < LEAST) {
                position++;
                continue;
            }
            int here = at + base;
            int mixed = CRC[data[at] & 0xff] ^ data[at + 1] & 0xff;
            hash2[mixed & HASH_2 - 1] = here;
            mixed ^= (data[at + 2] & 0xff) << 8;
            hash3[mixed & HASH_3 - 1] = here;
            int slot4 = (mixed ^ CRC[data[at + 3] & 0xff] << 5) & mask;
            int candidate = hash4[slot4];
            hash4[slot4] = here;
            insert(at, here, candidate, limit, limit);
            move();
        }
    }

    /// How far the bytes at `a` and `b` are equal, where the first `length` are; at most `limit`.
    int extend(int a, int b, int length, int limit) {
        int at = length;
        for (; at + Long.BYTES <= limit; at += Long.BYTES) {
            long difference = (long) LONG.get(data, a + at) ^ (long) LONG.get(data, b + at);
            if (difference != 0) {
                return at + (Long.numberOfTrailingZeros(difference) >>> 3);
            }
        }
        while (at < limit && data[a + at] == data[b + at]) {
            at++;
        }
        return at;
    }

    private void move() {
        if (++cyclic == cyclicSize) {
            cyclic = 0;
        }
        position++;
    }

    /// Makes the position the root of its tree, and records the matches longer than `longest` met on the way: none where
    /// that is `limit`.
    private void insert(int at, int here, int first, int limit, int longest) {
        int best = longest;
        int candidate = first;
        int greater = (cyclic << 1) + 1;
        int less = cyclic << 1;
        int greaterLength = 0;
        int lessLength = 0;
        for (int steps = depth;; steps--) {
            int delta = here - candidate;
            if (steps == 0 || delta >= cyclicSize) {
                sons[greater] = 0;
                sons[less] = 0;
                return;
            }
            int pair = cyclic - delta + (delta > cyclic ? cyclicSize : 0) << 1;
            int length = Math.min(greaterLength, lessLength);
            if (data[at - delta + length] == data[at + length]) {
                length = extend(at - delta, at, length + 1, limit);
                if (length > best) {
                    best = length;
                    lengths[count] = length;
                    distances[count++] = delta - 1;
                }
                if (length == limit) {
                    sons[less] = sons[pair];
                    sons[greater] = sons[pair + 1];
                    return;
                }
            }
            if ((data[at - delta + length] & 0xff) < (data[at + length] & 0xff)) {
                sons[less] = candidate;
                less = pair + 1;
                candidate = sons[less];
                lessLength = length;
            } else {
                sons[greater] = candidate;
                greater = pair;
                candidate = sons[greater];
                greaterLength = length;
            }
        }
    }

    /// The table of CRC-32, whose entries scatter a byte over all bits.
    private static int[] crc() {
        var table = new int[256];
        for (int i = 0; i < table.length; i++) {
            int value = i;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                value = (value & 1) == 0 ? value >>> 1 : value >>> 1 ^ 0xedb88320;
            }
            table[i] = value;
        }
        return table;
    }
}
