package org.selfsame.app.window.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.selfsame.app.window.Samples;
import org.selfsame.task.Task;
import org.selfsame.verify.NotCheckedReason;
import org.selfsame.verify.Request;
import org.selfsame.verify.Verdict;
import org.selfsame.verify.Verification;

class VerifyFlowTest {
    private static final Request FIRST = Request.of(Path.of("first.iso"));
    private static final Request SECOND = Request.of(Path.of("second.iso"));

    private final Queue<Runnable> background = new ArrayDeque<>();
    private final Queue<Runnable> ui = new ArrayDeque<>();
    private final List<Task> tasks = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();
    private Engine engine = (request, task) -> answer(request);

    private final VerifyFlow flow = new VerifyFlow((request, task) -> {
        tasks.add(task);
        return engine.verify(request, task);
    }, background::add, ui::add, () -> 0, new VerifyFlow.View() {
        @Override
        public void checking(Request request, ProgressModel progress) {
            seen.add("checking " + request.file());
        }

        @Override
        public void checked(Request request, Verification verification) {
            seen.add(verification.verdict() instanceof Verdict.NotChecked it
                    ? it.reason() + " " + request.file()
                    : "checked " + verification.file());
        }

        @Override
        public void failed(Request request, Throwable failure) {
            seen.add("failed " + failure.getMessage());
        }
    });

    @Test
    void resultIsShownOnTheThreadOfTheWindow() {
        flow.start(FIRST);
        runAll(background);
        assertThat(seen).containsExactly("checking first.iso");
        runAll(ui);
        assertThat(seen).containsExactly("checking first.iso", "checked first.iso");
    }

    @Test
    void supersededCheckNeverPaints() {
        flow.start(FIRST);
        runAll(background);
        flow.start(SECOND);
        runAll(ui);
        assertThat(seen).containsExactly("checking first.iso", "checking second.iso");
        runAll(background);
        runAll(ui);
        assertThat(seen).last().isEqualTo("checked second.iso");
        assertThat(seen).doesNotContain("checked first.iso");
        assertThat(tasks.getFirst().isCancelled()).isTrue();
    }

    @Test
    void cancelledCheckSaysSo() {
        engine = (request, task) -> {
            flow.cancel();
            task.checkCancelled();
            return answer(request);
        };
        flow.start(FIRST);
        runAll(background);
        runAll(ui);
        assertThat(seen).last().isEqualTo(NotCheckedReason.CANCELLED + " first.iso");
    }

    @Test
    void engineMayThrowWhenCancelled() {
        engine = (_, _) -> {
            throw new CancellationException();
        };
        flow.start(FIRST);
        runAll(background);
        runAll(ui);
        assertThat(seen).last().isEqualTo(NotCheckedReason.CANCELLED + " first.iso");
    }

    @Test
    void abandonedCheckNeverPaints() {
        flow.start(FIRST);
        runAll(background);
        flow.abandon();
        runAll(ui);
        assertThat(seen).containsExactly("checking first.iso");
    }

    @Test
    void failureOfTheProgramIsNoVerdict() {
        for (var failure : List.of(new IOException("disk"), new IllegalStateException("bug"),
                new OutOfMemoryError("room"))) {
            engine = (_, _) -> {
                throw sneaky(failure);
            };
            flow.start(FIRST);
            runAll(background);
            runAll(ui);
            assertThat(seen).last().isEqualTo("failed " + failure.getMessage());
        }
    }

    private static Verification answer(Request request) {
        return Samples.of(VerifyFlow.nameOf(request),
                new Verdict.UnknownSigner("DA87E80D6294BE9B", false));
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> RuntimeException sneaky(Throwable failure) throws T {
        throw (T) failure;
    }

    private static void runAll(Queue<Runnable> queue) {
        while (!queue.isEmpty()) {
            queue.remove().run();
        }
    }
}
