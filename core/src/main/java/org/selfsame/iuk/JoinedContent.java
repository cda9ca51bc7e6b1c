package org.selfsame.iuk;

import java.io.IOException;
import java.util.List;
import org.selfsame.content.Content;
import org.selfsame.content.Ranges;

/// Contents one after the other.
final class JoinedContent implements Content {
    private final List<Content> parts;
    /// Where each part begins, and where the last one ends.
    private final long[] starts;

    JoinedContent(List<Content> parts) {
        this.parts = List.copyOf(parts);
        starts = new long[parts.size() + 1];
        for (int i = 0; i < parts.size(); i++) {
            starts[i + 1] = Math.addExact(starts[i], parts.get(i).size());
        }
    }

    @Override
    public long size() {
        return starts[parts.size()];
    }

    @Override
    public void read(long offset, byte[] target, int targetOffset, int length) throws IOException {
        Ranges.check("content", offset, length, size());
        int part = find(offset);
        for (int done = 0; done < length; part++) {
            long within = offset + done - starts[part];
            int count = (int) Math.min(length - done, parts.get(part).size() - within);
            parts.get(part).read(within, target, targetOffset + done, count);
            done += count;
        }
    }

    /// The last part that begins at or before an offset.
    private int find(long offset) {
        int low = 0;
        int high = parts.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts[middle] <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
