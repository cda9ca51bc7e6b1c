package org.selfsame.report.compare;

import java.io.IOException;

/// A comparison as text for a terminal. The same comparison gives the same text.
public final class CompareText {
    private CompareText() {}

    /// Writes the text.
    ///
    /// @throws IOException as `out` throws it, or if the host cannot read an image for details
    public static void write(CompareReport report, Appendable out) throws IOException {
        new Prose(report, new TextSink(out)).write();
    }
}
