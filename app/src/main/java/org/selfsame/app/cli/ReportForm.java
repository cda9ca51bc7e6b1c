package org.selfsame.app.cli;

import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import org.selfsame.report.compare.CompareHtml;
import org.selfsame.report.compare.CompareJson;
import org.selfsame.report.compare.CompareMarkdown;
import org.selfsame.report.compare.CompareReport;
import org.selfsame.report.compare.CompareText;
import org.selfsame.report.compare.DiffoscopeWriter;

/// The forms in which a comparison can be written; each has an option of its name.
enum ReportForm {
    TEXT, JSON, HTML, MARKDOWN, DIFFOSCOPE_JSON;

    String option() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Writes the report; `out` is not flushed.
    void write(CompareReport report, Writer out) throws IOException {
        switch (this) {
            case TEXT -> CompareText.write(report, out);
            case JSON -> CompareJson.write(report, out);
            case HTML -> CompareHtml.write(report, out);
            case MARKDOWN -> CompareMarkdown.write(report, out);
            case DIFFOSCOPE_JSON -> DiffoscopeWriter.write(report, out);
        }
    }
}
