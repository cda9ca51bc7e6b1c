package org.selfsame.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Collects what is odd in a content, and bounds how much of it is kept. Not thread-safe.
public final class AnomalyList {
    /// Of each code; more would tell nobody more.
    private static final int EACH = 1_000;
    /// Characters of all details together, which name paths.
    private static final int TEXT = 4 << 20;

    private final String format;
    private final List<Anomaly> anomalies = new ArrayList<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private long text;
    private boolean full;

    /// For a content that is opened as `format`.
    public AnomalyList(String format) {
        this.format = format;
    }

    /// Adds the anomaly `format.code`, and, where that is one too many, once and for all that there are more.
    ///
    /// @param offset where, in bytes from the start of the content, or -1 if it is at no one place
    /// @param detail the particulars; names and paths in it are printable
    public void add(String code, long offset, String detail) {
        text += detail.length();
        if (counts.merge(code, 1, Integer::sum) <= EACH && text <= TEXT) {
            anomalies.add(new Anomaly(format + "." + code, offset, detail));
        } else if (!full) {
            full = true;
            anomalies.add(new Anomaly(format + ".more", -1, "there are more than are listed"));
        }
    }

    /// What was added, in that order.
    public List<Anomaly> list() {
        return List.copyOf(anomalies);
    }
}
