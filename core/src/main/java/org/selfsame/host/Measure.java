package org.selfsame.host;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;

/// Adds up the sizes of the files in a tree, each once. What cannot be read counts nothing here: the extraction will
/// meet it again and say so.
final class Measure {
    private final Limits limits;
    private final Task task;
    private final Set<Long> seen = new HashSet<>();

    Measure(Limits limits, Task task) {
        this.limits = limits;
        this.task = task;
    }

    /// The sum, or the largest number there is if it is larger.
    long of(Entry entry) {
        record Level(Entry entry, int depth) {}
        var left = new ArrayDeque<Level>();
        left.push(new Level(entry, 0));
        long sum = 0;
        for (long entries = 0; !left.isEmpty() && entries < limits.entries() && !task.isCancelled(); entries++) {
            var level = left.pop();
            switch (level.entry()) {
                case Entry.File file -> sum = add(sum, sizeOf(file));
                case Entry.Directory directory -> {
                    try {
                        if (level.depth() < limits.depth()) {
                            directory.children().forEach(child -> left.push(new Level(child, level.depth() + 1)));
                        }
                    } catch (IOException _) {
                        // counts nothing
                    }
                }
                case Entry.Symlink _,Entry.Device _,Entry.Fifo _,Entry.Socket _ -> {
                }
            }
        }
        return sum;
    }

    private long sizeOf(Entry.File file) {
        var metadata = file.metadata();
        boolean counted = metadata.inode() != 0 && metadata.links() != 1 && !seen.add(metadata.inode());
        return counted ? 0 : file.size();
    }

    private static long add(long sum, long size) {
        return size < 0 || sum > Long.MAX_VALUE - size ? Long.MAX_VALUE : sum + size;
    }
}
