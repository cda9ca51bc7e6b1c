package org.selfsame.codec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decoders that wait where they stopped, of all streams of the process together, so that reading on costs no decoding
/// from the start. Thread-safe.
final class IdleRuns {
    private static final int MOST = 8;
    /// Enough for two decoders with the largest window.
    private static final long BUDGET = 272L << 20;
    /// The one that was used last is at the end.
    private static final List<Run> IDLE = new ArrayList<>();

    private IdleRuns() {}

    /// Takes the run of `stream` that is closest before `position`, or null if there is none.
    static synchronized @Nullable Run take(StreamId stream, long position) {
        Run best = null;
        for (var run : IDLE) {
            if (run.stream() == stream && run.position() <= position
                    && (best == null || run.position() > best.position())) {
                best = run;
            }
        }
        if (best != null) {
            IDLE.remove(best);
        }
        return best;
    }

    /// Gives back a run that can be read on; those that were not used for the longest time are closed for it.
    static synchronized void giveBack(Run run) {
        IDLE.add(run);
        while (IDLE.size() > MOST || IDLE.size() > 1 && IDLE.stream().mapToLong(Run::memory).sum() > BUDGET) {
            IDLE.removeFirst().close();
        }
    }
}
