package org.selfsame.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.selfsame.content.FileChangedException;
import org.selfsame.format.Address;
import org.selfsame.format.Formats;
import org.selfsame.pack.Repack.Outcome;
import org.selfsame.pack.Repacker;
import org.selfsame.task.Task;
import org.selfsame.tree.Limits;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// `pack --like IMAGE`: makes an image again from its own tree, and says whether the bytes are the same.
final class PackLike {
    static final String LIKE = "--like";
    static final String STOP = "--stop-at-first";
    private static final List<String> MADE_AGAIN = List.of("squashfs", "iso9660", "fat");
    /// What goes with it of the options of `pack`.
    private static final List<String> OPTIONS = List.of(LIKE, STOP, PackCommand.OUTPUT, PackCommand.FORCE,
            PackCommand.JSON, PackCommand.QUIET);

    private final ParseResult arguments;
    private final Console console;

    PackLike(ParseResult arguments, Console console) {
        this.arguments = arguments;
        this.console = console;
    }

    static List<OptionSpec> specs() {
        return List.of(OptionSpecs.text(LIKE, "IMAGE"),
                OptionSpecs.flag(STOP));
    }

    /// @throws UsageException if something is given that does not go with it
    int run(Task task) throws IOException {
        for (var option : arguments.matchedOptions()) {
            if (!OPTIONS.contains(option.longestName())) {
                throw new UsageException("error.pack.option", option.longestName(), LIKE);
            }
        }
        if (arguments.hasMatchedPositional(0)) {
            throw new UsageException("error.pack.option", arguments.matchedPositionalValue(0, ""), LIKE);
        }
        var address = arguments.matchedOptionValue(LIKE, "");
        try (var place = Address.resolve(address, Limits.DEFAULT)) {
            var target = arguments.hasMatchedOption(PackCommand.OUTPUT)
                    ? new Repacker.Target(arguments.matchedOptionValue(PackCommand.OUTPUT, Path.of("")),
                            arguments.matchedOptionValue(PackCommand.FORCE, false))
                    : null;
            var content = place.requireContent();
            if (Formats.of(content).stream().noneMatch(format -> MADE_AGAIN.contains(format.name()))) {
                throw new UsageException("error.pack.not-like", address);
            }
            var repack = Repacker.repack(content, target, arguments.matchedOptionValue(STOP, false),
                    task);
            if (place.file().hasChanged()) {
                throw new FileChangedException(place.file().path());
            }
            var report = new PackLikeReport(address, repack);
            if (arguments.matchedOptionValue(PackCommand.JSON, false)) {
                report.write(console.out());
            } else if (!arguments.matchedOptionValue(PackCommand.QUIET, false)) {
                report.tell(console.out());
            }
            return switch (repack.outcome()) {
                case Outcome.Equal _ -> ExitCode.GOOD;
                case Outcome.Different _ -> ExitCode.BAD;
                case Outcome.NotMade _ -> ExitCode.TROUBLE;
            };
        }
    }
}
