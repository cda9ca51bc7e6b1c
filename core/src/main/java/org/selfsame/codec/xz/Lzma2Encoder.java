package org.selfsame.codec.xz;

/// Codes blocks as LZMA2: chunks of LZMA symbols, or of bytes as they are where that is not longer. Not thread-safe; its
/// memory is 12 to 20 times the dictionary, a copy of the block and half a megabyte, and is used again for the next block.
final class Lzma2Encoder {
    /// Bytes that a chunk can have, coded or as they are.
    private static final int CHUNK = 1 << 16;
    /// A chunk is ended when there might be no room for what one stretch of the parser can bring.
    private static final int FULL = CHUNK - Parser.NODES - 1;
    /// Bytes that a coded chunk can stand for.
    private static final int UNCOMPRESSED = 1 << 21;
    private static final int PROPERTIES = (Lzma.POSITION_BITS * 5) * 9 + Lzma.LITERAL_CONTEXT_BITS;
    private static final int NICE = 64;
    private static final int DEPTH = 16 + NICE / 2;

    private final RangeEncoder coder = new RangeEncoder(CHUNK);
    private final Model model;
    private final MatchFinder finder;
    private final Parser parser;

    private byte[] data = new byte[0];
    private int length;
    private byte[] out = new byte[0];
    private int at;
    private int limit;
    private boolean dictionaryReset;
    private boolean propertiesDue;
    private boolean stateReset;

    /// @param dictionary bytes that a match may lie back, 4096 or more
    Lzma2Encoder(int dictionary) {
        model = new Model(dictionary, NICE);
        finder = new MatchFinder(dictionary, NICE, DEPTH);
        parser = new Parser(model, finder, NICE);
    }

    /// Codes the first `size` bytes of `bytes`, 1 or more, into `target` from `start` on, but not beyond `end`. Answers
    /// where it ends, or -1 if there is no room.
    int encode(byte[] bytes, int size, byte[] target, int start, int end) {
        if (data.length < size + MatchFinder.BEYOND) {
            data = new byte[size + MatchFinder.BEYOND];
        }
        System.arraycopy(bytes, 0, data, 0, size);
        length = size;
        out = target;
        at = start;
        limit = end;
        dictionaryReset = true;
        propertiesDue = true;
        stateReset = false;
        finder.begin(data, size);
        parser.begin(data);
        model.reset();
        coder.restart();
        while (parser.position() < length) {
            if (!encodeChunk()) {
                return -1;
            }
        }
        return put(0) ? at : -1;
    }

    private boolean encodeChunk() {
        int start = parser.position();
        if (stateReset) {
            model.reset();
            coder.restart();
            parser.restart();
        }
        coder.begin();
        if (start == 0) {
            parser.skipFirst();
            model.encodeLiteral(coder, data, 0);
        }
        int last = start + UNCOMPRESSED - Lzma.LONGEST;
        while (parser.position() < length && parser.position() < last && coder.pending() < FULL) {
            encodeSymbol(parser.position());
        }
        coder.flush();
        int bytes = parser.position() - start;
        return coder.size() >= bytes ? storeChunk(start) : writeChunk(bytes);
    }

    private void encodeSymbol(int position) {
        parser.choose();
        int back = parser.back();
        if (back == Parser.LITERAL) {
            model.encodeLiteral(coder, data, position);
        } else if (back < Lzma.REPS) {
            model.encodeRep(coder, position, back, parser.length());
        } else {
            model.encodeMatch(coder, position, back - Lzma.REPS, parser.length());
        }
    }

    private boolean writeChunk(int bytes) {
        int resets = propertiesDue ? dictionaryReset ? 3 : 2 : stateReset ? 1 : 0;
        int size = coder.size();
        boolean room = put(0x80 | resets << 5 | bytes - 1 >> 16) && put(bytes - 1 >> 8) && put(bytes - 1)
                && put(size - 1 >> 8) && put(size - 1) && (!propertiesDue || put(PROPERTIES))
                && put(coder.output, 0, size);
        propertiesDue = false;
        stateReset = false;
        dictionaryReset = false;
        return room;
    }

    /// Bytes as they are, those that were looked at already included; the next chunk begins without what was learnt.
    private boolean storeChunk(int start) {
        parser.passReadAhead();
        int bytes = parser.position() - start;
        boolean room = put(dictionaryReset ? 1 : 2) && put(bytes - 1 >> 8) && put(bytes - 1) && put(data, start, bytes);
        dictionaryReset = false;
        stateReset = true;
        return room;
    }

    private boolean put(int value) {
        if (at == limit) {
            return false;
        }
        out[at++] = (byte) value;
        return true;
    }

    private boolean put(byte[] source, int from, int size) {
        if (limit - at < size) {
            return false;
        }
        System.arraycopy(source, from, out, at, size);
        at += size;
        return true;
    }
}
