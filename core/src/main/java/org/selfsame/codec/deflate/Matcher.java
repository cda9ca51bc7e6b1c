package org.selfsame.codec.deflate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Finds the match that zlib would take.
///
/// zlib has a chain of all earlier places whose first three bytes hash to the same value, and looks at each, from the
/// nearest on, until the chain, the window or its patience ends. It takes the first of the longest. Here the same places
/// are in two more chains, by four and by eight bytes: a match that has to be longer than seven bytes can only be in the
/// second, so the others need not be looked at. That no place counts behind which zlib has lost its patience, is known by
/// the number that each place has in the chain of three bytes. At low levels zlib looks at so few places that more chains
/// would cost more than they spare: there it is done as zlib does it.
final class Matcher {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    static final int WINDOW = 1 << 15;
    private static final int MASK = WINDOW - 1;
    /// The end of the window is kept for what is read ahead.
    static final int AHEAD = Alphabets.LONGEST + Alphabets.SHORTEST + 1;
    private static final int FARTHEST = WINDOW - AHEAD;
    /// A match of three bytes from farther off is longer than three literals.
    private static final int FARTHEST_OF_SHORTEST = 1 << 12;
    static final int NO_MATCH = Alphabets.SHORTEST - 1;
    private static final int HASH_BITS = 15;
    private static final int PRIME_4 = 0x9e3779b1;
    private static final long PRIME_8 = 0x9e3779b97f4a7c15L;
    /// A place that is in no window.
    private static final int NOWHERE = -2 * WINDOW;
    private static final int MOST_BASE = 1 << 30;

    private static final int NONE = -1;
    private static final int UNKNOWN = -2;
    /// So many times zlib's patience is the most that is spent in other chains.
    private static final int TOO_LONG = 4;

    private final Level level;
    private final boolean isPatient;
    /// What is added to places in the buffer for the tables of last places, so that these need not be cleared.
    private int base;
    /// The last place of each hash, and how many there were, modulo 2^16.
    private final int[] last3 = new int[1 << HASH_BITS];
    private final char[] count3;
    private final int[] last4;
    private final int[] last8;
    /// How far before each place the one before it in the chain is.
    private final char[] back3 = new char[WINDOW];
    private final char[] back4;
    private final char[] back8;
    /// The number of each place in its chain of three bytes, modulo 2^16, which is more than a window has.
    private final char[] number3;

    private byte[] bytes = new byte[0];
    private int end;
    private int start;
    /// How many places were looked at for this match.
    private int tried;

    Matcher(Level level) {
        this.level = level;
        isPatient = level.isPatient();
        int hashes = isPatient ? 1 << HASH_BITS : 0;
        int places = isPatient ? WINDOW : 0;
        last4 = new int[hashes];
        last8 = new int[hashes];
        count3 = new char[hashes];
        back4 = new char[places];
        back8 = new char[places];
        number3 = new char[places];
        Arrays.fill(last3, NOWHERE);
        Arrays.fill(last4, NOWHERE);
        Arrays.fill(last8, NOWHERE);
    }

    /// Begins with other bytes.
    void begin() {
        // so far away that no place from before is in the window
        slide(end + 2 * WINDOW);
    }

    /// Goes on in a buffer whose bytes up to `length` are there, with eight more behind them. Only behind the end of all bytes
    /// these may be any.
    void setBytes(byte[] bytes, int length) {
        this.bytes = bytes;
        end = length;
    }

    /// The bytes are so much farther to the front of the buffer now.
    ///
    /// @param distance a multiple of the window, or so much that no place is in it any more
    void slide(int distance) {
        base += distance;
        if (base > MOST_BASE) {
            rebase(last3);
            rebase(last4);
            rebase(last8);
            base = 0;
        }
    }

    private void rebase(int[] places) {
        for (int i = 0; i < places.length; i++) {
            places[i] = Math.max(places[i] - base, NOWHERE);
        }
    }

    /// Where the match starts that was found last.
    int start() {
        return start;
    }

    /// Puts a place into the chains, behind which there are three bytes or more.
    void insert(int at) {
        long content = (long) LONG.get(bytes, at);
        int first = (int) content;
        int slot = at & MASK;
        int hash3 = (first << 10 ^ (first >>> 3 & 0xff << 5) ^ first >>> 16 & 0xff) & (1 << HASH_BITS) - 1;
        int place = base + at;
        back3[slot] = back(place, last3[hash3]);
        last3[hash3] = place;
        if (!isPatient) {
            return;
        }
        number3[slot] = ++count3[hash3];
        int hash4 = hash4(first);
        back4[slot] = back(place, last4[hash4]);
        last4[hash4] = place;
        int hash8 = hash8(content);
        back8[slot] = back(place, last8[hash8]);
        last8[hash8] = place;
    }

    private static int hash4(int bytes) {
        return bytes * PRIME_4 >>> Integer.SIZE - HASH_BITS;
    }

    private static int hash8(long bytes) {
        return (int) (bytes * PRIME_8 >>> Long.SIZE - HASH_BITS);
    }

    private static char back(int place, int before) {
        return (char) Math.min(place - before, Character.MAX_VALUE);
    }

    /// The length of the match that zlib takes for a place that was put into the chains last, or two.
    ///
    /// @param before the length of the match for the place before, or two: the answer may be as long without being a match
    /// @param window where the window of zlib begins
    int search(int at, int before, int window) {
        int slot = at & MASK;
        int nearest = back3[slot];
        // no match begins with the window, whose first place stands for none in zlib
        if (nearest > FARTHEST || nearest >= at - window) {
            return NO_MATCH;
        }
        int most = Math.min(Alphabets.LONGEST, end - at);
        if (before >= most) {
            return most;
        }
        int chain = before >= level.good() ? level.chain() >> 2 : level.chain();
        int best;
        if (!isPatient) {
            best = oneByOne(at, before, most, chain);
        } else {
            best = most > Alphabets.SHORTEST ? longest(at, before, most, chain) : before;
            if (best == NO_MATCH && hasShortest(at, chain)) {
                best = Alphabets.SHORTEST;
            }
        }
        boolean isTooFar = level.isLazy() && best == Alphabets.SHORTEST && at - start > FARTHEST_OF_SHORTEST;
        return isTooFar ? NO_MATCH : best;
    }

    /// The length of the longest match that is longer than the one before, or that of the one before.
    private int longest(int at, int before, int most, int chain) {
        // a quick answer for what occurs for the first time
        if (before == NO_MATCH && back4[at & MASK] > FARTHEST) {
            return before;
        }
        int nice = Math.min(level.nice(), most);
        int best = before;
        int bound = at;
        tried = 0;
        while (best < nice) {
            int place = longer(at, bound, best, most, chain);
            if (place == UNKNOWN) {
                return oneByOne(at, best, most, chain);
            }
            if (place == NONE || !isLookedAt(place, at, chain)) {
                return best;
            }
            best = length(bytes, place, at, most);
            start = place;
            bound = place;
        }
        return best;
    }

    /// The nearest place before `bound` with a match that is longer than `best`, [#NONE], or [#UNKNOWN] if it takes too long
    /// to tell: bytes can be chosen so that the chains are full of places that are of no use.
    private int longer(int at, int bound, int best, int most, int chain) {
        byte[] bytes = this.bytes;
        int first = (int) INT.get(bytes, at);
        int farthest = Math.max(1, at - FARTHEST);
        // it has the byte behind the best one, too, and so many before it
        boolean isLong = best >= Long.BYTES - 1;
        int offset = Math.max(0, best - (isLong ? Long.BYTES : Integer.BYTES) + 1);
        char[] back = isLong ? back8 : back4;
        int steps = tried;
        // what lies there is not in the chains yet, for places that are nearer than that
        int near = isLong && best < Long.BYTES ? at : bound;
        for (near -= back[near & MASK]; near > at - offset && near >= farthest; near -= back[near & MASK]) {
            if (near < bound && length(bytes, near, at, most) > best) {
                tried = steps;
                return near;
            }
            if (++steps > TOO_LONG * chain) {
                return UNKNOWN;
            }
        }
        int last = isLong
                ? last8[hash8((long) LONG.get(bytes, at + offset))]
                : last4[hash4((int) INT.get(bytes, at + offset))];
        int lowest = farthest + offset;
        for (int next = last - base; next >= lowest; next -= back[next & MASK]) {
            int place = next - offset;
            if (place < bound && (int) INT.get(bytes, place) == first) {
                if (length(bytes, place, at, most) > best) {
                    tried = steps;
                    return place;
                }
                if (steps > chain && !isLookedAt(place, at, chain)) {
                    return NONE;
                }
            }
            if (++steps > TOO_LONG * chain) {
                return UNKNOWN;
            }
        }
        return NONE;
    }

    /// Whether zlib comes to a place before its patience ends.
    private boolean isLookedAt(int place, int at, int chain) {
        int number = number3[at & MASK] - number3[place & MASK] & 0xffff;
        return number <= chain && isInReach(at - place, number);
    }

    /// zlib measures the way to the nearest place in another way than that to the others.
    private static boolean isInReach(int distance, int number) {
        return distance < FARTHEST || distance == FARTHEST && number == 1;
    }

    /// The length of the match that zlib takes for a place, or that of the match before, by looking at one place after the other.
    private int oneByOne(int at, int before, int most, int chain) {
        byte[] bytes = this.bytes;
        int nice = Math.min(level.nice(), most);
        int best = before;
        int place = at;
        for (int number = 1; number <= chain && best < nice; number++) {
            place -= back3[place & MASK];
            if (place < 1 || !isInReach(at - place, number)) {
                break;
            }
            int length = bytes[place + best] == bytes[at + best] ? length(bytes, place, at, most) : 0;
            if (length > best) {
                best = length;
                start = place;
            }
        }
        return best;
    }

    private boolean hasShortest(int at, int chain) {
        byte[] bytes = this.bytes;
        int wanted = (int) INT.get(bytes, at) << Byte.SIZE;
        int lowest = Math.max(1, at - FARTHEST_OF_SHORTEST);
        int place = at;
        for (int number = 1; number <= chain; number++) {
            place -= back3[place & MASK];
            if (place < lowest) {
                return false;
            }
            if ((int) INT.get(bytes, place) << Byte.SIZE == wanted) {
                start = place;
                return true;
            }
        }
        return false;
    }

    /// How many bytes are equal from two places on, at most `most`.
    private static int length(byte[] bytes, int place, int at, int most) {
        int length = 0;
        while (length < most) {
            long difference = (long) LONG.get(bytes, place + length) ^ (long) LONG.get(bytes, at + length);
            if (difference != 0) {
                return Math.min(most, length + (Long.numberOfTrailingZeros(difference) >>> 3));
            }
            length += Long.BYTES;
        }
        return most;
    }
}
