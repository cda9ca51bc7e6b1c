package org.selfsame.app.cli;

import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.selfsame.task.Task;

/// Makes Ctrl-C cancel a task, and waits until the task has cleaned up and said what it left. The process then ends
/// as one that a signal ended (130 in a shell), or with the exit code that is given.
final class Interrupt implements AutoCloseable {
    /// More than it takes to finish one block; a hung disk must not keep a program alive that was told to stop.
    private static final int PATIENCE_SECONDS = 10;

    private final Task task;
    private final CountDownLatch done = new CountDownLatch(1);
    private final OptionalInt exit;
    private final Thread hook = new Thread(this::stop, "interrupt");

    Interrupt(Task task) {
        this(task, OptionalInt.empty());
    }

    /// Ends the process with `exit` after an interrupt.
    Interrupt(Task task, int exit) {
        this(task, OptionalInt.of(exit));
    }

    private Interrupt(Task task, OptionalInt exit) {
        this.task = task;
        this.exit = exit;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void stop() {
        task.cancel();
        try {
            if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(ExitCode.TROUBLE);
            }
            exit.ifPresent(Runtime.getRuntime()::halt);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Says that the task has ended and all is said.
    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // the process is ending: the hook is what ended the task
        }
    }
}
