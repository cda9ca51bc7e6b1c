package org.selfsame.compare.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.selfsame.compare.cause.Cases.bytes;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.CauseCode.Weight;
import org.selfsame.compare.CompareOptions;
import org.selfsame.compare.Comparer;
import org.selfsame.compare.Comparison;
import org.selfsame.compare.Difference;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.task.TaskEvent;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Tree;

/// The search as a whole: threads, progress, cancellation, and what it adds up to.
class CausesTest {
    private static Tree tree(String date) {
        var files = new TreeMap<String, byte[]>();
        for (int i = 0; i < 300; i++) {
            files.put("usr/share/d" + i % 7 + "/f" + i, bytes("made " + date + " number " + i + "\n"));
        }
        files.put("etc/passwd", bytes("root:x:0:0::/root:/bin/sh\nu" + date.charAt(3) + ":x:1:1::/:/bin/sh\n"));
        return Cases.tree(files);
    }

    private static Comparison compare(int threads, Task task) throws IOException {
        return new Comparer(new CompareOptions(Limits.DEFAULT, 20, threads)).trees(tree("2024-01-31"),
                tree("2026-12-01"), "", _ -> {}, task);
    }

    @Test
    void theResultIsTheSameForAnyNumberOfThreads() throws IOException {
        var one = compare(1, Task.silent());
        assertThat(one.differences()).hasSizeGreaterThan(300);
        for (int threads : new int[]{2, 5}) {
            assertThat(compare(threads, Task.silent())).usingRecursiveComparison().ignoringFields("differences.subject")
                    .isEqualTo(one);
        }
    }

    @Test
    void theSummaryCountsEachDifferenceOnce() throws IOException {
        var found = compare(2, Task.silent());
        var summary = Summary.of(found);
        assertThat(summary.causes().get(CauseCode.TIME_TEXT)).isEqualTo(new Summary.Count(300, 0));
        assertThat(summary.causes().values().stream().mapToLong(Summary.Count::all).sum()).isEqualTo(summary.roots());
        assertThat(summary.weights().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(summary.roots());
        assertThat(summary.roots() + summary.derived()).isEqualTo(found.differences().size());
        assertThat(summary.weights().get(Weight.BENIGN)).isEqualTo(300);
        assertThat(summary.security()).extracting(Difference::path).allMatch(path -> path.startsWith("!/etc/passwd"))
                .isNotEmpty();
        assertThat(summary.harmless()).isFalse();
    }

    @Test
    void onlyConfirmedBenignCausesAreHarmless() throws IOException {
        var dates = Cases.compare("usr/share/x/a", "2024-01-31\n", "2026-12-01\n");
        assertThat(Summary.of(dates).harmless()).isTrue();
        assertThat(Summary.of(new Comparison(false, dates.differences(), List.of(), List.of(), false)).harmless())
                .isFalse();
        assertThat(Summary.of(Cases.compare("usr/share/x/a", "2024-01-31 a\n", "2026-12-01 b\n")).harmless()).isFalse();
        assertThat(Summary.of(Cases.compare(Cases.tree(Map.of()), Cases.tree(Map.of("a", bytes("x"))))).harmless())
                .isFalse();
    }

    @Test
    void progressCountsEveryDifference() throws IOException {
        var events = new ArrayList<TaskEvent>();
        var found = compare(2, new Task(event -> {
            synchronized (events) {
                events.add(event);
            }
        }));
        int total = found.differences().size();
        assertThat(events).contains(new TaskEvent.Started(Activity.FIND_CAUSES, total),
                new TaskEvent.Advanced(Activity.FIND_CAUSES, total, total),
                new TaskEvent.Finished(Activity.FIND_CAUSES));
    }

    @Test
    void whoeverCancelsTheSearchKeepsWhatWasCompared() throws IOException {
        var cancel = new AtomicReference<Task>();
        var task = new Task(event -> {
            if (event instanceof TaskEvent.Advanced advanced && advanced.activity() == Activity.FIND_CAUSES) {
                cancel.get().cancel();
            }
        });
        cancel.set(task);
        var found = compare(2, task);
        assertThat(found.complete()).isFalse();
        assertThat(found.differences()).hasSizeGreaterThan(300);
        assertThat(Summary.of(found).complete()).isFalse();
    }
}
