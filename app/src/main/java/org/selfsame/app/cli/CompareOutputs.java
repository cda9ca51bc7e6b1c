package org.selfsame.app.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.selfsame.report.compare.CompareReport;
import org.selfsame.words.Words;
import picocli.CommandLine.ParseResult;

/// Where a comparison is written to, and in which forms. What is there already is never replaced unless that is asked
/// for, and never if it is what was compared.
final class CompareOutputs {
    private static final String STANDARD_OUTPUT = "-";

    private final List<Output> outputs;
    private final boolean force;

    private record Output(ReportForm form, String target) {
        boolean isFile() {
            return !target.equals(STANDARD_OUTPUT);
        }
    }

    private CompareOutputs(List<Output> outputs, boolean force) {
        this.outputs = outputs;
        this.force = force;
    }

    /// What is asked for; text on standard output if nothing is.
    ///
    /// @throws UsageException if two forms go to one place
    static CompareOutputs of(ParseResult arguments, boolean force) {
        var outputs = new ArrayList<Output>();
        var targets = new HashSet<String>();
        for (var form : ReportForm.values()) {
            if (arguments.hasMatchedOption(form.option())) {
                var target = arguments.matchedOptionValue(form.option(), STANDARD_OUTPUT);
                if (!targets.add(target)) {
                    throw new UsageException("error.usage.one-place");
                }
                outputs.add(new Output(form, target));
            }
        }
        if (outputs.isEmpty()) {
            outputs.add(new Output(ReportForm.TEXT, STANDARD_OUTPUT));
        }
        return new CompareOutputs(outputs, force);
    }

    /// Whether anything is written that people keep, and that so needs to say which bytes it is about.
    boolean areKept() {
        return outputs.stream().anyMatch(output -> output.isFile() || output.form() != ReportForm.TEXT);
    }

    /// Says what is wrong with the files, before anything is compared.
    ///
    /// @param inputs files that are read
    /// @return whether nothing is
    boolean check(List<Path> inputs, Console console) throws IOException {
        for (var output : outputs) {
            if (!output.isFile()) {
                continue;
            }
            var file = Path.of(output.target());
            for (var input : inputs) {
                if (Files.exists(file) && Files.exists(input) && Files.isSameFile(file, input)) {
                    console.problem(Messages.text("error.report-is-input", file));
                    return false;
                }
            }
            if (Files.exists(file) && !force) {
                console.message(Words.text("verify.reportExists", "path", file));
                return false;
            }
        }
        return true;
    }

    /// Writes the report in all forms.
    ///
    /// @return whether all files could be written; what could not is said
    /// @throws IOException if standard output cannot be written to
    boolean write(CompareReport report, Console console) throws IOException {
        boolean all = true;
        for (var output : outputs) {
            if (output.isFile()) {
                all &= save(report, output, console);
            } else {
                write(report, output.form(), console.out());
            }
        }
        return all;
    }

    private boolean save(CompareReport report, Output output, Console console) {
        var file = Path.of(output.target());
        var how = force
                ? new OpenOption[]{StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE}
                : new OpenOption[]{StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
        try (var out = Files.newOutputStream(file, how)) {
            write(report, output.form(), out);
        } catch (FileAlreadyExistsException _) {
            console.message(Words.text("verify.reportExists", "path", file));
            return false;
        } catch (IOException e) {
            console.problem(Sentences.of(e));
            return false;
        }
        console.message(Words.text("verify.reportSaved", "path", file));
        return true;
    }

    private static void write(CompareReport report, ReportForm form, OutputStream out) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        form.write(report, writer);
        writer.flush();
    }
}
