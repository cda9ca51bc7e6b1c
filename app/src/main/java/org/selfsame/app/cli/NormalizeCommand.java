package org.selfsame.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FileChangedException;
import org.selfsame.content.FileContent;
import org.selfsame.host.Extraction;
import org.selfsame.host.ExtractionOptions;
import org.selfsame.host.HostTree;
import org.selfsame.host.NewFile;
import org.selfsame.normalize.Epoch;
import org.selfsame.normalize.InPlace;
import org.selfsame.normalize.Normalizer;
import org.selfsame.normalize.Profile;
import org.selfsame.normalize.Rule;
import org.selfsame.normalize.Rules;
import org.selfsame.normalize.Scratch;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Name;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `normalize INPUT`: makes a file or a directory what every build of it should have been, or says what would change.
final class NormalizeCommand implements Command {
    private static final String OUTPUT = "--output";
    private static final String IN_PLACE = "--in-place";
    private static final String CHECK = "--check";
    private static final String EPOCH = "--source-date-epoch";
    private static final String CLAMP = "--clamp";
    private static final String RULES = "--rules";
    private static final String PROFILE = "--profile";
    private static final String STRICT = "--strict";
    private static final String JSON = "--json";
    private static final String QUIET = "--quiet";
    private static final String EPOCH_VARIABLE = "SOURCE_DATE_EPOCH";
    private static final Path NO_PATH = Path.of("");
    /// What is made and kept in memory before it goes to a file of its own.
    private static final long SCRATCH_MEMORY = 64L << 20;

    private final Map<String, String> environment;

    NormalizeCommand() {
        this(System.getenv());
    }

    NormalizeCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.create().name("normalize")
                .addOption(OptionSpec.builder("-o", OUTPUT).type(Path.class).arity("1").paramLabel("OUT").build())
                .addOption(OptionSpecs.flag(IN_PLACE)).addOption(OptionSpecs.flag(CHECK))
                .addOption(OptionSpecs.text(EPOCH, "SECONDS"))
                .addOption(OptionSpecs.flag(CLAMP))
                .addOption(OptionSpecs.text(PROFILE, "PROFILE"))
                .addOption(OptionSpecs.text(RULES, "LIST"))
                .addOption(OptionSpecs.flag(STRICT)).addOption(OptionSpecs.flag(JSON))
                .addOption(OptionSpecs.flag("-q", QUIET))
                .addPositional(PositionalParamSpec.builder().index("0").arity("1").type(String.class)
                        .paramLabel("INPUT").descriptionKey("input").build());
    }

    /// What happens with the result.
    private enum Mode {
        OUTPUT, IN_PLACE, CHECK
    }

    /// The command line, checked.
    private record Job(String input, Mode mode, Path output, Epoch epoch, NormalizeReport report, Task task,
            List<Rule> rules) {

        Normalizer normalizer(Scratch scratch) {
            return new Normalizer(rules, epoch, Limits.DEFAULT, scratch, task);
        }
    }

    @Override
    public int run(ParseResult arguments, Console console) throws IOException {
        var mode = mode(arguments);
        boolean quiet = arguments.matchedOptionValue(QUIET, false);
        boolean strict = arguments.matchedOptionValue(STRICT, false);
        var input = arguments.matchedPositionalValue(0, "");
        var epoch = new Epoch(epoch(arguments), arguments.matchedOptionValue(CLAMP, false));
        var output = arguments.matchedOptionValue(OUTPUT, NO_PATH);
        var task = console.terminal() && !quiet ? new Task(new Progress(console)) : Task.silent();
        boolean json = arguments.matchedOptionValue(JSON, false);
        var report = json
                ? NormalizeReport.json(console, input, epoch, strict)
                : NormalizeReport.text(console, quiet, strict);
        PackCommand.checkOutput(output);
        var job = new Job(input, mode, output, epoch, report, task, rules(arguments));
        try (var _ = new Interrupt(task); var scratch = new Scratch(scratchDirectory(job), SCRATCH_MEMORY)) {
            var path = hostPath(input);
            boolean file = path != null && Files.isRegularFile(path);
            checkFree(job, file);
            if (path != null && file) {
                file(job, path, scratch);
            } else {
                tree(job, scratch);
            }
            report.end(mode == Mode.CHECK);
            if (report.isFailed() || strict && report.isIncomplete()) {
                return ExitCode.TROUBLE;
            }
            return mode == Mode.CHECK && report.changes() > 0 ? ExitCode.BAD : ExitCode.GOOD;
        } catch (UncheckedIOException e) {
            // the report could not be written
            throw e.getCause();
        } catch (CancellationException _) {
            console.problem(
                    Messages.text(mode == Mode.IN_PLACE ? "normalize.cancelled-in-place" : "normalize.cancelled"));
            return ExitCode.TROUBLE;
        }
    }

    /// Before the work: whether the output can be made.
    private static void checkFree(Job job, boolean file) throws IOException {
        if (job.mode != Mode.OUTPUT || !Files.exists(job.output, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (file) {
            throw new UsageException("error.target.exists", job.output);
        }
        if (!Files.isDirectory(job.output)) {
            throw new UsageException("error.target.not-a-directory", job.output);
        }
        try (var entries = Files.list(job.output)) {
            if (entries.findAny().isPresent()) {
                throw new UsageException("error.normalize.not-empty", job.output);
            }
        }
    }

    private static Mode mode(ParseResult arguments) {
        boolean output = arguments.hasMatchedOption(OUTPUT);
        boolean inPlace = arguments.matchedOptionValue(IN_PLACE, false);
        boolean check = arguments.matchedOptionValue(CHECK, false);
        if ((output ? 1 : 0) + (inPlace ? 1 : 0) + (check ? 1 : 0) != 1) {
            throw new UsageException("error.normalize.one-of");
        }
        return output ? Mode.OUTPUT : inPlace ? Mode.IN_PLACE : Mode.CHECK;
    }

    private static List<Rule> rules(ParseResult arguments) {
        var names = Arrays.stream(Profile.values()).map(it -> it.name().toLowerCase(Locale.ROOT)).toList();
        var name = arguments.matchedOptionValue(PROFILE, "strip");
        if (!names.contains(name)) {
            throw new UsageException("error.normalize.profile", name, String.join(", ", names));
        }
        var list = arguments.matchedOptionValue(RULES, "");
        try {
            return Rules.chosen(Profile.valueOf(name.toUpperCase(Locale.ROOT)),
                    list.isEmpty() ? List.of() : List.of(list.split(",", -1)));
        } catch (IllegalArgumentException e) {
            var ids = Rules.all().stream().map(Rule::id).sorted().toList();
            throw new UsageException("error.normalize.rule", String.valueOf(e.getMessage()), String.join(", ", ids));
        }
    }

    private long epoch(ParseResult arguments) {
        boolean option = arguments.hasMatchedOption(EPOCH);
        var text = option ? arguments.matchedOptionValue(EPOCH, "") : environment.getOrDefault(EPOCH_VARIABLE, "");
        if (!option && text.isEmpty()) {
            return 0;
        }
        try {
            long seconds = Long.parseLong(text);
            if (seconds >= 0 && seconds <= Epoch.LAST) {
                return seconds;
            }
        } catch (NumberFormatException _) {
            // said below
        }
        throw new UsageException("error.normalize.epoch", text, option ? EPOCH : EPOCH_VARIABLE);
    }

    /// Where large results wait: beside the output, so that they do not fill another disk.
    private static Path scratchDirectory(Job job) {
        var parent = job.mode == Mode.OUTPUT ? job.output.toAbsolutePath().getParent() : null;
        return parent != null && Files.isDirectory(parent)
                ? parent
                : FileSystems.getDefault().getPath(System.getProperty("java.io.tmpdir"));
    }

    private static @Nullable Path hostPath(String input) {
        try {
            return Path.of(input);
        } catch (InvalidPathException _) {
            return null;
        }
    }

    private static void file(Job job, Path path, Scratch scratch) throws IOException {
        try (var content = FileContent.open(path)) {
            var after = job.normalizer(scratch).content(job.input, content, job.report);
            if (job.mode == Mode.OUTPUT) {
                try (var file = NewFile.create(job.output, false)) {
                    try (var out = Channels.newOutputStream(file.channel())) {
                        Scratch.copy(after.isPresent() ? after.get() : content, out);
                        checkUnchanged(content);
                        file.complete();
                    } catch (IOException e) {
                        throw file.explained(e);
                    }
                }
            } else if (job.mode == Mode.IN_PLACE && after.isPresent()) {
                checkUnchanged(content);
                replace(path.toRealPath(), after.get(), job.task);
            }
        }
    }

    private static void replace(Path path, Content content, Task task) throws IOException {
        try (var parent = HostTree.open(Objects.requireNonNull(path.getParent()))) {
            var name = Name.of(path.getFileName().toString());
            for (Entry entry : parent.tree().root().children()) {
                if (entry.name().equals(name)) {
                    try {
                        InPlace.file(path, entry.metadata(), content, task);
                    } catch (AccessDeniedException _) {
                        throw new UsageException("error.target.no-permission", path);
                    }
                    return;
                }
            }
        }
        throw new FileChangedException(path);
    }

    /// A new file that could not be made stands for its directory; anything else is as it was.
    private static AccessDeniedException unwritable(AccessDeniedException denied) {
        var file = denied.getFile() == null ? null : Path.of(denied.getFile());
        if (file == null || file.getParent() == null || Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return denied;
        }
        throw new UsageException("error.target.no-permission", file.getParent());
    }

    private static void checkUnchanged(FileContent content) throws IOException {
        if (content.hasChanged()) {
            throw new FileChangedException(content.path());
        }
    }

    private static void tree(Job job, Scratch scratch) throws IOException {
        try (var input = PackInput.open(job.input)) {
            var path = hostPath(job.input);
            boolean directory = path != null && Files.isDirectory(path);
            if (job.mode == Mode.IN_PLACE && !directory) {
                throw new UsageException("error.normalize.no-directory", job.input);
            }
            if (job.mode == Mode.OUTPUT && input.holds(job.output)) {
                throw new UsageException("error.pack.output-in-input", job.output);
            }
            var draft = job.normalizer(scratch).draft(input.tree(), job.report);
            switch (job.mode) {
                case CHECK -> {
                    // the report says all
                }
                case IN_PLACE -> {
                    try {
                        new InPlace(Objects.requireNonNull(path).toRealPath(), job.task).apply(draft);
                    } catch (AccessDeniedException e) {
                        throw unwritable(e);
                    }
                }
                case OUTPUT -> {
                    var result = new Extraction(ExtractionOptions.usual(), job.task).tree(draft.tree().root(),
                            job.output);
                    job.report.written(result, job.input, job.output);
                }
            }
            input.checkUnchanged();
        }
    }
}
