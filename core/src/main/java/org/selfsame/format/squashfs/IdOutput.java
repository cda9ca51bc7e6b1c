package org.selfsame.format.squashfs;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Numeric owners and groups in the order of their first use. Not thread-safe.
final class IdOutput {
    private final Map<Long, Integer> numbers = new LinkedHashMap<>();

    /// The number of `id` in the table. The [Planner] has seen to it that there is room.
    int number(long id) {
        Integer known = numbers.putIfAbsent(id, numbers.size());
        return known == null ? numbers.size() - 1 : known;
    }

    int count() {
        return numbers.size();
    }

    /// Writes the table.
    ///
    /// @return where its list starts
    long write(MetadataOutput table, ImageOutput output) throws IOException {
        for (long id : numbers.keySet()) {
            table.write(new Encoder().u32(id).toBytes());
        }
        return table.writeLookup(output);
    }
}
