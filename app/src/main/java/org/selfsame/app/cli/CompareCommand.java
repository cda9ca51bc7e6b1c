package org.selfsame.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.selfsame.app.Version;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.CompareOptions;
import org.selfsame.compare.Comparer;
import org.selfsame.compare.Comparison;
import org.selfsame.compare.Side;
import org.selfsame.compare.detail.Details;
import org.selfsame.compare.outcome.Answer;
import org.selfsame.compare.outcome.Outcome;
import org.selfsame.compare.outcome.Selection;
import org.selfsame.content.FileContent;
import org.selfsame.report.compare.CompareReport;
import org.selfsame.report.compare.LoadedReport;
import org.selfsame.report.compare.Party;
import org.selfsame.task.Task;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `compare LEFT RIGHT`: what differs between two images, or two things in images, down to the byte, and why.
final class CompareCommand implements Command {
    private static final String ONLY = "--only";
    private static final String IGNORE = "--ignore";
    private static final String DEPTH = "--depth";
    private static final String BUDGET = "--budget";
    private static final String LOAD = "--load-diffoscope";
    private static final String FORCE = "--force";

    private static final Path NO_PATH = Path.of("");

    @Override
    public CommandSpec spec() {
        var spec = CommandSpec.create().name("compare");
        for (var form : ReportForm.values()) {
            spec.addOption(OptionSpec.builder(form.option()).type(String.class).arity("1").paramLabel("FILE").build());
        }
        return spec.addOption(OptionSpecs.flag(FORCE))
                .addOption(OptionSpec.builder(ONLY).type(List.class).auxiliaryTypes(String.class).arity("1")
                        .paramLabel("PATTERN").build())
                .addOption(OptionSpec.builder(IGNORE).type(List.class).auxiliaryTypes(String.class).arity("1")
                        .paramLabel("CAUSE").build())
                .addOption(OptionSpecs.number(DEPTH))
                .addOption(OptionSpecs.bytes(BUDGET, "SIZE"))
                .addOption(OptionSpec.builder(LOAD).type(Path.class).arity("1").paramLabel("FILE.json").build())
                .addPositional(PositionalParamSpec.builder().index("0").arity("0..1").type(String.class)
                        .paramLabel("LEFT").descriptionKey("left").build())
                .addPositional(PositionalParamSpec.builder().index("1").arity("0..1").type(String.class)
                        .paramLabel("RIGHT").descriptionKey("right").build());
    }

    @Override
    public int run(ParseResult arguments, Console console) throws IOException {
        var left = arguments.matchedPositionalValue(0, "");
        var right = arguments.matchedPositionalValue(1, "");
        boolean load = arguments.hasMatchedOption(LOAD);
        if (load ? !left.isEmpty() : right.isEmpty()) {
            throw new UsageException(load ? "error.usage.load-alone" : "error.usage.two-sides");
        }
        var ignored = ignored(arguments);
        if (arguments.matchedOptionValue(DEPTH, 0) < 0) {
            throw new UsageException("error.usage.depth");
        }
        var outputs = CompareOutputs.of(arguments, arguments.matchedOptionValue(FORCE, false));
        if (load) {
            return load(arguments.matchedOptionValue(LOAD, NO_PATH), outputs, console);
        }
        try (var sides = CompareSides.open(left, right)) {
            var problem = sides.problem();
            if (problem != null) {
                console.problem(problem);
                return ExitCode.TROUBLE;
            }
            return outputs.check(List.of(sides.file(Side.LEFT), sides.file(Side.RIGHT)), console)
                    ? compare(sides, arguments, ignored, outputs, console)
                    : ExitCode.TROUBLE;
        }
    }

    /// The causes that are to be ignored.
    ///
    /// @throws UsageException if one is none, or must be looked at
    private static List<CauseCode> ignored(ParseResult arguments) {
        List<String> names = arguments.matchedOptionValue(IGNORE, List.of());
        var codes = new ArrayList<CauseCode>();
        for (var name : names) {
            var code = Stream.of(CauseCode.values()).filter(it -> it.name().equals(name)).findFirst()
                    .orElseThrow(() -> new UsageException("error.pack.choice", name, IGNORE,
                            Stream.of(CauseCode.values()).filter(Outcome::mayIgnore).map(CauseCode::name)
                                    .collect(Collectors.joining(", "))));
            if (!Outcome.mayIgnore(code)) {
                throw new UsageException("error.usage.not-ignored", code);
            }
            codes.add(code);
        }
        return codes;
    }

    private static int load(Path file, CompareOutputs outputs, Console console) throws IOException {
        if (!outputs.check(List.of(file), console)) {
            return ExitCode.TROUBLE;
        }
        try (var content = FileContent.open(file)) {
            var report = LoadedReport.of(content, Version.TEXT);
            return outputs.write(report, console) ? report.outcome().answer().code() : ExitCode.TROUBLE;
        }
    }

    private static int compare(CompareSides sides, ParseResult arguments, List<CauseCode> ignored,
            CompareOutputs outputs, Console console) throws IOException {
        var task = console.terminal() ? new Task(new Progress(console)) : Task.silent();
        try (var _ = new Interrupt(task); var digests = new SideDigests(sides, outputs.areKept(), task)) {
            var comparison = compare(sides, options(arguments), task);
            if (comparison.identical()) {
                digests.areSame();
            }
            var left = party(sides, Side.LEFT, digests);
            var right = party(sides, Side.RIGHT, digests);
            var outcome = Outcome.of(comparison, new Selection(arguments.matchedOptionValue(ONLY, List.of())),
                    ignored, changed(sides));
            var report = new CompareReport(left, right, outcome, difference -> Details.of(difference, task), false,
                    Version.TEXT);
            boolean written = outputs.write(report, console);
            return written || outcome.answer() == Answer.DIFFERENT ? outcome.answer().code() : ExitCode.TROUBLE;
        }
    }

    private static Comparison compare(CompareSides sides, CompareOptions options, Task task) throws IOException {
        var comparer = new Comparer(options);
        var left = sides.content(Side.LEFT);
        var right = sides.content(Side.RIGHT);
        return left == null || right == null
                ? comparer.trees(sides.tree(Side.LEFT), sides.tree(Side.RIGHT), sides.format(), _ -> {}, task)
                : comparer.contents(left, right, _ -> {}, task);
    }

    private static CompareOptions options(ParseResult arguments) {
        var usual = CompareOptions.DEFAULT;
        return new CompareOptions(usual.limits(), arguments.matchedOptionValue(DEPTH, usual.depth()), usual.threads(),
                arguments.matchedOptionValue(BUDGET, new ByteCount(usual.budget())).bytes());
    }

    private static Party party(CompareSides sides, Side side, SideDigests digests) {
        var content = sides.content(side);
        return new Party(sides.name(side), content == null ? -1 : content.size(), digests.of(side));
    }

    private static Set<Side> changed(CompareSides sides) {
        var changed = EnumSet.noneOf(Side.class);
        for (var side : Side.values()) {
            if (sides.hasChanged(side)) {
                changed.add(side);
            }
        }
        return changed;
    }
}
