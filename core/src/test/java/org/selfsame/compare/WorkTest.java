package org.selfsame.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void runsJobsAndTheJobsThatTheyAdd(int threads) throws IOException {
        var work = new Work(threads);
        var ran = new AtomicInteger();
        add(work, ran, 9);
        work.run();
        assertThat(ran).hasValue((1 << 10) - 1);
        add(work, ran, 2);
        work.run();
        assertThat(ran).as("may be run again").hasValue((1 << 10) - 1 + 7);
    }

    private static void add(Work work, AtomicInteger ran, int more) {
        work.add(() -> {
            ran.incrementAndGet();
            if (more > 0) {
                add(work, ran, more - 1);
                add(work, ran, more - 1);
            }
        });
    }

    @Test
    void runsAtOnceWhatNeedNotWait() throws IOException {
        var work = new Work(1);
        var ran = new AtomicInteger();
        for (int i = 0; i < 1000; i++) {
            work.addOrRun(ran::incrementAndGet);
        }
        assertThat(ran.get()).as("most ran at once").isGreaterThan(800);
        work.run();
        assertThat(ran).hasValue(1000);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void endsWithTheFirstProblem(int threads) {
        var work = new Work(threads);
        var after = new AtomicInteger();
        for (int i = 0; i < 100; i++) {
            work.add(after::incrementAndGet);
        }
        work.add(() -> {
            throw new CancellationException();
        });
        assertThatThrownBy(work::run).isInstanceOf(CancellationException.class);
        if (threads == 1) {
            // others may have run all of theirs by the time that the problem shows
            assertThat(after).as("the last job runs first, and ends it").hasValue(0);
        }
    }

    @Test
    void passesOnErrorsOfTheHost() {
        var work = new Work(2);
        work.add(() -> {
            throw new IOException("disk");
        });
        assertThatThrownBy(work::run).isInstanceOf(IOException.class).hasMessage("disk");
    }

    @Test
    void hasNothingToDoWithoutJobs() throws IOException {
        new Work(4).run();
    }
}
