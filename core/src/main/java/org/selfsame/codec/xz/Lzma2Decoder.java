package org.selfsame.codec.xz;

import java.util.Arrays;

/// Decodes LZMA2 from one array to another, in which it also finds what matches go back to: there is no dictionary beside.
/// Takes nothing that breaks a rule of the format; what that is, it does not say. Not thread-safe.
///
/// Source: the LZMA specification of the LZMA SDK; LZMA2 as in the Linux kernel, lib/xz/xz_dec_lzma2.c.
final class Lzma2Decoder {
    private static final int CODED = 0x80;
    private static final int STATE_RESET = 0xa0;
    private static final int PROPERTIES = 0xc0;
    private static final int EVERYTHING = 0xe0;
    private static final int MOST_PROPERTIES = (4 * 5 + 4) * 9 + 8;
    private static final int MOST_LITERAL_BITS = 4;
    private static final int TOP_BITS = 24;
    private static final int INITIAL_BYTES = 5;
    private static final int MOVE = 5;

    // where the contexts of what lie in the one array of probabilities
    private static final int IS_MATCH = 0;
    private static final int IS_REP = IS_MATCH + (Lzma.STATES << 4);
    private static final int IS_REP_0 = IS_REP + Lzma.STATES;
    private static final int IS_REP_1 = IS_REP_0 + Lzma.STATES;
    private static final int IS_REP_2 = IS_REP_1 + Lzma.STATES;
    private static final int IS_REP_0_LONG = IS_REP_2 + Lzma.STATES;
    private static final int SLOTS = IS_REP_0_LONG + (Lzma.STATES << 4);
    private static final int SPECIAL = SLOTS + (4 << 6);
    private static final int ALIGN = SPECIAL + 128;
    private static final int MATCH_LENGTH = ALIGN + 16;
    private static final int LENGTH_LOW = 2;
    private static final int LENGTH_MIDDLE = LENGTH_LOW + (16 << 3);
    private static final int LENGTH_HIGH = LENGTH_MIDDLE + (16 << 3);
    private static final int REP_LENGTH = MATCH_LENGTH + LENGTH_HIGH + 256;
    private static final int LITERALS = REP_LENGTH + LENGTH_HIGH + 256;

    private final short[] probabilities = new short[LITERALS + (Lzma.LITERAL_SIZE << MOST_LITERAL_BITS)];
    private byte[] in = new byte[0];
    private byte[] out = new byte[0];
    private int at;
    private int range;
    private int code;
    private int state;
    private int rep0;
    private int rep1;
    private int rep2;
    private int rep3;
    private int contextBits;
    private int literalMask;
    private int positionMask;

    /// Where the payload ended; only after a [#decode] that succeeded.
    int end() {
        return at;
    }

    /// Decodes the payload that begins at `start` and ends before `end` to `target[first .. limit)`.
    ///
    /// @param dictionary bytes that a match may lie back
    /// @return where in `target` the decoded bytes end, or -1 if the payload is damaged, cut or too long
    int decode(byte[] source, int start, int end, byte[] target, int first, int limit, int dictionary) {
        in = source;
        out = target;
        at = start;
        int put = first;
        int origin = -1;
        boolean hasProperties = false;
        while (at < end) {
            int control = source[at++] & 0xff;
            if (control == 0) {
                return put;
            }
            boolean coded = control >= CODED;
            if (control >= EVERYTHING || control == 1) {
                origin = put;
                hasProperties = false;
            } else if (origin < 0 || !coded && control > 2) {
                return -1;
            }
            int header = coded ? control >= PROPERTIES ? 5 : 4 : 2;
            if (end - at < header) {
                return -1;
            }
            int bytes = short16(at) + 1 + (coded ? (control & 0x1f) << 16 : 0);
            if (limit - put < bytes) {
                return -1;
            }
            if (!coded) {
                at += header;
                if (end - at < bytes) {
                    return -1;
                }
                System.arraycopy(source, at, target, put, bytes);
                at += bytes;
                put += bytes;
                continue;
            }
            int size = short16(at + 2) + 1;
            if (control >= PROPERTIES) {
                if (!setProperties(source[at + 4] & 0xff)) {
                    return -1;
                }
                hasProperties = true;
            }
            if (!hasProperties) {
                return -1;
            }
            if (control >= STATE_RESET) {
                reset();
            }
            at += header;
            if (end - at < size || size < INITIAL_BYTES || !chunk(at + size, put, put + bytes, origin, dictionary)) {
                return -1;
            }
            put += bytes;
        }
        return -1;
    }

    private int short16(int index) {
        return (in[index] & 0xff) << 8 | in[index + 1] & 0xff;
    }

    private boolean setProperties(int properties) {
        if (properties > MOST_PROPERTIES) {
            return false;
        }
        contextBits = properties % 9;
        int positionBits = properties / 9 % 5;
        literalMask = (1 << positionBits) - 1;
        positionMask = (1 << properties / 45) - 1;
        return contextBits + positionBits <= MOST_LITERAL_BITS;
    }

    private void reset() {
        Arrays.fill(probabilities, (short) (RangeEncoder.CERTAIN >> 1));
        state = 0;
        rep0 = 0;
        rep1 = 0;
        rep2 = 0;
        rep3 = 0;
    }

    /// A chunk of symbols, which ends exactly where its input and its output end.
    private boolean chunk(int end, int first, int last, int origin, int dictionary) {
        if (in[at] != 0) {
            return false;
        }
        range = -1;
        code = short16(at + 1) << 16 | short16(at + 3);
        at += INITIAL_BYTES;
        int put = first;
        while (put < last) {
            // no symbol takes more than this; a chunk that is cut is noticed by its end
            if (at > end) {
                return false;
            }
            int positionState = put - origin & positionMask;
            if (bit(IS_MATCH + (state << 4) + positionState) == 0) {
                literal(put, origin);
                put++;
                continue;
            }
            int length = bit(IS_REP + state) == 0 ? match(positionState) : rep(positionState);
            int back = Math.min(put - origin, dictionary);
            if (rep0 < 0 || rep0 >= back || length > last - put) {
                return false;
            }
            copy(put, length);
            put += length;
        }
        normalize();
        return at == end && code == 0;
    }

    private void copy(int put, int length) {
        int from = put - rep0 - 1;
        if (rep0 + 1 >= length) {
            System.arraycopy(out, from, out, put, length);
        } else {
            for (int i = 0; i < length; i++) {
                out[put + i] = out[from + i];
            }
        }
    }

    /// The length of a match at a new distance.
    private int match(int positionState) {
        rep3 = rep2;
        rep2 = rep1;
        rep1 = rep0;
        state = Lzma.match(state);
        int length = length(MATCH_LENGTH, positionState);
        int slot = tree(SLOTS + (Lzma.distanceState(length) << 6), 6);
        if (slot < 4) {
            rep0 = slot;
        } else {
            int bits = (slot >> 1) - 1;
            int high = (2 | slot & 1) << bits;
            rep0 = slot < 14
                    ? high + reverseTree(SPECIAL + high - slot, bits)
                    : high + (direct(bits - 4) << 4) + reverseTree(ALIGN, 4);
        }
        return length;
    }

    /// The length of a match at a distance of late.
    private int rep(int positionState) {
        if (bit(IS_REP_0 + state) == 0) {
            if (bit(IS_REP_0_LONG + (state << 4) + positionState) == 0) {
                state = Lzma.shortRep(state);
                return 1;
            }
        } else {
            int distance = rep1;
            if (bit(IS_REP_1 + state) != 0) {
                distance = rep2;
                if (bit(IS_REP_2 + state) != 0) {
                    distance = rep3;
                    rep3 = rep2;
                }
                rep2 = rep1;
            }
            rep1 = rep0;
            rep0 = distance;
        }
        state = Lzma.longRep(state);
        return length(REP_LENGTH, positionState);
    }

    private int length(int model, int positionState) {
        if (bit(model) == 0) {
            return 2 + tree(model + LENGTH_LOW + (positionState << 3), 3);
        }
        return bit(model + 1) == 0
                ? 10 + tree(model + LENGTH_MIDDLE + (positionState << 3), 3)
                : 18 + tree(model + LENGTH_HIGH, 8);
    }

    private void literal(int put, int origin) {
        int before = put == origin ? 0 : out[put - 1] & 0xff;
        int base = LITERALS
                + ((put - origin & literalMask) << contextBits | before >> 8 - contextBits) * Lzma.LITERAL_SIZE;
        int matched = rep0 < put - origin ? out[put - rep0 - 1] & 0xff : 0;
        out[put] = (byte) (Lzma.afterLiteral(state) ? tree(base, Byte.SIZE) : matchedLiteral(base, matched));
        state = Lzma.literal(state);
    }

    /// After a match, the byte that would have continued it is in the context as long as its bits agree. The decoder's
    /// numbers are kept in variables of the method for all bits, here and in [#tree], where most of the work is done.
    private int matchedLiteral(int base, int continued) {
        var p = probabilities;
        var source = in;
        int r = range;
        int c = code;
        int from = at;
        int symbol = 1;
        int matched = continued;
        int agreeing = 0x100;
        while (symbol < 0x100) {
            matched <<= 1;
            int index = base + agreeing + (matched & agreeing) + symbol;
            if (r >>> TOP_BITS == 0) {
                r <<= 8;
                c = c << 8 | source[from++] & 0xff;
            }
            int probability = p[index];
            int bound = (r >>> RangeEncoder.CERTAIN_BITS) * probability;
            if (Integer.compareUnsigned(c, bound) < 0) {
                r = bound;
                p[index] = (short) (probability + (RangeEncoder.CERTAIN - probability >>> MOVE));
                symbol <<= 1;
                agreeing &= ~matched;
            } else {
                r -= bound;
                c -= bound;
                p[index] = (short) (probability - (probability >>> MOVE));
                symbol = symbol << 1 | 1;
                agreeing &= matched;
            }
        }
        range = r;
        code = c;
        at = from;
        return symbol;
    }

    private int tree(int base, int bits) {
        var p = probabilities;
        var source = in;
        int r = range;
        int c = code;
        int from = at;
        int node = 1;
        for (int i = 0; i < bits; i++) {
            int index = base + node;
            if (r >>> TOP_BITS == 0) {
                r <<= 8;
                c = c << 8 | source[from++] & 0xff;
            }
            int probability = p[index];
            int bound = (r >>> RangeEncoder.CERTAIN_BITS) * probability;
            if (Integer.compareUnsigned(c, bound) < 0) {
                r = bound;
                p[index] = (short) (probability + (RangeEncoder.CERTAIN - probability >>> MOVE));
                node <<= 1;
            } else {
                r -= bound;
                c -= bound;
                p[index] = (short) (probability - (probability >>> MOVE));
                node = node << 1 | 1;
            }
        }
        range = r;
        code = c;
        at = from;
        return node - (1 << bits);
    }

    private int reverseTree(int base, int bits) {
        int node = 1;
        int value = 0;
        for (int i = 0; i < bits; i++) {
            int bit = bit(base + node);
            node = node << 1 | bit;
            value |= bit << i;
        }
        return value;
    }

    private int direct(int bits) {
        int value = 0;
        for (int i = 0; i < bits; i++) {
            normalize();
            range >>>= 1;
            int bit = Integer.compareUnsigned(code, range) < 0 ? 0 : 1;
            code -= range & -bit;
            value = value << 1 | bit;
        }
        return value;
    }

    private int bit(int index) {
        normalize();
        int probability = probabilities[index];
        int bound = (range >>> RangeEncoder.CERTAIN_BITS) * probability;
        if (Integer.compareUnsigned(code, bound) < 0) {
            range = bound;
            probabilities[index] = (short) (probability + (RangeEncoder.CERTAIN - probability >>> MOVE));
            return 0;
        }
        range -= bound;
        code -= bound;
        probabilities[index] = (short) (probability - (probability >>> MOVE));
        return 1;
    }

    private void normalize() {
        if (range >>> TOP_BITS == 0) {
            range <<= 8;
            code = code << 8 | in[at++] & 0xff;
        }
    }
}
