package org.selfsame.format.iso9660;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.content.Ranges;

/// The content of a file of several sections (multi-extent), one after the other.
final class SectionContent implements Content {
    private final Content[] sections;
    /// Where each section begins within the file, and the file's size at the end.
    private final long[] starts;

    /// The caller has checked that each section lies inside the image.
    SectionContent(Content[] sections) {
        this.sections = sections;
        starts = new long[sections.length + 1];
        for (int i = 0; i < sections.length; i++) {
            starts[i + 1] = starts[i] + sections[i].size();
        }
    }

    @Override
    public long size() {
        return starts[sections.length];
    }

    @Override
    public void read(long offset, byte[] target, int targetOffset, int length) throws IOException {
        Ranges.check("content", offset, length, size());
        int section = sectionOf(offset);
        for (int done = 0; done < length; section++) {
            long within = offset + done - starts[section];
            int count = (int) Math.min(length - done, sections[section].size() - within);
            sections[section].read(within, target, targetOffset + done, count);
            done += count;
        }
    }

    @Override
    public long nextData(long offset) throws IOException {
        for (int section = sectionOf(offset); section < sections.length; section++) {
            long next = sections[section].nextData(Math.max(0, offset - starts[section]));
            if (next < sections[section].size()) {
                return starts[section] + next;
            }
        }
        return size();
    }

    /// The last section that begins at or before `offset`.
    private int sectionOf(long offset) {
        int low = 0;
        int high = sections.length - 1;
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
