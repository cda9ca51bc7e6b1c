package org.selfsame.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.selfsame.task.Task;

class InterruptTest {
    /// What is interrupted: works until it is cancelled, then takes its time to clean up.
    static final class Victim {
        public static void main(String[] arguments) throws InterruptedException {
            var task = Task.silent();
            try (var _ = new Interrupt(task)) {
                System.out.println("working");
                while (!task.isCancelled()) {
                    Thread.sleep(5);
                }
                Thread.sleep(200);
                System.out.println("cleaned up");
            }
            System.exit(0);
        }
    }

    @Test
    void waitsForTheCleanUp() throws IOException, InterruptedException {
        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Victim.class.getName()).redirectErrorStream(true).start();
        try (var out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            assertThat(out.readLine()).isEqualTo("working");
            // Process.destroy would close the stream that we still read
            process.toHandle().destroy();

            assertThat(out.readLine()).isEqualTo("cleaned up");
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isEqualTo(143);
        }
    }
}
