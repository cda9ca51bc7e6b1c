package org.selfsame.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.selfsame.process.Running;
import org.selfsame.task.Task;

/// An open sandbox in namespaces.
final class NamespacesSession implements Session {
    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(365);
    private static final Duration TO_CLEAN_UP = Duration.ofMinutes(2);

    private final Running running;
    private final Setup setup;
    private final Scratch scratch;
    private final Driver driver;
    private final Usage usage;
    private List<String> clock = List.of();
    private volatile boolean killed;
    private boolean closed;

    NamespacesSession(Running running, Setup setup, Scratch scratch) {
        this.running = running;
        this.setup = setup;
        this.scratch = scratch;
        this.driver = new Driver(running.input(), running.output(), running.errors());
        this.usage = new Usage(running, setup.limits(), setup.surroundings().disk());
    }

    /// Enters the namespaces, and fills the root. If that fails, nothing is left running.
    ///
    /// @throws SandboxException if the host does not allow it, or the root does not fit
    /// @throws IOException if the root cannot be read
    NamespacesSession opened(IdMap ids, Task task) throws IOException {
        return during(task, AS_LONG_AS_IT_TAKES, () -> {
            expect("mapping");
            ids.map(running.id(), task);
            driver.tell("go");
            expect("ready");
            var root = setup.root();
            Usage.checkRoot(driver.unpack(out -> root.stream().transferTo(out), root.size(), "/root"),
                    setup.limits());
            if (!setup.surroundings().clockOffset().isZero()) {
                moveClock();
            }
            return this;
        });
    }

    /// Commands see another clock through libfaketime, where the inputs or the root have it: no namespace has a calendar of
    /// its own.
    private void moveClock() throws IOException {
        driver.tell("find_faketime");
        var library = driver.answer();
        if (!library.startsWith("/")) {
            throw new SandboxException(SandboxException.Reason.CANNOT_VARY,
                    "no libfaketime among the inputs or in the root");
        }
        long seconds = setup.surroundings().clockOffset().toSeconds();
        // by a program of the root: those of the host, on the way there, have no such library
        clock = List.of("/usr/bin/env", "LD_PRELOAD=" + library,
                "FAKETIME=" + (seconds < 0 ? "" : "+") + seconds + "s", "FAKETIME_DONT_RESET=1", "NO_FAKE_STAT=1");
    }

    @Override
    public Finished run(Command command, OutputStream log, Task task) throws IOException {
        var environment = CommandEnvironment.of(setup.surroundings(), command.environment());
        var words = new ArrayList<String>(clock);
        words.addAll(command.arguments());
        var bounded = new BoundedLog(log, setup.limits().logBytes());
        long start = System.nanoTime();
        usage.begin();
        var ended = during(task, setup.limits().commandTime(),
                () -> driver.run(environment, words, (bytes, offset, length) -> {
                    // what the host's programs say when they are killed is not the command's
                    if (!killed) {
                        bounded.write(bytes, offset, length);
                    }
                }));
        bounded.end();
        Usage.checkRoot(ended.free(), setup.limits());
        return new Finished(ended.exitCode(), Duration.ofNanos(System.nanoTime() - start), ended.cpu(), usage.peak());
    }

    @Override
    public void save(OutputStream out, Task task) throws IOException {
        during(task, AS_LONG_AS_IT_TAKES, () -> {
            driver.save(out::write, setup.limits().rootBytes());
            return this;
        });
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        driver.closeQuietly();
        if (!running.ended(TO_CLEAN_UP)) {
            running.kill();
        }
        scratch.remove();
    }

    private <T> T during(Task task, Duration time, Guard.Operation<T> operation) throws IOException {
        return Guard.during(task, time, usage::check, this::kill, operation);
    }

    private void expect(String answer) throws IOException {
        String given;
        try {
            given = driver.answer();
        } catch (IOException _) {
            given = "";
        }
        if (!given.equals(answer)) {
            throw new SandboxException(SandboxException.Reason.NO_NAMESPACES,
                    (given + " " + driver.said()).strip());
        }
    }

    private void kill() {
        killed = true;
        try {
            running.kill();
        } catch (IOException _) {
            // what the kernel still holds cannot be helped; it is killed as soon as that lets go
        }
    }
}
