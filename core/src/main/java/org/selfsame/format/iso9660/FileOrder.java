package org.selfsame.format.iso9660;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// In which order the data of files is written: the boot catalog, boot images, and then by falling weight. Where that
/// does not decide, the order is that of the tree.
final class FileOrder {
    private static final long CATALOG = 1L << 33;
    private static final long BOOT_IMAGE = 1L << 32;

    private FileOrder() {}

    /// @param first the boot catalog's data and then that of boot images; may be empty
    static List<PlannedNode> of(PlannedTree planned, Map<String, Integer> weights, List<PlannedNode.FileData> first) {
        var files = new ArrayList<>(planned.files());
        var named = new HashMap<PlannedNode, Integer>();
        weights.forEach((path, weight) -> {
            var node = planned.find(path);
            if (node != null) {
                named.put(node, weight);
            }
        });
        if (named.isEmpty() && first.isEmpty()) {
            return files;
        }
        var images = Set.copyOf(first);
        var weighed = new HashMap<PlannedNode, Long>();
        for (var file : files) {
            long weight = !images.contains(file.data)
                    ? weight(file, named)
                    : file.data == first.getFirst() ? CATALOG : BOOT_IMAGE;
            weighed.put(file, weight);
        }
        files.sort(Comparator.comparingLong((PlannedNode file) -> weighed.getOrDefault(file, 0L)).reversed());
        return files;
    }

    private static long weight(PlannedNode file, Map<PlannedNode, Integer> named) {
        for (var at = file; at != null; at = at.parent) {
            var weight = named.get(at);
            if (weight != null) {
                return weight;
            }
        }
        return 0;
    }
}
