package org.selfsame.format.iso9660;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.selfsame.tree.Anomaly;

/// Collects anomalies; of one kind only so many, and then how many more there are. Without duplicates, because several
/// hierarchies share their records.
final class Anomalies implements Notes {
    private static final int MAX_OF_A_KIND = 1000;
    /// Characters of all details together, which name paths.
    private static final int TEXT = 8 << 20;

    private final Map<String, Long> counts = new LinkedHashMap<>();
    /// How many of each kind are not kept.
    private final Map<String, Long> left = new LinkedHashMap<>();
    private long text;
    private final LinkedHashSet<Anomaly> anomalies = new LinkedHashSet<>();

    @Override
    public void add(String code, long offset, String detail) {
        add(new Anomaly(Iso.FORMAT + "." + code, offset, detail));
    }

    void add(Anomaly anomaly) {
        if (counts.getOrDefault(anomaly.code(), 0L) >= MAX_OF_A_KIND || text + anomaly.detail().length() > TEXT) {
            counts.merge(anomaly.code(), 1L, Long::sum);
            left.merge(anomaly.code(), 1L, Long::sum);
        } else if (anomalies.add(anomaly)) {
            counts.merge(anomaly.code(), 1L, Long::sum);
            text += anomaly.detail().length();
        }
    }

    List<Anomaly> list() {
        var list = new ArrayList<>(anomalies);
        left.forEach((code, count) -> list.add(new Anomaly(code, -1, "and " + count + " more")));
        return list;
    }
}
