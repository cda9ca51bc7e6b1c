package org.selfsame.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is left when packing is interrupted.
@Tag("slow")
class PackInterruptTest {
    /// Takes no room on the disk, and seconds to write into an image.
    private static final long SIZE = 3L << 30;

    @TempDir
    Path directory;

    @Test
    void interruptedItLeavesNothing() throws IOException, InterruptedException {
        var tree = Files.createDirectory(directory.resolve("tree"));
        try (var file = new RandomAccessFile(tree.resolve("zeros").toFile(), "rw")) {
            file.setLength(SIZE);
        }
        var results = Files.createDirectory(directory.resolve("results"));
        var command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                "org.selfsame.app.Main", "pack", "iso", tree.toString(), "-o", results + "/image");
        var process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile()).start();
        while (process.isAlive() && !Files.exists(results.resolve(".image.part"))) {
            Thread.sleep(20);
        }
        process.toHandle().destroy();

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
        assertThat(directory.resolve("out")).content().contains("was not written");
        assertThat(results).isEmptyDirectory();
    }
}
