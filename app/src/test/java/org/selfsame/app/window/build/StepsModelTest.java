package org.selfsame.app.window.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.build.BuildEvent;
import org.selfsame.build.StepName;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.task.Activity;
import org.selfsame.task.TaskEvent;

class StepsModelTest {
    private static final List<StepName> STEPS = List.of(StepName.BOOTSTRAP, StepName.HOOKS, StepName.ISO);

    /// Headings that tests can tell apart.
    record Plain() implements StepsModel.Headings {
        @Override
        public String step(int build, StepName step) {
            return build + " " + step;
        }

        @Override
        public String part(String name) {
            return "part " + name;
        }
    }

    @TempDir
    Path directory;
    private final BuildLog log = new BuildLog();
    private long now;

    @AfterEach
    void close() throws IOException {
        log.close();
    }

    @Test
    void stepsGoFromWaitingToDone() {
        var model = model(1, Map.of());
        assertThat(states(model)).containsExactly(StepRow.State.WAITING, StepRow.State.WAITING, StepRow.State.WAITING);
        model.accept(1, new BuildEvent.Started(StepName.BOOTSTRAP, 1, 3));
        model.accept(1, new BuildEvent.Logged(StepName.BOOTSTRAP, "unpacking"));
        now += Duration.ofSeconds(4).toNanos();
        var row = model.now().current().orElseThrow();
        assertThat(row.took()).contains(Duration.ofSeconds(4));
        assertThat(row.line()).isZero();
        assertThat(log.line(0)).isEqualTo("1 BOOTSTRAP");
        assertThat(log.line(1)).isEqualTo("unpacking");
        model.accept(1, new BuildEvent.Finished(StepName.BOOTSTRAP, Duration.ofSeconds(5)));
        assertThat(states(model)).startsWith(StepRow.State.DONE, StepRow.State.WAITING);
        assertThat(model.now().rows().getFirst().took()).contains(Duration.ofSeconds(5));
        assertThat(model.now().fraction()).isEqualTo(1 / 3.0);
    }

    @Test
    void reusedStepIsNotCalledDone() {
        var model = model(1, Map.of());
        model.accept(1, new BuildEvent.Started(StepName.BOOTSTRAP, 1, 3));
        model.accept(1, new BuildEvent.Reused(StepName.BOOTSTRAP, new Digest(DigestAlgorithm.SHA256, "ab".repeat(32))));
        model.accept(1, new BuildEvent.Finished(StepName.BOOTSTRAP, Duration.ZERO));
        assertThat(states(model)).startsWith(StepRow.State.REUSED);
        assertThat(model.times()).isEmpty();
        assertThat(model.now().done()).isEqualTo(1);
    }

    @Test
    void partsAreNamedWhileTheyRun() {
        var model = model(1, Map.of());
        model.accept(1, new BuildEvent.Started(StepName.HOOKS, 2, 3));
        model.accept(1, new BuildEvent.Part(StepName.HOOKS, "0100-a"));
        model.accept(1, new BuildEvent.Part(StepName.HOOKS, "0200-b"));
        var row = model.now().current().orElseThrow();
        assertThat(row.part()).isEqualTo("0200-b");
        assertThat(row.parts()).isEqualTo(2);
        assertThat(log.line(2)).isEqualTo("part 0200-b");
    }

    @Test
    void whatRunsAtTheEndHasFailedOrWasStopped() {
        var model = model(1, Map.of());
        model.accept(1, new BuildEvent.Started(StepName.HOOKS, 2, 3));
        now += Duration.ofSeconds(2).toNanos();
        model.end(StepRow.State.FAILED);
        now += Duration.ofSeconds(100).toNanos();
        assertThat(states(model)).containsExactly(StepRow.State.WAITING, StepRow.State.FAILED, StepRow.State.WAITING);
        assertThat(model.now().rows().get(1).took()).contains(Duration.ofSeconds(2));
        assertThat(model.now().elapsed()).isEqualTo(Duration.ofSeconds(2));
        assertThat(model.times()).isEmpty();
    }

    @Test
    void timeLeftIsToldOnlyIfEveryStepIsKnown() {
        var known = Map.of(StepName.BOOTSTRAP, Duration.ofSeconds(10), StepName.HOOKS, Duration.ofSeconds(20));
        assertThat(model(1, known).now().left()).as("ISO is not known").isEmpty();
        var model = model(1, Map.of(StepName.BOOTSTRAP, Duration.ofSeconds(10), StepName.HOOKS, Duration.ofSeconds(20),
                StepName.ISO, Duration.ofSeconds(5)));
        assertThat(model.now().left()).contains(Duration.ofSeconds(35));
        model.accept(1, new BuildEvent.Started(StepName.BOOTSTRAP, 1, 3));
        now += Duration.ofSeconds(4).toNanos();
        assertThat(model.now().left()).contains(Duration.ofSeconds(31));
        now += Duration.ofSeconds(60).toNanos();
        assertThat(model.now().left()).as("it takes longer than last time").contains(Duration.ofSeconds(25));
        assertThat(model.now().fraction()).isBetween(0.7, 0.75);
    }

    @Test
    void twoBuildsHaveTheirOwnRows() {
        var model = model(2, Map.of());
        model.accept(2, new BuildEvent.Started(StepName.ISO, 3, 3));
        model.accept(1, new BuildEvent.Started(StepName.KITS, 4, 4));
        assertThat(model.now().rows()).extracting(row -> row.build() + " " + row.step()).containsExactly("1 BOOTSTRAP",
                "1 HOOKS", "1 ISO", "1 KITS", "2 BOOTSTRAP", "2 HOOKS", "2 ISO");
    }

    @Test
    void progressWithinAStepBeginsAnewWithIt() {
        var model = model(1, Map.of());
        model.accept(1, new BuildEvent.Started(StepName.BOOTSTRAP, 1, 3));
        model.accept(new TaskEvent.Started(Activity.PACK, 100));
        model.accept(new TaskEvent.Advanced(Activity.PACK, 50, 100));
        assertThat(model.now().within().fraction()).isEqualTo(0.5);
        model.accept(1, new BuildEvent.Started(StepName.HOOKS, 2, 3));
        assertThat(model.now().within().fraction()).isEqualTo(-1);
    }

    @Test
    void timesAreRememberedForTheNextBuild() throws IOException {
        var file = directory.resolve("sub/step-times.json");
        var times = new StepTimes(file);
        assertThat(times.of("tiny ANY")).isEmpty();
        times.remember("tiny ANY",
                Map.of(StepName.HOOKS, Duration.ofMillis(1500), StepName.ISO, Duration.ofSeconds(3)));
        times.remember("tiny ANY", Map.of(StepName.HOOKS, Duration.ofSeconds(2)));
        times.remember("other VM", Map.of(StepName.ISO, Duration.ofSeconds(9)));
        assertThat(new StepTimes(file).of("tiny ANY")).isEqualTo(
                Map.of(StepName.HOOKS, Duration.ofSeconds(2), StepName.ISO, Duration.ofSeconds(3)));
        Files.writeString(file, "{\"builds\":{\"tiny ANY\":{\"ISO\":\"x\",\"HOOKS\":-5,\"NONE\":1}}}");
        assertThat(new StepTimes(file).of("tiny ANY")).isEqualTo(Map.of(StepName.HOOKS, Duration.ZERO));
        for (var damaged : List.of("", "[", "[]", "{\"builds\":7}", "\u0000")) {
            Files.writeString(file, damaged);
            assertThat(new StepTimes(file).of("tiny ANY")).as(damaged).isEmpty();
        }
    }

    private static List<StepRow.State> states(StepsModel model) {
        return model.now().rows().stream().map(StepRow::state).toList();
    }

    private StepsModel model(int builds, Map<StepName, Duration> last) {
        return new StepsModel(STEPS, builds, last, log, new Plain(), () -> now);
    }
}
