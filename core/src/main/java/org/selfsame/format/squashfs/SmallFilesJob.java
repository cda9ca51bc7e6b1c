package org.selfsame.format.squashfs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.DigestAlgorithm;

/// The bytes of files, or of their ends, that are to go into fragment blocks: as many as fit a buffer, one behind the
/// other.
final class SmallFilesJob implements Callable<SmallFilesJob> {
    private final byte[] bytes;
    private final List<Part> parts = new ArrayList<>();
    private int used;

    /// One of them.
    static final class Part {
        private final byte[] bytes;
        private final int offset;
        private final int length;
        private final boolean summed;
        private boolean zero;
        private @Nullable Sum sum;

        private Part(byte[] bytes, int offset, int length, boolean summed) {
            this.bytes = bytes;
            this.offset = offset;
            this.length = length;
            this.summed = summed;
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

    SmallFilesJob(byte[] bytes) {
        this.bytes = bytes;
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
    ///
    /// @param summed whether the sum of the part is wanted
    void add(int length, boolean summed) {
        parts.add(new Part(bytes, used, length, summed));
        used += length;
    }

    List<Part> parts() {
        return parts;
    }

    @Override
    public SmallFilesJob call() {
        var digest = DigestAlgorithm.SHA256.start();
        for (var part : parts) {
            part.zero = BlockJob.isZero(bytes, part.offset, part.length);
            if (part.summed) {
                digest.update(bytes, part.offset, part.length);
                part.sum = Sum.of(digest);
            }
        }
        return this;
    }
}
