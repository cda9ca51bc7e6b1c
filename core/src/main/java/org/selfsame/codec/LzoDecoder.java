package org.selfsame.codec;

/// Raw LZO1X. Written here because the one maintained Java decoder stands on `sun.misc.Unsafe`, where a missed check is
/// a crash.
///
/// Source: the Linux kernel's description of the stream, Documentation/staging/lzo.rst (version 0 of the bitstream).
final class LzoDecoder implements BlockDecoder {
    /// What came before decides what an instruction below 16 means: nothing copied (0), 1 to 3 literals that belong to
    /// a match, or a run of at least 4 literals.
    private static final int AFTER_RUN = 4;

    @Override
    public int decode(byte[] in, int inOffset, int inLength, byte[] out, int outOffset, int outLimit)
            throws CodecException {
        var run = new LzRun(Codec.LZO, in, inOffset, inLength, out, outOffset, outLimit);
        int state = 0;
        int instruction = run.next();
        if (instruction > 17) {
            int literals = instruction - 17;
            run.literals(literals);
            state = Math.min(literals, AFTER_RUN);
            instruction = run.next();
        }
        while (true) {
            if (instruction < 16 && state == 0) {
                run.literals(3 + length(run, instruction, 15));
                state = AFTER_RUN;
            } else {
                state = match(run, instruction, state);
                if (state < 0) {
                    break;
                }
                run.literals(state);
            }
            instruction = run.next();
        }
        if (!run.atEnd()) {
            throw new CodecException(Codec.LZO, "bytes follow the end marker");
        }
        return run.produced();
    }

    /// @return the number of literals to copy after the match, or -1 for the end marker
    private static int match(LzRun run, int instruction, int state) throws CodecException {
        if (instruction >= 64) {
            int distance = (run.next() << 3) + (instruction >> 2 & 7) + 1;
            run.match(distance, (instruction >> 5) + 1);
            return instruction & 3;
        }
        if (instruction >= 32) {
            long length = 2 + length(run, instruction & 31, 31);
            int word = run.next16();
            run.match((word >> 2) + 1, length);
            return word & 3;
        }
        if (instruction >= 16) {
            long length = 2 + length(run, instruction & 7, 7);
            int word = run.next16();
            int distance = ((instruction & 8) << 11) + (word >> 2);
            if (distance == 0) {
                return -1;
            }
            run.match(distance + 16384, length);
            return word & 3;
        }
        int distance = (run.next() << 2) + (instruction >> 2) + 1;
        if (state == AFTER_RUN) {
            run.match(distance + 2048, 3);
        } else {
            run.match(distance, 2);
        }
        return instruction & 3;
    }

    /// A length that is in the instruction, or, if that is 0, in the bytes that follow: 255 for each zero byte.
    private static long length(LzRun run, int inInstruction, int base) throws CodecException {
        if (inInstruction != 0) {
            return inInstruction;
        }
        long length = base;
        int more = run.next();
        while (more == 0) {
            length += 255;
            more = run.next();
        }
        return length + more;
    }
}
