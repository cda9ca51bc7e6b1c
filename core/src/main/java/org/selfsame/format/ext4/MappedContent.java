package org.selfsame.format.ext4;

import java.io.IOException;
import java.util.Arrays;
import org.selfsame.content.Content;
import org.selfsame.content.Ranges;

/// The bytes of a file by its map. Holes, and blocks that were reserved and never written, read as zeros.
record MappedContent(Content volume, int blockSize, BlockMap map, long size) implements Content {

    @Override
    public void read(long offset, byte[] target, int targetOffset, int length) throws IOException {
        Ranges.check(Ext4Reader.FORMAT, offset, length, size);
        int run = map.runAt(offset / blockSize);
        for (int done = 0; done < length;) {
            long at = offset + done;
            int left = length - done;
            if (run == map.runs() || at < map.logical(run) * blockSize) {
                long hole = run == map.runs() ? left : map.logical(run) * blockSize - at;
                int count = (int) Math.min(left, hole);
                Arrays.fill(target, targetOffset + done, targetOffset + done + count, (byte) 0);
                done += count;
                continue;
            }
            int count = (int) Math.min(left, map.end(run) * blockSize - at);
            if (map.isUnwritten(run)) {
                Arrays.fill(target, targetOffset + done, targetOffset + done + count, (byte) 0);
            } else {
                volume.read((map.physical(run) - map.logical(run)) * blockSize + at, target, targetOffset + done,
                        count);
            }
            done += count;
            run++;
        }
    }

    @Override
    public long nextData(long offset) {
        int run = map.runAt(offset / blockSize);
        while (run < map.runs() && map.isUnwritten(run)) {
            run++;
        }
        return run == map.runs() ? size : Math.min(size, Math.max(offset, map.logical(run) * blockSize));
    }

    /// A file in one piece lies in the volume as it is.
    @Override
    public Span span() {
        boolean whole = map.runs() == 1 && map.logical(0) == 0 && !map.isUnwritten(0)
                && map.end(0) * blockSize >= size;
        if (!whole) {
            return new Span(this, 0);
        }
        var outer = volume.span();
        return new Span(outer.root(), outer.offset() + map.physical(0) * blockSize);
    }
}
