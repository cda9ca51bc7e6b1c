package org.selfsame.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.selfsame.task.Task;

/// A program of this computer. It is started with the environment that it is given and nothing else.
///
/// @param path where it is
public record Program(Path path) {
    /// Where programs are looked for behind `PATH`: an ordinary user's often lacks the directories of the system.
    private static final List<String> SYSTEM = List.of("/usr/sbin", "/sbin", "/usr/bin", "/bin");
    private static final long POLL_MILLIS = 50;
    private static final long GRACE_SECONDS = 5;

    /// How a program is run.
    ///
    /// @param arguments what follows its name
    /// @param environment all of its environment
    /// @param directory its working directory
    public record Call(List<String> arguments, Map<String, String> environment, Path directory) {
        /// Copies both.
        public Call {
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
        }
    }

    /// The program of this name, if the computer has it.
    public static Optional<Path> find(String name) {
        var path = System.getenv("PATH");
        var directories = new ArrayList<String>();
        if (path != null) {
            directories.addAll(List.of(path.split(":", -1)));
        }
        directories.addAll(SYSTEM);
        return directories.stream().filter(directory -> directory.startsWith("/"))
                .map(directory -> Path.of(directory, name)).filter(Files::isExecutable).filter(Files::isRegularFile)
                .findFirst();
    }

    /// The program of this name.
    ///
    /// @param debianPackage the Debian package that holds it
    /// @throws MissingProgramException if the computer does not have it
    public static Program named(String name, String debianPackage) throws MissingProgramException {
        return new Program(find(name).orElseThrow(() -> new MissingProgramException(name, debianPackage)));
    }

    /// Runs it to its end, and gives its exit code. When the task is cancelled, it and everything that it started is
    /// asked to end, and killed five seconds later.
    ///
    /// @param input what it reads; closed at the end
    /// @param output takes what it writes to standard output and to standard error, in the order in which it comes
    /// @throws IOException if it cannot be started, or `input` not be read, or `output` not be written
    /// @throws CancellationException if the task was cancelled, after the program has ended
    public int run(Call call, InputStream input, OutputStream output, Task task) throws IOException {
        var process = builder(call).redirectErrorStream(true).start();
        // no virtual threads: those that wait for a pipe keep their carriers, and after a while no others are made
        var feeder = Thread.ofPlatform().daemon().start(() -> feed(process, input));
        var problem = new IOException[1];
        var reader = Thread.ofPlatform().daemon().start(() -> {
            try (var from = process.getInputStream()) {
                from.transferTo(output);
            } catch (IOException e) {
                problem[0] = e;
                end(process);
            }
        });
        try {
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                task.checkCancelled();
            }
            feeder.interrupt();
            reader.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        } finally {
            end(process);
        }
        if (problem[0] != null) {
            throw problem[0];
        }
        return process.exitValue();
    }

    /// Starts it, to be talked with while it runs.
    ///
    /// @throws IOException if it cannot be started
    public Running start(Call call) throws IOException {
        return new Running(builder(call).start());
    }

    private ProcessBuilder builder(Call call) {
        var builder = new ProcessBuilder(Stream.concat(Stream.of(path.toString()), call.arguments.stream()).toList());
        builder.environment().clear();
        builder.environment().putAll(call.environment);
        return builder.directory(call.directory.toFile());
    }

    private static void feed(Process process, InputStream input) {
        try (input; var to = process.getOutputStream()) {
            input.transferTo(to);
        } catch (IOException | UncheckedIOException _) {
            // a program need not read all that it is given; whether it was content, its exit code tells
        }
    }

    private static void end(Process process) {
        var all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(ProcessHandle::destroy);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(GRACE_SECONDS);
        while (all.stream().anyMatch(ProcessHandle::isAlive)) {
            if (System.nanoTime() > deadline) {
                all.forEach(ProcessHandle::destroyForcibly);
                return;
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                all.forEach(ProcessHandle::destroyForcibly);
                return;
            }
        }
    }
}
