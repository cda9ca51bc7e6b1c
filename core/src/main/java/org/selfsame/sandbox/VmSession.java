package org.selfsame.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.selfsame.task.Task;

/// An open sandbox in a virtual machine.
final class VmSession implements Session {
    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(365);
    private static final String ROOT = "/root";
    private static final Map<String, SandboxException.Reason> REASONS = Map.of(
            "broken memory", SandboxException.Reason.OUT_OF_MEMORY,
            "broken processes", SandboxException.Reason.TOO_MANY_PROCESSES);

    private final Guest guest;
    private final Driver driver;
    private final Setup setup;
    private final Scratch scratch;

    VmSession(Guest guest, Driver driver, Setup setup, Scratch scratch) {
        this.guest = guest;
        this.driver = driver;
        this.setup = setup;
        this.scratch = scratch;
    }

    /// Makes the root, and fills it.
    ///
    /// @param disk whether its archive is a disk of the guest's
    /// @throws SandboxException if it does not fit, or the guest ended
    /// @throws IOException if its archive cannot be read
    VmSession filled(boolean disk, Task task) throws IOException {
        return guest.during(task, AS_LONG_AS_IT_TAKES, () -> {
            var surroundings = setup.surroundings();
            var limits = setup.limits();
            driver.tell("open_root " + List.of(surroundings.disk() ? "disk" : "memory",
                    Long.toString(limits.rootBytes()), setup.inputs() == null ? "" : surroundings.inputs(),
                    surroundings.hostName(),
                    "0" + Integer.toOctalString(surroundings.umask()), Integer.toString(limits.processes())).stream()
                    .map(Driver::quoted).collect(Collectors.joining(" ")));
            if (!driver.answer().equals("opened 0")) {
                throw guest.broken();
            }
            Usage.checkRoot(disk
                    ? driver.unpackDisk()
                    : driver.unpack(out -> setup.root().stream().transferTo(out),
                            setup.root().size(), ROOT),
                    limits);
            return this;
        });
    }

    @Override
    public Finished run(Command command, OutputStream log, Task task) throws IOException {
        var environment = CommandEnvironment.of(setup.surroundings(), command.environment());
        var bounded = new BoundedLog(log, setup.limits().logBytes());
        long start = System.nanoTime();
        try {
            var ended = guest.during(task, setup.limits().commandTime(),
                    () -> driver.run(environment, command.arguments(), bounded::write));
            bounded.end();
            Usage.checkRoot(ended.free(), setup.limits());
            return new Finished(ended.exitCode(), Duration.ofNanos(System.nanoTime() - start), ended.cpu(), -1);
        } catch (SandboxException e) {
            var message = String.valueOf(e.getMessage());
            var reason = REASONS.get(message);
            throw reason == null ? e : new SandboxException(reason, message);
        }
    }

    @Override
    public void save(OutputStream out, Task task) throws IOException {
        guest.during(task, AS_LONG_AS_IT_TAKES, () -> {
            driver.save(out::write, setup.limits().rootBytes());
            return this;
        });
    }

    @Override
    public void close() throws IOException {
        try {
            guest.close();
        } finally {
            scratch.remove();
        }
    }
}
