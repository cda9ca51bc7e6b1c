package org.selfsame.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Raw LZ4 blocks, byte for byte as `LZ4_compress_default` of the reference implementation makes them on 64-bit
/// little-endian machines with its usual 16 KiB of memory: which match is taken is no matter of the format, but images
/// that are to be made again depend on it.
///
/// The search looks at one earlier position for each hash. The longer it finds nothing, the larger steps it takes; where
/// it has found something, it also looks back for where the match begins.
///
/// Source: lz4_Block_format.md of the LZ4 project; the behaviour of liblz4 1.9.4, which the tests compare with.
final class Lz4Encoder implements BlockEncoder {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int MIN_MATCH = 4;
    /// No match begins in the last 12 bytes of a block, and none reaches into the last 5.
    private static final int MATCH_LIMIT = 12;
    private static final int LAST_LITERALS = 5;
    private static final int FARTHEST = 0xffff;
    /// Behind the literals of a sequence there are an offset, another token and the last literals.
    private static final int LEAST_AFTER_LITERALS = 2 + 1 + LAST_LITERALS;
    /// The largest value that fits the four bits of a token; what is more follows in further bytes.
    private static final int NIBBLE = 15;
    /// Blocks up to here have 16-bit positions, so twice as many fit the table.
    private static final int SHORT_BLOCK = (1 << 16) + MATCH_LIMIT - 1;
    private static final int SHORT_HASH_BITS = 13;
    private static final int LONG_HASH_BITS = 12;
    private static final int PRIME_4 = (int) 2654435761L;
    private static final long PRIME_5 = 889523592379L;
    /// Failed attempts, as a power of two, after which the step grows by one.
    private static final int SKIP = 6;

    private final int[] table = new int[1 << SHORT_HASH_BITS];
    private byte[] in = new byte[0];
    private int start;
    private int end;
    private boolean isShort;
    private byte[] out = in;
    private int at;
    private int limit;

    @Override
    public int encode(byte[] source, int inOffset, int inLength, byte[] target, int outOffset, int outLimit) {
        in = source;
        start = inOffset;
        end = inOffset + inLength;
        isShort = inLength < SHORT_BLOCK;
        out = target;
        at = outOffset;
        limit = outOffset + outLimit;
        // an empty slot stands for the start of the block
        Arrays.fill(table, start);
        int anchor = inLength > MATCH_LIMIT ? sequences() : start;
        int last = end - anchor;
        if (anchor < 0 || at + last + 1L + (last + 255 - NIBBLE) / 255 > limit) {
            return -1;
        }
        literals(anchor, end, 0);
        return at - outOffset;
    }

    /// Encodes all matches, each with the literals before it.
    ///
    /// @return where the last literals start, or -1 if there is no more room
    private int sequences() {
        int lastStart = end - MATCH_LIMIT;
        int anchor = start;
        int next = start + 1;
        while (true) {
            int position = search(next, lastStart);
            if (position < 0) {
                return anchor;
            }
            int match = found;
            while (position > anchor && match > start && in[position - 1] == in[match - 1]) {
                position--;
                match--;
            }
            int literals = position - anchor;
            if (at + 1L + literals + literals / 255 + LEAST_AFTER_LITERALS > limit) {
                return -1;
            }
            do {
                int length = MIN_MATCH + count(position + MIN_MATCH, match + MIN_MATCH);
                if (!sequence(anchor, position, position - match, length)) {
                    return -1;
                }
                position += length;
                anchor = position;
                if (position > lastStart) {
                    return anchor;
                }
                table[hash(position - 2)] = position - 2;
                match = exchange(position);
            } while (isMatch(match, position));
            next = position + 1;
        }
    }

    /// Where the match that [#search] found begins.
    private int found;

    /// The next position from `from` on that begins as an earlier one does, or -1.
    private int search(int from, int lastStart) {
        int attempts = 1 << SKIP;
        int step = 1;
        int position = from;
        while (true) {
            int following = position + step;
            step = attempts++ >>> SKIP;
            if (following > lastStart + 1) {
                return -1;
            }
            int match = exchange(position);
            if (isMatch(match, position)) {
                found = match;
                return position;
            }
            position = following;
        }
    }

    /// Puts `position` into the table.
    ///
    /// @return what was there in its place
    private int exchange(int position) {
        int hash = hash(position);
        int before = table[hash];
        table[hash] = position;
        return before;
    }

    private boolean isMatch(int match, int position) {
        return position - match <= FARTHEST && (int) INT.get(in, match) == (int) INT.get(in, position);
    }

    private int hash(int position) {
        return isShort
                ? (int) INT.get(in, position) * PRIME_4 >>> Integer.SIZE - SHORT_HASH_BITS
                : (int) (((long) LONG.get(in, position) << 24) * PRIME_5 >>> Long.SIZE - LONG_HASH_BITS);
    }

    /// How many bytes are equal from the two positions on.
    private int count(int position, int match) {
        int last = end - LAST_LITERALS;
        int p = position;
        int m = match;
        while (p <= last - Long.BYTES) {
            long difference = (long) LONG.get(in, p) ^ (long) LONG.get(in, m);
            if (difference != 0) {
                return p - position + (Long.numberOfTrailingZeros(difference) >>> 3);
            }
            p += Long.BYTES;
            m += Long.BYTES;
        }
        while (p < last && in[p] == in[m]) {
            p++;
            m++;
        }
        return p - position;
    }

    private boolean sequence(int anchor, int position, int offset, int length) {
        int code = length - MIN_MATCH;
        int literals = position - anchor;
        // without literals, the token and the offset are all that is before
        if (literals == 0 && at + 3L > limit) {
            return false;
        }
        literals(anchor, position, Math.min(code, NIBBLE));
        out[at++] = (byte) offset;
        out[at++] = (byte) (offset >>> 8);
        if (at + 1L + LAST_LITERALS + (code + 240) / 255 > limit) {
            return false;
        }
        extend(code - NIBBLE);
        return true;
    }

    /// Writes a token and the literals from `from` to `to`.
    private void literals(int from, int to, int matchNibble) {
        int length = to - from;
        out[at++] = (byte) (Math.min(length, NIBBLE) << 4 | matchNibble);
        extend(length - NIBBLE);
        System.arraycopy(in, from, out, at, length);
        at += length;
    }

    private void extend(int more) {
        int rest = more;
        while (rest >= 0) {
            out[at++] = (byte) Math.min(rest, 255);
            rest -= 255;
        }
    }
}
