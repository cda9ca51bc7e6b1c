package org.selfsame.app.cli;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.selfsame.compare.Side;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.task.Task;
import org.selfsame.task.Threads;

/// Computes the SHA-256 of both sides beside the comparison, if it is wanted: it takes longer than comparing does. Of two
/// that are the same one is enough.
final class SideDigests implements AutoCloseable {
    private final CompareSides sides;
    private final Task task;
    private final Map<Side, Digest> digests = new EnumMap<>(Side.class);
    private final Thread thread;
    private volatile boolean same;
    private volatile boolean closed;

    /// @param wanted whether to compute any
    SideDigests(CompareSides sides, boolean wanted, Task task) {
        this.sides = sides;
        this.task = task;
        thread = Thread.ofPlatform().daemon().name("digests").start(wanted ? this::run : () -> {});
    }

    private void run() {
        try {
            compute(Side.LEFT);
            compute(Side.RIGHT);
        } catch (IOException | CancellationException _) {
            // the comparison tells of files that cannot be read; a report goes without a digest
        }
    }

    private void compute(Side side) throws IOException {
        var content = sides.content(side);
        if (content == null) {
            return;
        }
        var digest = content.knownDigest();
        if (digest == null || digest.algorithm() != DigestAlgorithm.SHA256) {
            digest = Digests.of(content, DigestAlgorithm.SHA256, _ -> {
                task.checkCancelled();
                if (closed || same && side == Side.RIGHT) {
                    throw new CancellationException();
                }
            });
        }
        synchronized (digests) {
            digests.put(side, digest);
        }
    }

    /// Says that both sides have the same bytes.
    void areSame() {
        same = true;
    }

    /// The digest of a side, or null if it has no bytes, they cannot be read, or the task was cancelled. Waits for it.
    @Nullable
    Digest of(Side side) {
        join();
        synchronized (digests) {
            return digests.get(same ? Side.LEFT : side);
        }
    }

    private void join() {
        Threads.join(thread);
    }

    /// Ends the work before the files are closed.
    @Override
    public void close() {
        closed = true;
        join();
    }
}
