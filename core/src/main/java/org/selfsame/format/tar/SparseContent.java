package org.selfsame.format.tar;

import java.io.IOException;
import java.util.Arrays;
import org.selfsame.content.Content;
import org.selfsame.content.Ranges;

/// A sparse file: stored pieces, and zeros between them.
record SparseContent(Content pieces, Sparse map) implements Content {

    @Override
    public long size() {
        return map.size();
    }

    @Override
    public void read(long offset, byte[] target, int targetOffset, int length) throws IOException {
        Ranges.check(TarReader.FORMAT, offset, length, size());
        long end = offset + length;
        int done = 0;
        for (int piece = map.pieceAt(offset); done < length; piece++) {
            long start = piece < map.starts().length ? Math.min(map.starts()[piece], end) : end;
            int zeros = (int) Math.max(0, start - offset - done);
            Arrays.fill(target, targetOffset + done, targetOffset + done + zeros, (byte) 0);
            done += zeros;
            if (done < length) {
                long within = offset + done - map.starts()[piece];
                int count = (int) Math.min(length - done, map.lengths()[piece] - within);
                pieces.read(map.stored()[piece] + within, target, targetOffset + done, count);
                done += count;
            }
        }
    }

    @Override
    public long nextData(long offset) {
        int piece = map.pieceAt(offset);
        return piece < map.starts().length ? Math.max(offset, map.starts()[piece]) : size();
    }
}
