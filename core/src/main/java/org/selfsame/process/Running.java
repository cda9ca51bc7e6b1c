package org.selfsame.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A program that was started and is talked with. Whoever started it ends it.
public final class Running {
    private static final long GRACE_SECONDS = 5;
    private static final long POLL_MILLIS = 10;
    private static final Duration TO_FOLLOW = Duration.ofSeconds(1);

    private final Process process;

    Running(Process process) {
        this.process = process;
    }

    /// Its process id.
    public long id() {
        return process.pid();
    }

    /// What it reads; closing it tells it that nothing more comes.
    public OutputStream input() {
        return process.getOutputStream();
    }

    /// What it writes to standard output.
    public InputStream output() {
        return process.getInputStream();
    }

    /// What it writes to standard error.
    public InputStream errors() {
        return process.getErrorStream();
    }

    /// The processes that it started itself.
    public List<ProcessHandle> children() {
        return process.toHandle().children().toList();
    }

    /// The processes that it started, and those that they started.
    public List<ProcessHandle> descendants() {
        return process.descendants().toList();
    }

    /// Whether it ended within this time.
    public boolean ended(Duration within) {
        try {
            return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Kills it and all that it started, and waits until they are gone, or for five seconds.
    ///
    /// @throws IOException if they are not gone then
    public void kill() throws IOException {
        var all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        // the parent last: a child whose parent is gone stays until the system looks after it
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        if (all.size() == 1 || !ended(TO_FOLLOW)) {
            process.destroyForcibly();
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(GRACE_SECONDS);
        while (all.stream().anyMatch(ProcessHandle::isAlive)) {
            if (System.nanoTime() > deadline) {
                throw new IOException("process " + process.pid() + " does not end");
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
