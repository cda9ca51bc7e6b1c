package org.selfsame.app.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.selfsame.task.Task;

/// Makes Ctrl-C cancel a task, and waits until the task has cleaned up and said what it left. The process then ends
/// as every command does that a signal ends: with 128 and the signal's number (130 for Ctrl-C), or with
/// [ExitCode#TROUBLE] if the task does not end in time.
final class Interrupt implements AutoCloseable {
    /// More than it takes to finish one block; a hung disk must not keep a program alive that was told to stop.
    private static final int PATIENCE_SECONDS = 10;

    private final Task task;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "interrupt");

    Interrupt(Task task) {
        this.task = task;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void stop() {
        task.cancel();
        try {
            if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(ExitCode.TROUBLE);
            }
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
