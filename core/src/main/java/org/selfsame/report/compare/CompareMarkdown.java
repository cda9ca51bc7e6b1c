package org.selfsame.report.compare;

import java.io.IOException;

/// A comparison as Markdown, for an issue or a merge request. The same comparison gives the same text.
public final class CompareMarkdown {
    private CompareMarkdown() {}

    /// Writes the text.
    ///
    /// @throws IOException as `out` throws it, or if the host cannot read an image for details
    public static void write(CompareReport report, Appendable out) throws IOException {
        new Prose(report, new MarkdownSink(out)).write();
    }
}
