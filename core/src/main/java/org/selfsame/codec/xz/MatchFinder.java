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
    /// Bytes behind a block that may be read; what they are makes no difference.
    static final int BEYOND = Long.BYTES;
    private static final int HASH_2 = 1 << 10;
    private static final int HASH_3 = 1 << 16;
    private static final int LEAST = 4;
    /// Positions whose hashes are looked up at a time.
    private static final int AHEAD = 128;
    private static final int[] CRC = crc();
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /// Lengths and distances (from 0: the byte before) of the matches that the last [#find] gave, rising.
    final int[] lengths;
    final int[] distances;
    /// How many there are.
    int count;

    private final int nice;
    private final int depth;
    private final int cyclicSize;
    /// The last position of each hash, with [#base] added.
    private final int[] hash2 = new int[HASH_2];
    private final int[] hash3 = new int[HASH_3];
    private final int[] hash4;
    /// For each position that was looked up, the last one before it with the same hash; negative where there is none.
    private final int[] last2 = new int[AHEAD];
    private final int[] last3 = new int[AHEAD];
    private final int[] last4 = new int[AHEAD];
    /// The two subtrees of each position of the window: of what is less, and of what is greater. The length is a power of
    /// two, so that a position finds its place by a mask.
    private int[] sons = new int[2];

    private byte[] data = new byte[0];
    private int end;
    private int position;
    private int lookedUp;
    /// Added to positions in hash tables, so that those of earlier blocks are negative, and need not be cleared.
    private int base = 1;

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
        int mask = bits > 1 << 24 ? bits >>> 1 : bits;
        hash4 = new int[mask + 1];
        lengths = new int[nice + 2];
        distances = new int[nice + 2];
    }

    /// Begins a block: the first `length` bytes of `bytes`, which must not change until the next. The array has [#BEYOND]
    /// more.
    void begin(byte[] bytes, int length) {
        if ((long) base + end + length > Integer.MAX_VALUE) {
            Arrays.fill(hash2, 0);
            Arrays.fill(hash3, 0);
            Arrays.fill(hash4, 0);
            base = 1;
        } else {
            base += end;
        }
        data = bytes;
        end = length;
        position = 0;
        lookedUp = 0;
        int last = Math.multiplyExact(2, Math.min(length, cyclicSize)) - 1;
        int places = Math.multiplyExact(2, Integer.highestOneBit(last));
        if (sons.length < places) {
            sons = new int[places];
        }
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
        int at = position++;
        int available = end - at;
        int limit = Math.min(nice, available);
        count = 0;
        if (limit < LEAST) {
            return 0;
        }
        if (at == lookedUp) {
            lookUp();
        }
        byte[] data = this.data;
        int slot = at & AHEAD - 1;
        int with2 = last2[slot];
        int with3 = last3[slot];
        int lowest = Math.max(0, at - cyclicSize + 1);
        int longest = 1;
        int near = 0;
        // with the first byte equal, equal hashes mean that the next one or two are, too
        if (with2 >= lowest && data[with2] == data[at]) {
            longest = 2;
            near = with2;
            distances[count++] = at - with2 - 1;
        }
        if (with2 != with3 && with3 >= lowest && data[with3] == data[at]) {
            longest = 3;
            near = with3;
            distances[count++] = at - with3 - 1;
            lengths[0] = 2;
        }
        if (count > 0) {
            longest = extend(near, at, longest, limit);
            lengths[count - 1] = longest;
        }
        insert(at, last4[slot], limit, Math.max(longest, 3));
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
            int at = position++;
            int limit = Math.min(nice, end - at);
            if (limit >= LEAST) {
                if (at == lookedUp) {
                    lookUp();
                }
                insert(at, last4[at & AHEAD - 1], limit, limit);
            }
        }
    }

    /// Looks up the next positions, and enters them. Each look-up may miss the cache; many of them together miss it at the
    /// same time, while one before each walk through a tree is waited for.
    private void lookUp() {
        byte[] data = this.data;
        int from = lookedUp;
        int to = Math.min(from + AHEAD, end - LEAST + 1);
        for (int at = from; at < to; at++) {
            int here = at + base;
            int bytes = (int) INT.get(data, at);
            int mixed = CRC[bytes & 0xff] ^ bytes >>> 8 & 0xff;
            int slot2 = mixed & HASH_2 - 1;
            mixed ^= bytes >>> 8 & 0xff00;
            int slot3 = mixed & hash3.length - 1;
            int slot4 = (mixed ^ CRC[bytes >>> 24] << 5) & hash4.length - 1;
            int i = at & AHEAD - 1;
            last2[i] = hash2[slot2] - base;
            last3[i] = hash3[slot3] - base;
            last4[i] = hash4[slot4] - base;
            hash2[slot2] = here;
            hash3[slot3] = here;
            hash4[slot4] = here;
        }
        lookedUp = to;
    }

    /// How far the bytes at `a` and `b` are equal, where the first `length` are; at most `limit`.
    int extend(int a, int b, int length, int limit) {
        for (int at = length; at < limit; at += Long.BYTES) {
            long difference = (long) LONG.get(data, a + at) ^ (long) LONG.get(data, b + at);
            if (difference != 0) {
                return Math.min(at + (Long.numberOfTrailingZeros(difference) >>> 3), limit);
            }
        }
        return limit;
    }

    /// Makes the position the root of the tree whose root was `first`, and records the matches longer than `longest` met on
    /// the way: none where that is `limit`.
    ///
    /// The branches are meant. Each is taken about every second time, but what is guessed right lets the next step begin
    /// before this one has been compared: eight bytes compared at once and no branches are slower by a tenth and more.
    private void insert(int at, int first, int limit, int longest) {
        byte[] data = this.data;
        int[] sons = this.sons;
        int mask = sons.length - 1;
        int lowest = Math.max(0, at - cyclicSize + 1);
        int best = longest;
        int candidate = first;
        int less = at << 1 & mask;
        int greater = less + 1;
        int lessLength = 0;
        int greaterLength = 0;
        for (int steps = depth; steps > 0 && candidate >= lowest; steps--) {
            int length = Math.min(lessLength, greaterLength);
            int pair = candidate << 1 & mask;
            int there = data[candidate + length] & 0xff;
            int mine = data[at + length] & 0xff;
            if (there == mine) {
                length = extend(candidate, at, length + 1, limit);
                if (length > best) {
                    best = length;
                    lengths[count] = length;
                    distances[count++] = at - candidate - 1;
                }
                if (length == limit) {
                    sons[less] = sons[pair];
                    sons[greater] = sons[pair + 1];
                    return;
                }
                there = data[candidate + length] & 0xff;
                mine = data[at + length] & 0xff;
            }
            if (there < mine) {
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
        sons[less] = -1;
        sons[greater] = -1;
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
