package org.selfsame.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.task.Task;

/// Programs that every Unix has.
class ProgramTest {
    private static final long IDLE_SECONDS = 75;

    @TempDir
    private Path directory;

    private Program.Call call(String... arguments) {
        return new Program.Call(List.of(arguments), Map.of("ONE", "a b"), directory);
    }

    @Test
    void takesTheWholeEnvironmentAndTheInput() throws IOException {
        var output = new ByteArrayOutputStream();

        int code = Program.named("sh", "dash").run(call("-c", "cat; echo $ONE$HOME >&2; exit 3"),
                new ByteArrayInputStream("in\n".getBytes(StandardCharsets.UTF_8)), output, Task.silent());

        assertThat(code).isEqualTo(3);
        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("in\na b\n");
    }

    @Test
    @Tag("slow")
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void runsWhileMoreOthersAreSilentThanThereAreProcessors() throws Exception {
        var silent = new ArrayList<FutureTask<Integer>>();
        var task = Task.silent();
        int count = Runtime.getRuntime().availableProcessors() + 1;
        var heard = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            var once = new OutputStream() {
                @Override
                public void write(int value) {
                    heard.countDown();
                }
            };
            var run = new FutureTask<>(() -> Program.named("sh", "dash").run(call("-c", "printf x; exec sleep 1000"),
                    InputStream.nullInputStream(), once, task));
            Thread.ofPlatform().daemon().start(run);
            silent.add(run);
        }
        heard.await();
        // a pool gives up spare threads that had nothing to do for half a minute, and may make no others then
        TimeUnit.SECONDS.sleep(IDLE_SECONDS);
        var output = new ByteArrayOutputStream();

        Program.named("sh", "dash").run(call("-c", "echo here"), InputStream.nullInputStream(), output, Task.silent());

        assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("here\n");
        assertThat(silent).noneMatch(FutureTask::isDone);
        task.cancel();
        for (var run : silent) {
            assertThat(run).failsWithin(1, TimeUnit.MINUTES).withThrowableThat()
                    .havingRootCause().isInstanceOf(CancellationException.class);
        }
    }
}
