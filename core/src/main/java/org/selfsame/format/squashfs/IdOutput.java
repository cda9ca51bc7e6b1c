package org.selfsame.format.squashfs;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Numeric owners and groups in the order of their first use. Not thread-safe.
final class IdOutput {
    private static final int MOST = 1 << 16;

    private final Map<Long, Integer> numbers = new LinkedHashMap<>();

    /// The number of `id` in the table.
    ///
    /// @throws IOException if there is no room for another one
    int number(long id) throws IOException {
        Integer known = numbers.putIfAbsent(id, numbers.size());
        if (numbers.size() == MOST) {
            throw new IOException("a SquashFS image has at most " + (MOST - 1) + " different owners and groups");
        }
        return known == null ? numbers.size() - 1 : known;
    }

    int count() {
        return numbers.size();
    }

    long write(BlockOutput output) throws IOException {
        var table = new MetadataOutput(output);
        for (long id : numbers.keySet()) {
            table.write(new Encoder().u32(id).toBytes());
        }
        return table.writeLookup();
    }
}
