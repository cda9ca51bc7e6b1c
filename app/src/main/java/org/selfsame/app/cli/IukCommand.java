package org.selfsame.app.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.selfsame.content.FileChangedException;
import org.selfsame.content.FileContent;
import org.selfsame.format.squashfs.SquashfsFormat;
import org.selfsame.format.tar.TarFormat;
import org.selfsame.iuk.Installation;
import org.selfsame.iuk.Kit;
import org.selfsame.iuk.KitCheck;
import org.selfsame.iuk.LiveImage;
import org.selfsame.pack.Packer;
import org.selfsame.task.Task;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `iuk create|show|apply|check`: incremental upgrade kits of Tails.
final class IukCommand implements Command {
    static final String OLD = "--old";
    static final String NEW = "--new";
    static final String OUTPUT = "--output";
    static final String FORMAT = "--format";
    static final String UNION = "--union";
    static final String DIFF_NAME = "--diff-name";
    static final String IGNORE = "--ignore-if-same-content";
    static final String EPOCH = "--source-date-epoch";
    static final String FORCE = "--force";
    static final String QUIET = "--quiet";
    private static final String JSON = "--json";

    /// What not every action takes.
    private static final List<String> OF_ACTIONS = List.of(OLD, NEW, OUTPUT, FORMAT, UNION, DIFF_NAME, IGNORE, EPOCH,
            FORCE);

    private final Map<String, String> environment;

    IukCommand() {
        this(System.getenv());
    }

    IukCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    /// What to do.
    enum Action {
        create("error.iuk.create", 0), show("error.iuk.show", 1), apply("error.iuk.apply", 2), check("error.iuk.check",
                3);

        final String usage;
        final int files;

        Action(String usage, int files) {
            this.usage = usage;
            this.files = files;
        }

        /// Which it takes of those that not every action takes.
        List<String> options() {
            return switch (this) {
                case create -> OF_ACTIONS;
                case apply -> List.of(OUTPUT, FORCE);
                case show, check -> List.of();
            };
        }
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.create().name("iuk")
                .addOption(OptionSpecs.text(OLD, "IMAGE")).addOption(OptionSpecs.text(NEW, "IMAGE"))
                .addOption(OptionSpec.builder("-o", OUTPUT).type(Path.class).arity("1").paramLabel("FILE").build())
                .addOption(OptionSpecs.text(FORMAT, "1|2")).addOption(OptionSpecs.text(UNION, "aufs|overlayfs"))
                .addOption(OptionSpecs.text(DIFF_NAME, "NAME"))
                .addOption(OptionSpec.builder(IGNORE).type(List.class).auxiliaryTypes(String.class).arity("1")
                        .paramLabel("PATTERN").build())
                .addOption(OptionSpecs.text(EPOCH, "SECONDS"))
                .addOption(OptionSpecs.flag(FORCE))
                .addOption(OptionSpecs.flag(JSON))
                .addOption(OptionSpecs.flag("-q", QUIET))
                .addPositional(PositionalParamSpec.builder().index("0").arity("0..1").type(String.class)
                        .paramLabel("create|show|apply|check").descriptionKey("action").build())
                .addPositional(PositionalParamSpec.builder().index("1..3").arity("0..1").type(List.class)
                        .auxiliaryTypes(String.class).paramLabel("FILE").descriptionKey("files").build());
    }

    @Override
    public int run(ParseResult arguments, Console console) throws IOException {
        var action = action(arguments.matchedPositionalValue(0, ""));
        List<String> files = arguments.matchedPositionalValue(1, List.of());
        boolean ofOthers = OF_ACTIONS.stream()
                .anyMatch(option -> arguments.hasMatchedOption(option) && !action.options().contains(option));
        if (files.size() != action.files || ofOthers) {
            throw new UsageException(action.usage);
        }
        boolean quiet = arguments.matchedOptionValue(QUIET, false);
        var report = new IukReport(console, arguments.matchedOptionValue(JSON, false), quiet);
        var task = console.terminal() && !quiet ? new Task(new Progress(console)) : Task.silent();
        try (var _ = new Interrupt(task)) {
            // said before the interrupt is let go: then the process ends
            try {
                return switch (action) {
                    case create -> new IukCreate(arguments, environment).run(report, task);
                    case show -> show(files.getFirst(), report, task);
                    case apply -> apply(files.getFirst(), Path.of(files.getLast()), arguments, report, task);
                    case check -> check(files, report, task);
                };
            } catch (CancellationException _) {
                console.problem(Messages.text("stop.cancelled"));
                return ExitCode.TROUBLE;
            }
        }
    }

    private static Action action(String name) {
        for (var action : Action.values()) {
            if (action.name().equals(name)) {
                return action;
            }
        }
        throw new UsageException("error.iuk.action");
    }

    /// @throws UsageException if it is in no format that kits have
    private static Kit open(String file, FileContent content, Task task) throws IOException {
        if (!new SquashfsFormat().recognizes(content) && !new TarFormat().recognizes(content)) {
            throw new UsageException("error.iuk.not-a-kit", file);
        }
        return Kit.open(content, task);
    }

    private static int show(String file, IukReport report, Task task) throws IOException {
        try (var content = FileContent.open(Path.of(file))) {
            report.show(file, content.size(), open(file, content, task));
        }
        return ExitCode.GOOD;
    }

    private static int apply(String file, Path target, ParseResult arguments, IukReport report, Task task)
            throws IOException {
        boolean toFile = arguments.hasMatchedOption(OUTPUT);
        if (!toFile && (Files.isRegularFile(target) || arguments.hasMatchedOption(FORCE))) {
            throw new UsageException("error.iuk.apply-output", target);
        }
        if (toFile && Files.isDirectory(target)) {
            throw new UsageException("error.iuk.apply-in-place", target);
        }
        try (var content = FileContent.open(Path.of(file))) {
            var kit = open(file, content, task);
            if (!kit.hazards().isEmpty()) {
                report.hazards(kit);
                return ExitCode.TROUBLE;
            }
            if (toFile) {
                upgrade(kit, content, target, arguments, report, task);
            } else {
                report.applied(content.path(), target, kit, Installation.apply(kit, target, task), null);
            }
        } catch (AccessDeniedException e) {
            if (e.getFile() == null || !Path.of(e.getFile()).startsWith(target) || toFile) {
                throw e;
            }
            throw new UsageException("error.target.no-permission", target);
        }
        return ExitCode.GOOD;
    }

    /// Applies a kit to the system partition in an image, and writes the upgraded image.
    private static void upgrade(Kit kit, FileContent content, Path target, ParseResult arguments, IukReport report,
            Task task) throws IOException {
        var output = arguments.matchedOptionValue(OUTPUT, target);
        PackCommand.checkOutput(output);
        try (var image = FileContent.open(target)) {
            var upgraded = Installation.apply(kit, image, task);
            var packed = Packer.pack(IukCreate.NOTHING, Packer.streamed((_, out, watched) -> {
                upgraded.write(out, watched);
                for (var read : List.of(content, image)) {
                    if (read.hasChanged()) {
                        throw new FileChangedException(read.path());
                    }
                }
            }), output, arguments.matchedOptionValue(FORCE, false), task);
            report.applied(content.path(), target, kit, upgraded.result(), packed);
        }
    }

    private static int check(List<String> files, IukReport report, Task task) throws IOException {
        try (var old = PackInput.open(files.getFirst());
                var now = PackInput.open(files.getLast());
                var content = FileContent.open(Path.of(files.get(1)))) {
            var kit = open(files.get(1), content, task);
            var result = KitCheck.of(LiveImage.of(old.tree()), kit, LiveImage.of(now.tree()), task);
            old.checkUnchanged();
            now.checkUnchanged();
            report.checked(files, kit, result);
            return result.isSame() && kit.hazards().isEmpty() ? ExitCode.GOOD : ExitCode.BAD;
        }
    }
}
