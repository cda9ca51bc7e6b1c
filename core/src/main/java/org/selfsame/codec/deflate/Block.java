package org.selfsame.codec.deflate;

/// The symbols of one block, and the block that comes of them: stored, with the fixed codes or with its own, whichever is
/// the shortest. Source: RFC 1951, 3.2.3 to 3.2.7; that the fixed codes win a tie and storing only wins with four bytes to
/// spare is zlib's way.
final class Block {
    /// As many symbols as zlib keeps in its memory of level 8.
    private static final int MOST = (1 << 14) - 1;
    private static final int STORED = 0;
    private static final int FIXED = 1;
    private static final int DYNAMIC = 2;
    /// The order in which the lengths of codes of lengths are told.
    private static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    private static final int REPEAT = 16;
    private static final int ZEROS = 17;
    private static final int MANY_ZEROS = 18;
    private static final int[] LENGTH_EXTRA = new int[ORDER.length];
    private static final int STORED_HEADER = 4;
    private static final int LENGTH_BITS = 9;

    static {
        LENGTH_EXTRA[REPEAT] = 2;
        LENGTH_EXTRA[ZEROS] = 3;
        LENGTH_EXTRA[MANY_ZEROS] = 7;
    }

    private final HuffmanCode literals = new HuffmanCode(Alphabets.LITERALS_AND_LENGTHS, 15, Alphabets.LITERAL_EXTRA);
    private final HuffmanCode distances = new HuffmanCode(Alphabets.DISTANCES, 15, Alphabets.DISTANCE_EXTRA);
    private final HuffmanCode lengths = new HuffmanCode(ORDER.length, 7, LENGTH_EXTRA);
    /// A literal, or a length with its distance above it.
    private final int[] symbols = new int[MOST];
    /// Codes of lengths, each with what follows it above.
    private final int[] runs = new int[Alphabets.LITERALS_AND_LENGTHS + Alphabets.DISTANCES];
    private int runCount;
    private int count;

    Block() {
        clear();
    }

    void clear() {
        count = 0;
        literals.clear();
        distances.clear();
        literals.frequency[Alphabets.END_OF_BLOCK] = 1;
    }

    /// @return whether the block is full
    boolean addLiteral(int value) {
        symbols[count++] = value;
        literals.frequency[value]++;
        return count == MOST;
    }

    /// @return whether the block is full
    boolean addMatch(int length, int distance) {
        symbols[count++] = distance << LENGTH_BITS | length;
        literals.frequency[Alphabets.LENGTH_SYMBOL[length]]++;
        distances.frequency[Alphabets.distanceSymbol(distance)]++;
        return count == MOST;
    }

    /// Writes the block, and begins another.
    ///
    /// @param plain what the symbols stand for, from `from` on
    /// @param limit the most bytes of the output
    /// @return false if there is no room; then nothing is written
    boolean write(byte[] plain, int from, int length, boolean last, BitOutput out, int limit) {
        literals.build();
        distances.build();
        int codeLengths = describe();
        long dynamic = literals.size() + distances.size() + lengths.size() + 3L * codeLengths + 14;
        long fixed = literals.size(Alphabets.FIXED_LITERAL_LENGTH) + distances.size(Alphabets.FIXED_DISTANCE_LENGTH);
        boolean isFixed = bytes(fixed) <= bytes(dynamic);
        boolean isStored = length + STORED_HEADER <= bytes(isFixed ? fixed : dynamic);
        long bits = 3 + (isStored ? (length + STORED_HEADER + 1L) * Byte.SIZE : isFixed ? fixed : dynamic);
        if (out.size() + bits / Byte.SIZE > limit) {
            return false;
        }
        out.reserve(bits);
        int end = last ? 1 : 0;
        if (isStored) {
            out.write(STORED << 1 | end, 3);
            out.align();
            out.write(length | (~length & 0xffffL) << 16, 2 * Short.SIZE);
            out.write(plain, from, length);
        } else if (isFixed) {
            out.write(FIXED << 1 | end, 3);
            writeSymbols(Alphabets.FIXED_LITERAL_CODE, Alphabets.FIXED_LITERAL_LENGTH, Alphabets.FIXED_DISTANCE_CODE,
                    Alphabets.FIXED_DISTANCE_LENGTH, out);
        } else {
            out.write(DYNAMIC << 1 | end, 3);
            writeCodes(codeLengths, out);
            writeSymbols(literals.code, literals.length, distances.code, distances.length, out);
        }
        clear();
        return true;
    }

    /// Whole bytes, with the three bits before the block.
    private static long bytes(long bits) {
        return bits + 3 + 7 >>> 3;
    }

    /// Puts the lengths of both codes into runs.
    ///
    /// @return how many lengths of the code for them are told
    private int describe() {
        runCount = 0;
        lengths.clear();
        describe(literals);
        describe(distances);
        lengths.build();
        int codeLengths = ORDER.length;
        while (codeLengths > 4 && lengths.length[ORDER[codeLengths - 1]] == 0) {
            codeLengths--;
        }
        return codeLengths;
    }

    private void describe(HuffmanCode code) {
        int before = -1;
        for (int at = 0; at <= code.last();) {
            int length = code.length[at];
            // zeros come in runs of 138, others in runs of six behind the first
            int most = length == 0 ? 138 : length == before ? 6 : 7;
            int run = 1;
            while (run < most && at + run <= code.last() && code.length[at + run] == length) {
                run++;
            }
            at += run;
            run(length, before, run);
            before = length;
        }
    }

    private void run(int length, int before, int run) {
        if (length == 0 && run > 10) {
            code(MANY_ZEROS, run - 11);
        } else if (length == 0 && run >= 3) {
            code(ZEROS, run - 3);
        } else if (length != 0 && run >= (length == before ? 3 : 4)) {
            int rest = run;
            if (length != before) {
                code(length, 0);
                rest--;
            }
            code(REPEAT, rest - 3);
        } else {
            for (int i = 0; i < run; i++) {
                code(length, 0);
            }
        }
    }

    private void code(int symbol, int extra) {
        lengths.frequency[symbol]++;
        runs[runCount++] = extra << Byte.SIZE | symbol;
    }

    private void writeCodes(int codeLengths, BitOutput out) {
        out.write(literals.last() + 1 - 257 | (long) distances.last() << 5 | (codeLengths - 4L) << 10, 14);
        for (int i = 0; i < codeLengths; i++) {
            out.write(lengths.length[ORDER[i]], 3);
        }
        for (int i = 0; i < runCount; i++) {
            int symbol = runs[i] & 0xff;
            int bits = lengths.length[symbol];
            out.write(lengths.code[symbol] | (long) runs[i] >>> Byte.SIZE << bits, bits + LENGTH_EXTRA[symbol]);
        }
    }

    private void writeSymbols(int[] literalCode, int[] literalLength, int[] distanceCode, int[] distanceLength,
            BitOutput out) {
        for (int i = 0; i < count; i++) {
            int symbol = symbols[i];
            int distance = symbol >>> LENGTH_BITS;
            if (distance == 0) {
                out.write(literalCode[symbol], literalLength[symbol]);
                continue;
            }
            int length = symbol & (1 << LENGTH_BITS) - 1;
            int first = Alphabets.LENGTH_SYMBOL[length];
            long value = literalCode[first];
            int bits = literalLength[first];
            value |= (long) (length - Alphabets.FIRST_OF_LENGTH[first]) << bits;
            bits += Alphabets.LITERAL_EXTRA[first];
            int second = Alphabets.distanceSymbol(distance);
            value |= (long) distanceCode[second] << bits;
            bits += distanceLength[second];
            value |= (long) (distance - Alphabets.FIRST_OF_DISTANCE[second]) << bits;
            // at most 15 and 5, and 15 and 13
            out.write(value, bits + Alphabets.DISTANCE_EXTRA[second]);
        }
        out.write(literalCode[Alphabets.END_OF_BLOCK], literalLength[Alphabets.END_OF_BLOCK]);
    }
}
