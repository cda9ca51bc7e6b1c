package org.selfsame.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.FileChangedException;
import org.selfsame.content.FormatException;

/// What happened so far in one extraction. Thread-safe.
final class Tally {
    /// An image that is damaged at its start fails in each file.
    private static final int KEPT = 1_000;

    final LongAdder directories = new LongAdder();
    final LongAdder files = new LongAdder();
    final LongAdder links = new LongAdder();
    final LongAdder symlinks = new LongAdder();
    final LongAdder special = new LongAdder();
    final LongAdder bytes = new LongAdder();
    final Losses losses = new Losses();
    private final AtomicReference<@Nullable Stop> stop = new AtomicReference<>();
    private final List<Failure> failures = new ArrayList<>();
    private long failed;

    /// Ends everything; the first reason stays.
    void stop(Stop reason) {
        stop.compareAndSet(null, reason);
    }

    boolean isStopped() {
        return stop.get() != null;
    }

    /// Notes an entry that was not written.
    synchronized void fail(Where where, Failure.Kind kind, @Nullable IOException problem) {
        failed++;
        if (failures.size() < KEPT) {
            failures.add(new Failure(where.path(), kind, problem));
        }
    }

    /// Notes an entry that was not written because of `problem`; some problems end everything.
    void fail(Where where, IOException problem) {
        switch (problem) {
            case HostException host when host.error().endsAll() -> stop(new Stop.HostFailed(where.path(), host));
            case HostException host -> fail(where, Failure.Kind.REFUSED, host);
            case FormatException format -> fail(where, Failure.Kind.DAMAGED, format);
            case FileChangedException _ -> stop(new Stop.ImageChanged());
            default -> fail(where, Failure.Kind.UNREADABLE, problem);
        }
    }

    synchronized ExtractionResult result() {
        return new ExtractionResult(new ExtractionResult.Counts(directories.sum(), files.sum(), links.sum(),
                symlinks.sum(), special.sum()), bytes.sum(), failed, List.copyOf(failures), losses.counts(),
                losses.kept(), stop.get());
    }
}
