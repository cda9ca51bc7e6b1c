package org.selfsame.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.selfsame.codec.BlockEncoders;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.host.HostTree;
import org.selfsame.pack.Packer;
import org.selfsame.pack.Shape;
import org.selfsame.task.Task;
import org.selfsame.tree.EntryTimes;
import org.selfsame.tree.Limits;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `pack FORMAT INPUT -o OUT`: an image of a directory, or of what is in another image. The bytes depend on the input and
/// the options alone. With `--like`, see [PackLike].
final class PackCommand implements Command {
    static final String OUTPUT = "--output";
    static final String FORCE = "--force";
    private static final String EPOCH = "--source-date-epoch";
    private static final String ALL_TIMES = "--all-times";
    private static final String ALL_ROOT = "--all-root";
    static final String NO_XATTRS = "--no-xattrs";
    private static final String EXCLUDE = "--exclude";
    static final String JSON = "--json";
    static final String QUIET = "--quiet";

    private static final int WARM_UP = 1 << 14;
    private static final Path NO_PATH = Path.of("");

    private final Map<String, String> environment;

    /// Begins to load what packing needs, if there are arguments.
    PackCommand(List<String> arguments) {
        this(System.getenv());
        if (!arguments.isEmpty()) {
            boolean lz4 = arguments.stream().anyMatch(argument -> argument.endsWith("lz4"));
            Thread.ofPlatform().daemon().name("warm up").start(() -> warmUp(lz4));
        }
    }

    PackCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    /// To look for a library and to link its functions takes as long as to parse the arguments; and so do the first blocks of a
    /// digest, before it is compiled.
    private static void warmUp(boolean lz4) {
        HostTree.warmUp();
        DigestAlgorithm.SHA256.start().update(new byte[WARM_UP]);
        if (lz4) {
            BlockEncoders.warmUpLz4();
        }
    }

    @Override
    public CommandSpec spec() {
        var spec = CommandSpec.create().name("pack");
        spec.addOption(OptionSpec.builder("-o", OUTPUT).type(Path.class).arity("1").paramLabel("FILE")
                .build());
        spec.addOption(OptionSpecs.flag(FORCE));
        spec.addOption(OptionSpecs.text(EPOCH, "SECONDS")).addOption(OptionSpecs.flag(ALL_TIMES));
        spec.addOption(OptionSpecs.flag(ALL_ROOT)).addOption(OptionSpecs.flag(NO_XATTRS));
        spec.addOption(OptionSpec.builder(EXCLUDE).type(List.class).auxiliaryTypes(String.class).arity("1")
                .paramLabel("PATTERN").build());
        PackFormats.specs().forEach(spec::addOption);
        PackLike.specs().forEach(spec::addOption);
        return spec.addOption(OptionSpecs.flag(JSON))
                .addOption(OptionSpecs.flag("-q", QUIET))
                .addPositional(PositionalParamSpec.builder().index("0").arity("0..1").type(String.class)
                        .paramLabel("FORMAT").descriptionKey("format").build())
                .addPositional(PositionalParamSpec.builder().index("1").arity("0..1").type(String.class)
                        .paramLabel("INPUT").descriptionKey("input").build());
    }

    @Override
    public int run(ParseResult arguments, Console console) throws IOException {
        boolean quiet = arguments.matchedOptionValue(QUIET, false);
        checkOutput(arguments.matchedOptionValue(OUTPUT, NO_PATH));
        var task = console.terminal() && !quiet ? new Task(new Progress(console)) : Task.silent();
        try (var _ = new Interrupt(task)) {
            // said before the interrupt is let go: then the process ends
            try {
                if (arguments.hasMatchedOption(PackLike.LIKE)) {
                    return new PackLike(arguments, console).run(task);
                }
                pack(arguments, console, task);
                return ExitCode.GOOD;
            } catch (CancellationException _) {
                console.problem(arguments.hasMatchedOption(OUTPUT)
                        ? Messages.text("pack.cancelled", arguments.matchedOptionValue(OUTPUT, NO_PATH))
                        : Messages.text("like.cancelled"));
                return ExitCode.TROUBLE;
            } catch (IllegalArgumentException e) {
                // what no single option is to blame for
                throw new UsageException("error.pack.refused", String.valueOf(e.getMessage()));
            }
        }
    }

    /// @throws UsageException if it is what other commands take for standard output: images are read back as they are made
    static void checkOutput(Path output) {
        if (output.toString().equals("-")) {
            throw new UsageException("error.output.standard");
        }
    }

    private void pack(ParseResult arguments, Console console, Task task) throws IOException {
        if (!arguments.hasMatchedPositional(1) || !arguments.hasMatchedOption(OUTPUT)) {
            throw new UsageException("error.pack.missing");
        }
        var format = format(arguments);
        if (arguments.hasMatchedOption(PackLike.STOP)) {
            throw new UsageException("error.pack.option", PackLike.STOP, format.name());
        }
        var epoch = Epoch.of(arguments, EPOCH, environment);
        var target = arguments.matchedOptionValue(OUTPUT, NO_PATH);
        var address = arguments.matchedPositionalValue(1, "");
        boolean xattrs = !arguments.matchedOptionValue(NO_XATTRS, false);
        try (var input = PackInput.open(address, xattrs && format.keepsXattrs())) {
            if (input.holds(target)) {
                throw new UsageException("error.pack.output-in-input", target);
            }
            var cut = input.truncation(task);
            if (cut != null) {
                console.problem(Messages.text("error.pack.truncated", address, cut.detail()));
            }
            var shape = new Shape(times(arguments, epoch), arguments.matchedOptionValue(ALL_ROOT, false), xattrs,
                    arguments.matchedOptionValue(EXCLUDE, List.of()));
            var shaped = input.isDirectory()
                    ? shape.applyAhead(input.tree(), Limits.DEFAULT, task)
                    : shape.apply(input.tree(), Limits.DEFAULT, task);
            shaped.unused().forEach(pattern -> console.problem(Messages.text("pack.unused-exclude", pattern)));
            var time = epoch != null ? epoch : Objects.requireNonNullElse(shaped.newest(), Instant.EPOCH);
            var options = new PackOptions(arguments, time);
            var writer = format.writer(options).checkedBy(input::checkUnchanged);
            options.checkAllUsed();
            boolean replace = arguments.matchedOptionValue(FORCE, false);
            boolean quiet = arguments.matchedOptionValue(QUIET, false);
            boolean json = arguments.matchedOptionValue(JSON, false);
            if (quiet && !json) {
                // nobody is told the digest
                Packer.write(shaped.tree(), writer, target, replace, task);
                return;
            }
            var packed = Packer.pack(shaped.tree(), writer, target, replace, task);
            var report = new PackReport(packed, format, address, shape, shaped, options);
            if (!quiet) {
                report.tell(console);
            }
            if (json) {
                report.write(console.out());
            }
        }
    }

    private static @Nullable EntryTimes times(ParseResult arguments, @Nullable Instant epoch) {
        boolean all = arguments.matchedOptionValue(ALL_TIMES, false);
        if (epoch == null) {
            if (all) {
                throw new UsageException("error.pack.no-time", ALL_TIMES, EPOCH);
            }
            return null;
        }
        return all ? EntryTimes.set(epoch) : EntryTimes.clamp(epoch);
    }

    private static PackFormat format(ParseResult arguments) {
        var name = arguments.matchedPositionalValue(0, "");
        var format = PackFormats.called(name);
        if (format == null) {
            throw new UsageException("error.pack.format", name, String.join(", ", PackFormats.names()));
        }
        for (var option : PackFormats.specs()) {
            if (arguments.hasMatchedOption(option.longestName()) && !format.options().contains(option.longestName())) {
                throw new UsageException("error.pack.option", option.longestName(), name);
            }
        }
        return format;
    }
}
