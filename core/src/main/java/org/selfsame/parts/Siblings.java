package org.selfsame.parts;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// Gives parts of one directory names of their own. Not thread-safe.
public final class Siblings {
    private final Map<String, Integer> seen = new HashMap<>();

    /// A name for `label`, as [PartNames] makes it: the second part of a label gets ` 2` behind it, and so on.
    public String name(String label) {
        var plain = new String(PartNames.of(label).bytes(), StandardCharsets.UTF_8);
        int number = seen.merge(plain, 1, Integer::sum);
        return number == 1 ? plain : plain + " " + number;
    }
}
