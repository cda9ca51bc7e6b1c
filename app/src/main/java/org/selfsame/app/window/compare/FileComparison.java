package org.selfsame.app.window.compare;

import java.io.IOException;
import java.util.ArrayList;
import org.selfsame.compare.CompareOptions;
import org.selfsame.compare.Comparer;
import org.selfsame.compare.Side;
import org.selfsame.content.FileContent;
import org.selfsame.report.compare.Party;
import org.selfsame.task.Task;

/// Compares two files with the engine of core.
public final class FileComparison implements CompareEngine {

    @Override
    public Compared compare(ComparePair pair, Task task) throws IOException {
        var left = FileContent.open(pair.left());
        try {
            var right = FileContent.open(pair.right());
            try {
                return compare(pair, left, right, task);
            } catch (IOException | RuntimeException | Error e) {
                right.close();
                throw e;
            }
        } catch (IOException | RuntimeException | Error e) {
            left.close();
            throw e;
        }
    }

    private static Compared compare(ComparePair pair, FileContent left, FileContent right, Task task)
            throws IOException {
        var comparison = new Comparer(CompareOptions.DEFAULT).contents(left, right, _ -> {}, task);
        var changed = new ArrayList<Side>();
        if (left.hasChanged()) {
            changed.add(Side.LEFT);
        }
        if (right.hasChanged()) {
            changed.add(Side.RIGHT);
        }
        return new Compared(new Party(pair.name(Side.LEFT), left.size(), null),
                new Party(pair.name(Side.RIGHT), right.size(), null), left, right, comparison, changed, () -> {
                    try (right; left) {
                        // both are closed, even if one cannot be
                    }
                });
    }
}
