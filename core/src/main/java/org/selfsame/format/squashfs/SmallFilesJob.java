package org.selfsame.format.squashfs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// The bytes of files, or of their ends, that are to go into fragment blocks: as many as fit a buffer, one behind the
/// other.
final class SmallFilesJob implements Callable<SmallFilesJob> {
    private final byte[] bytes;
    private final boolean summed;
    private final List<Part> parts = new ArrayList<>();
    private int used;

    /// One of them.
    static final class Part {
        private final byte[] bytes;
        private final int offset;
        private final int length;
        private boolean zero;
        private @Nullable Sum sum;

        private Part(byte[] bytes, int offset, int length) {
            this.bytes = bytes;
            this.offset = offset;
            this.length = length;
        }

        /// The buffer that it lies in.
        byte[] bytes() {
            return bytes;
        }

        int offset() {
            return offset;
        }

        int length() {
            return length;
        }

        /// Whether all bytes are zero.
        boolean isZero() {
            return zero;
        }

        /// Null if it was not asked for.
        @Nullable
        Sum sum() {
            return sum;
        }
    }

    /// @param summed whether the sums of the parts are wanted
    SmallFilesJob(byte[] bytes, boolean summed) {
        this.bytes = bytes;
        this.summed = summed;
    }

    byte[] bytes() {
        return bytes;
    }

    /// Where the next part goes, if it has room.
    int used() {
        return used;
    }

    boolean hasRoom(int length) {
        return length <= bytes.length - used;
    }

    /// Adds the bytes from [#used] on, which the caller has put there.
    void add(int length) {
        parts.add(new Part(bytes, used, length));
        used += length;
    }

    List<Part> parts() {
        return parts;
    }

    @Override
    public SmallFilesJob call() {
        for (var part : parts) {
            part.zero = BlockJob.isZero(bytes, part.offset, part.length);
            if (summed) {
                part.sum = Sum.of(bytes, part.offset, part.length);
            }
        }
        return this;
    }
}
