package org.selfsame.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.testing.Tool;

class TrainingTest {
    @TempDir
    Path directory;

    /// A command that fails would end the training unseen, and the commands would start slowly ever after.
    @Test
    void everyCommandThatIsTrainedWorks() throws IOException {
        var ran = Tool.tryRun(directory, Map.of(), Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx160m", "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                "org.selfsame.app.Training", directory.resolve("work").toString());

        assertThat(ran.exit()).as(ran.err()).isZero();
        try (var files = Files.walk(directory.resolve("work/large/out"))) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(6_000);
        }
    }
}
