package org.selfsame.codec;

/// One block being decoded by an LZ77 codec: checked input, checked output, and the two moves that they all know.
final class LzRun {
    private final Codec codec;
    private final byte[] in;
    private final int inEnd;
    private final byte[] out;
    private final int history;
    private final int outStart;
    private final int outEnd;
    private int ip;
    private int op;

    LzRun(Codec codec, byte[] in, int inOffset, int inLength, byte[] out, int outOffset, int outLimit) {
        this(codec, in, inOffset, inLength, out, outOffset, outOffset, outLimit);
    }

    /// A block that may refer to the bytes of `out` from `history` on, which were decoded before it.
    LzRun(Codec codec, byte[] in, int inOffset, int inLength, byte[] out, int history, int outOffset, int outLimit) {
        this.codec = codec;
        this.in = in;
        this.ip = inOffset;
        this.inEnd = inOffset + inLength;
        this.out = out;
        this.op = outOffset;
        this.history = history;
        this.outStart = outOffset;
        this.outEnd = outOffset + outLimit;
    }

    boolean atEnd() {
        return ip == inEnd;
    }

    /// Bytes written so far.
    int produced() {
        return op - outStart;
    }

    int next() throws CodecException {
        if (ip == inEnd) {
            throw new CodecException(codec, "the block ends in the middle of a sequence");
        }
        return in[ip++] & 0xff;
    }

    int next16() throws CodecException {
        return next() | next() << 8;
    }

    /// Copies `length` bytes from the input.
    void literals(long length) throws CodecException {
        if (length > inEnd - ip) {
            throw new CodecException(codec, length + " literals where " + (inEnd - ip) + " bytes are left");
        }
        checkRoom(length);
        int count = (int) length;
        System.arraycopy(in, ip, out, op, count);
        ip += count;
        op += count;
    }

    /// Copies `length` bytes of the output from `distance` before its end; they may overlap what they write.
    void match(int distance, long length) throws CodecException {
        if (distance <= 0 || distance > op - history) {
            throw new CodecException(codec, "a match " + distance + " bytes back where only " + (op - history)
                    + " are decoded");
        }
        checkRoom(length);
        int count = (int) length;
        int from = op - distance;
        if (distance >= count) {
            System.arraycopy(out, from, out, op, count);
        } else {
            for (int i = 0; i < count; i++) {
                out[op + i] = out[from + i];
            }
        }
        op += count;
    }

    private void checkRoom(long length) throws CodecException {
        if (length > outEnd - op) {
            throw new CodecException(codec, "more than " + (outEnd - outStart) + " bytes come out of the block");
        }
    }
}
