package org.selfsame.codec;

/// Raw LZ4 blocks. Written here because the Java decoders at hand either stand on `sun.misc.Unsafe`, where a missed
/// check is a crash, or are streams with a window of their own.
///
/// Source: the LZ4 project's description of the block format.
final class Lz4Decoder implements BlockDecoder {
    private static final int SHORTEST_MATCH = 4;

    @Override
    public int decode(byte[] in, int inOffset, int inLength, byte[] out, int outOffset, int outLimit)
            throws CodecException {
        return decode(in, inOffset, inLength, out, outOffset, outOffset, outLimit);
    }

    /// Decodes a block that may refer to the bytes of `out` from `history` on: a linked block of a frame.
    ///
    /// @return the number of decoded bytes
    /// @throws CodecException if the block is damaged, or has more than `outLimit` bytes
    static int decode(byte[] in, int inOffset, int inLength, byte[] out, int history, int outOffset, int outLimit)
            throws CodecException {
        var run = new LzRun(Codec.LZ4, in, inOffset, inLength, out, history, outOffset, outLimit);
        while (true) {
            int token = run.next();
            run.literals(length(run, token >>> 4));
            if (run.atEnd()) {
                // the last sequence has literals only
                return run.produced();
            }
            int distance = run.next16();
            run.match(distance, length(run, token & 15) + SHORTEST_MATCH);
        }
    }

    private static long length(LzRun run, int nibble) throws CodecException {
        long length = nibble;
        if (nibble == 15) {
            int more;
            do {
                more = run.next();
                length += more;
            } while (more == 255);
        }
        return length;
    }
}
