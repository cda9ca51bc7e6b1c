package org.selfsame.format.compress;

import java.util.List;
import org.selfsame.codec.Structures;
import org.selfsame.tree.Anomaly;

/// Collects what is wrong with headers, up to a number.
record AnomalyNotes(String format, List<Anomaly> anomalies, int most) implements Structures {

    @Override
    public void anomaly(String code, long offset, String detail) {
        if (anomalies.size() < most) {
            anomalies.add(new Anomaly(format + "." + code, offset, detail));
        }
    }
}
