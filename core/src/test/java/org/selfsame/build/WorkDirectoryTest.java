package org.selfsame.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Directories of builds that run, and of builds that were killed.
class WorkDirectoryTest {
    @TempDir
    Path parent;

    /// Another process makes one, and with it removes those that were left.
    private void anotherProcess() throws IOException, InterruptedException {
        var process = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                WorkDirectoryTest.class.getName(), parent.toString())).inheritIO().start();
        assertThat(process.waitFor()).isZero();
    }

    public static void main(String[] arguments) throws IOException {
        WorkDirectory.in(Path.of(arguments[0])).close();
    }

    @Test
    void isNotTakenFromABuildWhenTheSameProcessBeginsAnother() throws IOException, InterruptedException {
        try (var first = WorkDirectory.in(parent)) {
            WorkDirectory.in(parent).close();
            anotherProcess();
            assertThat(first.path()).isDirectory();
        }
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void isRemovedByTheNextWhenItsBuildWasKilled() throws IOException, InterruptedException {
        var left = Files.createDirectories(parent.resolve("left"));
        Files.writeString(left.resolve("lock"), "");
        Files.writeString(left.resolve("file-1"), "x");
        anotherProcess();
        assertThat(left).doesNotExist();
    }
}
