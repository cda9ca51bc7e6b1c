package org.selfsame.task;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The handle of one long operation: progress goes out through it, cancellation comes in.
///
/// Thread-safe. Cancellation is a flag that the work asks for ([#checkCancelled]); threads are never
/// interrupted, because an interrupt closes the `FileChannel` that other threads still read from.
public final class Task {
    private final Consumer<TaskEvent> listener;
    private final @Nullable Task whole;
    private volatile boolean cancelled;

    /// A task that reports each event to `listener`.
    public Task(Consumer<TaskEvent> listener) {
        this(listener, null);
    }

    private Task(Consumer<TaskEvent> listener, @Nullable Task whole) {
        this.listener = listener;
        this.whole = whole;
    }

    /// A new task that nobody listens to.
    public static Task silent() {
        return new Task(event -> {});
    }

    /// A part of this task, with the same listener: it is cancelled with this, or alone.
    public Task part() {
        return new Task(listener, this);
    }

    /// A part of this task that nobody listens to: it is cancelled with this, or alone.
    public Task silentPart() {
        return new Task(event -> {}, this);
    }

    /// Asks the work to stop soon; may be called from any thread, any number of times.
    public void cancel() {
        cancelled = true;
    }

    /// Whether [#cancel] was called, of this or of what this is a part of.
    public boolean isCancelled() {
        return cancelled || whole != null && whole.isCancelled();
    }

    /// @throws CancellationException if the task was cancelled
    public void checkCancelled() {
        if (isCancelled()) {
            throw new CancellationException();
        }
    }

    /// Begins an activity of `total` units (-1: unknown). Close the returned meter when the activity ends.
    public Meter begin(Activity activity, long total) {
        checkCancelled();
        return new Meter(activity, total);
    }

    /// Counts what an activity has done. Thread-safe.
    public final class Meter implements AutoCloseable {
        private final Activity activity;
        private final long total;
        private final AtomicLong done = new AtomicLong();

        private Meter(Activity activity, long total) {
            this.activity = activity;
            this.total = total;
            listener.accept(new TaskEvent.Started(activity, total));
        }

        /// Adds `units` to what is done.
        ///
        /// @throws CancellationException if the task was cancelled
        public void add(long units) {
            checkCancelled();
            synchronized (this) {
                listener.accept(new TaskEvent.Advanced(activity, done.addAndGet(units), total));
            }
        }

        @Override
        public void close() {
            listener.accept(new TaskEvent.Finished(activity));
        }
    }
}
