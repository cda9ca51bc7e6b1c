package org.selfsame.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happens while two large files are compared.
@Tag("slow")
class CompareInterruptTest {
    /// Takes no room on the disk, and a processor much longer to read than the program to start.
    private static final long SIZE = 12L << 30;
    private static final Duration AT_WORK = Duration.ofSeconds(3);

    @TempDir
    Path directory;
    private Path left;
    private Path right;

    @BeforeEach
    void makeFiles() throws IOException {
        left = sparse("left", 0);
        right = sparse("right", 1);
    }

    private Path sparse(String name, int first) throws IOException {
        var path = directory.resolve(name);
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.write(first);
            file.setLength(SIZE);
        }
        return path;
    }

    private Process start() throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), "org.selfsame.app.Main", "compare"));
        command.addAll(List.of("--depth", "0", left.toString(), right.toString()));
        var process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile()).start();
        while (process.isAlive()
                && process.info().totalCpuDuration().orElse(Duration.ZERO).compareTo(AT_WORK) < 0) {
            Thread.sleep(20);
        }
        return process;
    }

    private String out() throws IOException {
        return Files.readString(directory.resolve("out"), UTF_8);
    }

    @Test
    void interruptedItTellsWhatItHas() throws IOException, InterruptedException {
        var process = start();
        process.toHandle().destroy();

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(out()).startsWith("No full answer\n").contains("stopped before its end");
        assertThat(process.exitValue()).isEqualTo(143);
    }

    @Test
    void relyingOnAFileThatIsChangedIsRefused() throws IOException, InterruptedException {
        var process = start();
        Files.setLastModifiedTime(right, FileTime.fromMillis(0));

        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(out()).contains("right was changed while it was read. Do not rely on anything here.");
        assertThat(process.exitValue()).isEqualTo(2);
    }
}
