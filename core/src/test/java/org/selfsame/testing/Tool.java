package org.selfsame.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Runs the real programs that judge what Selfsame reads and writes.
public final class Tool {
    private static final long MINUTES = 5;

    private Tool() {}

    /// What a program answered.
    public record Result(int exit, String out, String err) {}

    /// Skips the running test, by name of what is missing, unless all these programs are installed.
    public static void require(String... programs) {
        for (var program : programs) {
            assumeTrue(isInstalled(program), () -> program + " is not installed: see .ci/run for the packages");
        }
    }

    /// Skips the running test unless the file is there; `from` names the Debian package it comes from.
    public static Path requireFile(String file, String from) {
        var path = Path.of(file);
        assumeTrue(Files.isReadable(path), () -> file + " is missing: install the Debian package " + from);
        return path;
    }

    /// Runs a program and expects success.
    public static Result run(Path directory, String... command) {
        var result = tryRun(directory, Map.of(), command);
        if (result.exit() != 0) {
            throw new AssertionError(String.join(" ", command) + " exited with " + result.exit() + "\n" + result.out()
                    + result.err());
        }
        return result;
    }

    /// Runs a program, in an environment with `extra` added, and takes any exit code.
    public static Result tryRun(Path directory, Map<String, String> extra, String... command) {
        try {
            var builder = new ProcessBuilder(List.of(command)).directory(directory.toFile());
            builder.environment().put("LC_ALL", "C.UTF-8");
            builder.environment().put("TZ", "UTC");
            builder.environment().putAll(extra);
            var process = builder.start();
            process.getOutputStream().close();
            var err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
            var out = text(process.getInputStream());
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + " did not end within " + MINUTES + " minutes");
            }
            return new Result(process.exitValue(), out, err.join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isInstalled(String program) {
        for (var directory : System.getenv("PATH").split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(directory, program))) {
                return true;
            }
        }
        return Files.isExecutable(Path.of("/usr/sbin", program)) || Files.isExecutable(Path.of("/sbin", program));
    }
}
