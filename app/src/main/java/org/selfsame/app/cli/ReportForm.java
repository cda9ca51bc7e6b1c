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
    TEXT(CompareText::write), JSON(CompareJson::write), HTML(CompareHtml::write), MARKDOWN(CompareMarkdown::write),
    DIFFOSCOPE_JSON(DiffoscopeWriter::write);

    private final Form form;

    ReportForm(Form form) {
        this.form = form;
    }

    @FunctionalInterface
    private interface Form {
        void write(CompareReport report, Writer out) throws IOException;
    }

    String option() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Writes the report; `out` is not flushed.
    void write(CompareReport report, Writer out) throws IOException {
        form.write(report, out);
    }
}
