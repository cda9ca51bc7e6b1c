package org.selfsame.app.window.build;

import java.util.AbstractList;
import javafx.collections.ObservableListBase;

/// The numbers of the lines of a log as a list for a view. The lines themselves are read when they are drawn.
///
/// Belongs to the thread of the window; [#refresh] takes in what has come since.
final class LogLines extends ObservableListBase<Long> {
    private final BuildLog log;
    private long first;
    private long end;

    LogLines(BuildLog log) {
        this.log = log;
    }

    /// Takes in the lines that have come, and lets go of those that were dropped.
    ///
    /// @return whether anything changed
    boolean refresh() {
        long nowFirst = log.first();
        long nowEnd = log.end();
        if (nowFirst == first && nowEnd == end) {
            return false;
        }
        beginChange();
        if (nowFirst > first) {
            int gone = (int) (Math.min(nowFirst, end) - first);
            if (gone > 0) {
                nextRemove(0, numbers(first, gone));
            }
            first = nowFirst;
            end = Math.max(end, first);
        }
        if (nowEnd > end) {
            int before = (int) (end - first);
            end = nowEnd;
            nextAdd(before, size());
        }
        endChange();
        return true;
    }

    private static AbstractList<Long> numbers(long from, int count) {
        return new AbstractList<>() {
            @Override
            public Long get(int index) {
                return from + index;
            }

            @Override
            public int size() {
                return count;
            }
        };
    }

    @Override
    public Long get(int index) {
        if (index < 0 || index >= size()) {
            throw new IndexOutOfBoundsException(index);
        }
        return first + index;
    }

    @Override
    public int size() {
        return (int) (end - first);
    }

    /// Where the line with this number is, or -1.
    @Override
    public int indexOf(Object item) {
        return item instanceof Long number && number >= first && number < end ? (int) (number - first) : -1;
    }

    @Override
    public int lastIndexOf(Object item) {
        return indexOf(item);
    }

    @Override
    public boolean contains(Object item) {
        return indexOf(item) >= 0;
    }
}
