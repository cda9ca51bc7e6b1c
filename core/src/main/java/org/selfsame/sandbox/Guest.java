package org.selfsame.sandbox;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.selfsame.process.Program;
import org.selfsame.process.Running;
import org.selfsame.task.Task;

/// A running virtual machine, and the driver in it. It ends with this process, however that ends: a shell between the two
/// kills the machine when the pipe to it is closed, which the kernel does if nobody else can.
final class Guest implements Closeable {
    /// What the ports of a machine are called.
    static final List<String> PORTS = List.of("control", "answers", "log");
    private static final Duration LITTLE = Duration.ofSeconds(1);
    private static final String KEEPER = """
            exec 3<&0
            "$@" </dev/null 3<&- &
            machine=$!
            { read -r end <&3; kill -KILL "$machine"; rm -rf "$0" "$PWD"; } >/dev/null 2>&1 &
            keeper=$!
            exec 3<&-
            wait "$machine"
            code=$?
            kill "$keeper"
            exit "$code"
            """;

    private final Running running;
    private final List<GuestPort> ports;
    private final Path sockets;
    private final Tail console = new Tail();

    private Guest(Running running, List<GuestPort> ports, Path sockets) {
        this.sockets = sockets;
        this.running = running;
        this.ports = ports;
        for (var output : List.of(running.output(), running.errors())) {
            Thread.ofVirtual().start(() -> show(output));
        }
    }

    /// Starts a machine.
    ///
    /// @param scratch what is deleted if this process ends before the machine
    /// @throws IOException if its sockets cannot be made, or it cannot be started
    static Guest start(Qemu qemu, Qemu.Machine machine, Path scratch) throws IOException {
        // the path of a socket has about a hundred bytes: that of the scratch directory may be longer
        var sockets = Files.createTempDirectory("selfsame");
        var ports = new ArrayList<GuestPort>();
        try {
            for (var name : PORTS) {
                ports.add(GuestPort.listen(sockets.resolve(name)));
            }
            return new Guest(run(qemu, machine, sockets, scratch), ports, sockets);
        } catch (IOException e) {
            close(ports);
            remove(sockets);
            throw e;
        }
    }

    private static void remove(Path sockets) throws IOException {
        for (var name : PORTS) {
            Files.deleteIfExists(sockets.resolve(name));
        }
        Files.deleteIfExists(sockets);
    }

    private static Running run(Qemu qemu, Qemu.Machine machine, Path directory, Path scratch) throws IOException {
        var arguments = qemu.arguments(machine);
        var program = qemu.program();
        var shell = Program.find("sh");
        if (shell.isPresent()) {
            arguments.addAll(0, List.of("-c", KEEPER, scratch.toString(), program.path().toString()));
            program = new Program(shell.get());
        }
        return program.start(
                new Program.Call(arguments, Map.of("LC_ALL", "C", "PATH", "/usr/bin:/bin"), directory));
    }

    /// Waits for the driver.
    ///
    /// @param most how long it may take
    /// @throws SandboxException if the machine ends, or takes too long
    /// @throws CancellationException if the task was cancelled
    Driver driver(Duration most, Task task) throws IOException {
        try {
            return during(task, most, () -> {
                for (var port : ports) {
                    port.accept();
                }
                remove(sockets);
                var driver = new Driver(ports.get(0).output(), ports.get(1).input(), ports.get(2).input());
                if (!driver.answer().equals("ready")) {
                    throw broken();
                }
                return driver;
            });
        } catch (SandboxException e) {
            throw new SandboxException(SandboxException.Reason.NO_GUEST, String.valueOf(e.getMessage()));
        }
    }

    /// Does something with the guest. When it fails, takes too long or is cancelled, the machine is ended.
    ///
    /// @throws SandboxException if it took too long, or the machine ended by itself
    /// @throws IOException if the operation failed while the machine went on
    /// @throws CancellationException if the task was cancelled
    <T> T during(Task task, Duration most, Guard.Operation<T> operation) throws IOException {
        return Guard.during(task, most, this::checkRunning, this::kill, () -> {
            try {
                return operation.run();
            } catch (SandboxException e) {
                throw e;
            } catch (IOException e) {
                // its ports are closed a little before it has ended
                throw running.ended(LITTLE) ? broken() : e;
            }
        });
    }

    private void checkRunning() throws SandboxException {
        if (running.ended(Duration.ZERO)) {
            throw broken();
        }
    }

    /// That the machine failed, with what it showed last.
    SandboxException broken() {
        return new SandboxException(SandboxException.Reason.BROKEN, "the virtual machine ended: " + console.text());
    }

    private void show(InputStream output) {
        try (output) {
            output.transferTo(console);
        } catch (IOException _) {
            // it has ended
        }
    }

    private void kill() {
        try {
            close();
        } catch (IOException _) {
            // what the kernel still holds cannot be helped; it is killed as soon as that lets go
        }
    }

    @Override
    public void close() throws IOException {
        close(ports);
        remove(sockets);
        running.kill();
    }

    private static void close(List<GuestPort> ports) {
        for (var port : ports) {
            try {
                port.close();
            } catch (IOException _) {
                // nothing more is wanted of it
            }
        }
    }
}
