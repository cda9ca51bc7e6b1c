package org.selfsame.app.window.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.selfsame.report.HtmlReport;
import org.selfsame.report.JsonReport;
import org.selfsame.verify.Verification;

/// The reports of core, written to files.
///
/// @param version of the program, which the page names
public record ReportFiles(String version) implements Reports {

    @Override
    public void save(Verification verification, Path target) throws IOException {
        boolean json = target.toString().toLowerCase(Locale.ROOT).endsWith(".json");
        Files.writeString(target, json ? JsonReport.of(verification) : HtmlReport.of(verification, version));
    }
}
