package org.selfsame.app.window.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.selfsame.app.window.verify.ProgressModel;

/// One comparison at a time, and what becomes of those that are given up.
class CompareFlowTest {
    private static final ComparePair FIRST = new ComparePair(Path.of("a.iso"), Path.of("b.iso"));
    private static final ComparePair SECOND = new ComparePair(Path.of("c.iso"), Path.of("d.iso"));

    private final ArrayDeque<Runnable> background = new ArrayDeque<>();
    private final AtomicInteger closed = new AtomicInteger();
    private final Told told = new Told();
    private CompareEngine engine = (_, _) -> new Differences().compared(closed::incrementAndGet);

    @Test
    void endIsShown() {
        flow().start(FIRST);
        run();
        assertThat(told.events).containsExactly("comparing a.iso", "compared a.iso");
        assertThat(closed).hasValue(0);
    }

    @Test
    void newerSupersedesAndTheFilesOfTheOlderAreClosed() {
        var flow = flow();
        flow.start(FIRST);
        flow.start(SECOND);
        run();
        assertThat(told.events).containsExactly("comparing a.iso", "comparing c.iso", "compared c.iso");
        assertThat(closed).hasValue(1);
    }

    @Test
    void abandonedOneIsNeverShown() {
        var flow = flow();
        flow.start(FIRST);
        flow.abandon();
        run();
        assertThat(told.events).containsExactly("comparing a.iso");
        assertThat(closed).hasValue(1);
    }

    @Test
    void stoppedBeforeAnythingWasFound() {
        engine = (_, task) -> {
            task.checkCancelled();
            throw new AssertionError("was cancelled");
        };
        var flow = flow();
        flow.start(FIRST);
        flow.cancel();
        run();
        assertThat(told.events).containsExactly("comparing a.iso", "stopped a.iso");
    }

    @Test
    void failureIsTold() {
        engine = (_, _) -> {
            throw new IOException("gone");
        };
        flow().start(FIRST);
        run();
        assertThat(told.events).containsExactly("comparing a.iso", "failed a.iso: gone");
    }

    private CompareFlow flow() {
        return new CompareFlow((pair, task) -> engine.compare(pair, task), background::add, Runnable::run, () -> 0L,
                told);
    }

    private void run() {
        for (var work : List.copyOf(background)) {
            background.remove(work);
            work.run();
        }
    }

    private static final class Told implements CompareFlow.View {
        private final List<String> events = new ArrayList<>();

        @Override
        public void comparing(ComparePair pair, ProgressModel progress) {
            events.add("comparing " + pair.left());
        }

        @Override
        public void compared(ComparePair pair, Findings findings) {
            events.add("compared " + pair.left());
        }

        @Override
        public void stopped(ComparePair pair) {
            events.add("stopped " + pair.left());
        }

        @Override
        public void failed(ComparePair pair, Throwable failure) {
            events.add("failed " + pair.left() + ": " + failure.getMessage());
        }
    }
}
