package org.selfsame.app.window.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.task.TaskEvent;

class ProgressModelTest {
    private static final long MEGA = 1_000_000;

    private final AtomicLong clock = new AtomicLong();
    private final ProgressModel model = new ProgressModel(clock::get);

    @Test
    void nothingIsKnownAtFirst() {
        assertThat(model.now()).isEqualTo(Progress.NONE);
        assertThat(model.now().fraction()).isNegative();
    }

    @Test
    void speedAndRemainingTimeFollowTheBytes() {
        model.accept(new TaskEvent.Started(Activity.READ_FILE, 1000 * MEGA));
        pass(Duration.ofSeconds(1));
        model.accept(new TaskEvent.Advanced(Activity.READ_FILE, 200 * MEGA, 1000 * MEGA));
        var now = model.now();
        assertThat(now.perSecond()).isEqualTo(200 * MEGA);
        assertThat(now.left()).contains(Duration.ofSeconds(4));
        assertThat(now.fraction()).isEqualTo(0.2);
    }

    @Test
    void speedIsNotGuessedFromAMoment() {
        model.accept(new TaskEvent.Started(Activity.READ_FILE, 1000 * MEGA));
        pass(Duration.ofMillis(3));
        model.accept(new TaskEvent.Advanced(Activity.READ_FILE, 50 * MEGA, 1000 * MEGA));
        assertThat(model.now().perSecond()).isZero();
        assertThat(model.now().left()).isEmpty();
    }

    @Test
    void slowerReadingSlowsTheSpeedGently() {
        model.accept(new TaskEvent.Started(Activity.READ_FILE, 1000 * MEGA));
        pass(Duration.ofSeconds(1));
        model.accept(new TaskEvent.Advanced(Activity.READ_FILE, 200 * MEGA, 1000 * MEGA));
        pass(Duration.ofSeconds(1));
        model.accept(new TaskEvent.Advanced(Activity.READ_FILE, 300 * MEGA, 1000 * MEGA));
        assertThat(model.now().perSecond()).isBetween(100 * MEGA, 200 * MEGA);
    }

    @Test
    void itemsHaveNoSpeed() {
        model.accept(new TaskEvent.Started(Activity.CHECK_SIGNATURES, 4));
        pass(Duration.ofSeconds(2));
        model.accept(new TaskEvent.Advanced(Activity.CHECK_SIGNATURES, 1, 4));
        assertThat(model.now().perSecond()).isZero();
        assertThat(model.now().fraction()).isEqualTo(0.25);
    }

    @Test
    void stepsAppearInTheirOrderAndFinish() {
        var task = new Task(model::accept);
        try (var signatures = task.begin(Activity.CHECK_SIGNATURES, 1)) {
            signatures.add(1);
        }
        try (var read = task.begin(Activity.READ_FILE, 10)) {
            read.add(3);
            assertThat(model.now().current()).contains(Activity.READ_FILE);
            assertThat(model.now().steps()).containsExactly(new Progress.Step(Activity.CHECK_SIGNATURES, true),
                    new Progress.Step(Activity.READ_FILE, false));
        }
        assertThat(model.now().current()).isEmpty();
    }

    @Test
    void emptyFileIsNotHalfDone() {
        model.accept(new TaskEvent.Started(Activity.READ_FILE, 0));
        assertThat(model.now().fraction()).isNegative();
        assertThat(model.now().left()).isEmpty();
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}
