package org.selfsame.format.iso9660;

import java.io.IOException;
import org.selfsame.content.Content;

/// A content of which one range reads otherwise.
final class PatchedContent implements Content {
    private final Content whole;
    private final long start;
    private final byte[] patch;

    /// @param whole the content
    /// @param start where the range begins
    /// @param patch what it reads; lies inside the content
    PatchedContent(Content whole, long start, byte[] patch) {
        this.whole = whole;
        this.start = start;
        this.patch = patch;
    }

    @Override
    public long size() {
        return whole.size();
    }

    @Override
    public void read(long offset, byte[] target, int targetOffset, int length) throws IOException {
        whole.read(offset, target, targetOffset, length);
        int from = Math.clamp(start - offset, 0, length);
        int to = Math.clamp(start + patch.length - offset, 0, length);
        if (from < to) {
            System.arraycopy(patch, (int) (offset + from - start), target, targetOffset + from, to - from);
        }
    }
}
