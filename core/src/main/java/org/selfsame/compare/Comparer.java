package org.selfsame.compare;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.selfsame.compare.cause.Causes;
import org.selfsame.content.Content;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.tree.Tree;

/// Compares two contents, or two trees, as far in as formats are known, down to the last byte.
///
/// Equal is cheap: stored bytes are compared before they are decoded, and only what differs is decoded and opened. The
/// result is the same for any number of threads.
public final class Comparer {
    private final CompareOptions options;

    /// A comparer with these options.
    public Comparer(CompareOptions options) {
        this.options = options;
    }

    /// Compares two contents. `listener` is told of differences as they are found, on any thread, without number or
    /// cause. A cancelled comparison gives what was found so far.
    ///
    /// @throws IOException if the host cannot read a file
    public Comparison contents(Content left, Content right, Consumer<Difference> listener, Task task)
            throws IOException {
        var findings = new Findings(listener);
        boolean identical = false;
        List<Opened> opened;
        try {
            RawDifference raw;
            try (var meter = task.begin(Activity.COMPARE_BYTES, 2 * Math.min(left.size(), right.size()))) {
                raw = RawDifference.of(left, right, null, options.threads(), meter::add);
            }
            if (raw.isEmpty()) {
                return new Comparison(true, List.of(), List.of(), List.of(), true);
            }
            opened = run(findings, raw, task,
                    session -> session.differing("", left, right, Subject.of(left, right, ""), 0, null));
        } catch (CancellationException _) {
            return result(findings, identical, false);
        }
        return because(result(findings, identical, true), opened, task);
    }

    /// Compares two trees, such as two directories of images, and everything in them.
    ///
    /// @throws IOException if the host cannot read a file
    public Comparison trees(Tree left, Tree right, String format, Consumer<Difference> listener, Task task)
            throws IOException {
        var findings = new Findings(listener);
        List<Opened> opened;
        try {
            opened = run(findings, null, task, session -> session.trees(left, right, format));
        } catch (CancellationException _) {
            return result(findings, false, false);
        }
        boolean identical = findings.differences().isEmpty() && findings.troubles().isEmpty();
        return because(result(findings, identical, true), opened, task);
    }

    private Comparison because(Comparison found, List<Opened> opened, Task task) throws IOException {
        try {
            return Causes.of(found, opened, options, task);
        } catch (CancellationException _) {
            return new Comparison(found.identical(), found.differences(), found.accounts(), found.troubles(), false);
        }
    }

    private static Comparison result(Findings findings, boolean identical, boolean complete) {
        return new Comparison(identical, findings.differences(), findings.accounts(), findings.troubles(), complete);
    }

    private List<Opened> run(Findings findings, @Nullable RawDifference raw, Task task, Start start)
            throws IOException {
        try (var meter = task.begin(Activity.COMPARE_ENTRIES, -1)) {
            var session = new Session(options, findings, raw, meter, task);
            session.work().add(() -> start.in(session));
            session.work().run();
            session.accounts();
            session.work().run();
            return session.opened();
        }
    }

    /// The first job.
    @FunctionalInterface
    private interface Start {
        void in(Session session) throws IOException;
    }
}
