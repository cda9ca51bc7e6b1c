package org.selfsame.app.window.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.selfsame.compare.detail.Details;
import org.selfsame.compare.outcome.Outcome;
import org.selfsame.compare.outcome.Selection;
import org.selfsame.report.compare.CompareHtml;
import org.selfsame.report.compare.CompareJson;
import org.selfsame.report.compare.CompareReport;
import org.selfsame.task.Task;

/// The reports of core, written to files.
///
/// @param version of the program, which the page names
public record CompareReportFiles(String version) implements CompareReports {

    @Override
    public void save(Compared compared, Path target, Task task) throws IOException {
        var report = new CompareReport(compared.left(), compared.right(),
                Outcome.of(compared.comparison(), Selection.ALL, List.of(),
                        compared.changed()),
                difference -> Details.of(difference, task), false, version);
        try (var out = Files.newBufferedWriter(target)) {
            if (target.toString().toLowerCase(Locale.ROOT).endsWith(".json")) {
                CompareJson.write(report, out);
            } else {
                CompareHtml.write(report, out);
            }
        }
    }
}
