package org.selfsame.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The first of many ranges of one side, those that touch joined, and how many there are beside.
final class FirstRanges {
    /// More than anybody reads; a report that lists all of a shifted image would be longer than the image.
    private static final int MOST = 100;

    private final Side side;
    private final List<ByteRange> first = new ArrayList<>();
    private long lastEnd = -1;
    private long count;
    private long bytes;

    FirstRanges(Side side) {
        this.side = side;
    }

    /// Adds a range; offsets grow from call to call.
    void add(long offset, long length) {
        bytes += length;
        if (offset == lastEnd) {
            if (count == first.size()) {
                var last = first.removeLast();
                first.add(new ByteRange(side, last.offset(), last.length() + length));
            }
        } else {
            count++;
            if (first.size() < MOST) {
                first.add(new ByteRange(side, offset, length));
            }
        }
        lastEnd = offset + length;
    }

    /// Whether ranges are only counted from now on.
    boolean isFull() {
        return first.size() == MOST && (lastEnd < 0 || lastEnd > first.getLast().offset() + first.getLast().length());
    }

    /// Counts bytes in at least one range that is not listed any more.
    void addUnlisted(long number) {
        if (number > 0) {
            bytes += number;
            count++;
            lastEnd = -1;
        }
    }

    /// Adds those of another one, of the same side.
    void addAll(FirstRanges others) {
        first.addAll(others.first.subList(0, Math.min(others.first.size(), MOST - first.size())));
        count += others.count;
        bytes += others.bytes;
        lastEnd = -1;
    }

    /// The first ranges, by offset.
    List<ByteRange> list() {
        return first.stream().sorted(Comparator.comparingLong(ByteRange::offset)).toList();
    }

    /// Ranges that are not in [#list], at least.
    long more() {
        return count - first.size();
    }

    /// All ranges, at least.
    long count() {
        return count;
    }

    /// Bytes of all ranges.
    long bytes() {
        return bytes;
    }
}
