package org.selfsame.parts;

import java.util.Map;
import java.util.TreeMap;
import org.selfsame.content.FormatException;

/// Remembers where parts lie that start at multiples of some number of bytes, to tell the filling between them.
public final class Alignment {
    private final int unit;
    /// The furthest end of the parts that start at an offset.
    private final TreeMap<Long, Long> ends = new TreeMap<>();

    /// For parts that start at multiples of `unit` bytes or less.
    public Alignment(int unit) {
        this.unit = unit;
    }

    /// Remembers a part.
    public void add(long start, long length) {
        ends.merge(start, start + length, Math::max);
    }

    /// Tells gaps of less than a unit between parts as filling.
    ///
    /// @throws FormatException if parts do not lie inside the content
    public void tell(Parts parts) throws FormatException {
        long end = 0;
        for (Map.Entry<Long, Long> part : ends.entrySet()) {
            long gap = part.getKey() - end;
            if (end > 0 && gap > 0 && gap < unit) {
                parts.padding(end, gap, "alignment");
            }
            end = Math.max(end, part.getValue());
        }
    }
}
