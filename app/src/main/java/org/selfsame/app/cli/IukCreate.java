package org.selfsame.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.selfsame.iuk.KitFormat;
import org.selfsame.iuk.KitWriter;
import org.selfsame.iuk.LiveImage;
import org.selfsame.iuk.Union;
import org.selfsame.pack.Packer;
import org.selfsame.task.Task;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;
import picocli.CommandLine.ParseResult;

/// `iuk create`.
final class IukCreate {
    /// What is packed of kits and upgraded images: their writers get what they need elsewhere.
    static final Tree NOTHING = new Tree(MemoryTree.directory(Name.of(""), Metadata.NONE, List.of()));

    private static final Path NO_PATH = Path.of("");

    private final ParseResult arguments;
    private final Map<String, String> environment;

    IukCreate(ParseResult arguments, Map<String, String> environment) {
        this.arguments = arguments;
        this.environment = environment;
    }

    int run(IukReport report, Task task) throws IOException {
        var target = arguments.matchedOptionValue(IukCommand.OUTPUT, NO_PATH);
        var from = arguments.matchedOptionValue(IukCommand.OLD, "");
        var to = arguments.matchedOptionValue(IukCommand.NEW, "");
        if (from.isEmpty() || to.isEmpty() || target.toString().isEmpty()) {
            throw new UsageException("error.iuk.create");
        }
        PackCommand.checkOutput(target);
        try (var left = PackInput.open(from); var right = PackInput.open(to)) {
            checkWhole(left, from, task);
            checkWhole(right, to, task);
            var old = LiveImage.of(left.tree());
            var now = LiveImage.of(right.tree());
            var options = options(now);
            var packed = Packer.pack(NOTHING, (_, channel, watched) -> {
                KitWriter.write(old, now, options, scratch(target), channel, watched);
                left.checkUnchanged();
                right.checkUnchanged();
            }, target, arguments.matchedOptionValue(IukCommand.FORCE, false), task);
            report.created(from, to, packed, options);
            return ExitCode.GOOD;
        }
    }

    private static void checkWhole(PackInput image, String address, Task task) throws IOException {
        var cut = image.truncation(task);
        if (cut != null) {
            throw new UsageException("error.pack.truncated", address, cut.detail());
        }
    }

    private static Path scratch(Path target) {
        return target.resolveSibling("." + target.getFileName() + ".diff");
    }

    private KitWriter.Options options(LiveImage now) throws IOException {
        var format = switch (arguments.matchedOptionValue(IukCommand.FORMAT, "2")) {
            case "1" -> KitFormat.TAR;
            case "2" -> KitFormat.SQUASHFS;
            case String other -> throw new UsageException("error.pack.choice", other, IukCommand.FORMAT, "1, 2");
        };
        var usual = format == KitFormat.TAR ? "aufs" : "overlayfs";
        var union = switch (arguments.matchedOptionValue(IukCommand.UNION, usual)) {
            case "aufs" -> Union.AUFS;
            case "overlayfs" -> Union.OVERLAYFS;
            case String other -> throw new UsageException("error.pack.choice", other, IukCommand.UNION,
                    "aufs, overlayfs");
        };
        return new KitWriter.Options(format, union, time(now), diffName(now),
                arguments.matchedOptionValue(IukCommand.IGNORE, List.of()));
    }

    /// The time that is given, or the one that the new release says it was built for.
    private Instant time(LiveImage now) throws IOException {
        var given = Epoch.of(arguments, IukCommand.EPOCH, environment);
        if (given != null) {
            return given;
        }
        var stated = now.release("TAILS_SOURCE_DATE_EPOCH").orElse("");
        return Epoch.parse(stated, "TAILS_SOURCE_DATE_EPOCH", "error.iuk.no-time");
    }

    private String diffName(LiveImage now) throws IOException {
        if (arguments.hasMatchedOption(IukCommand.DIFF_NAME)) {
            var name = arguments.matchedOptionValue(IukCommand.DIFF_NAME, "");
            if (!KitWriter.Options.isDiffName(name)) {
                throw UsageException.ofValue(IukCommand.DIFF_NAME, name, "diff-name");
            }
            return name;
        }
        var version = now.release("VERSION").orElse("");
        if (version.isBlank() || !KitWriter.Options.isDiffName(version + ".squashfs")) {
            throw new UsageException("error.iuk.no-version");
        }
        return version + ".squashfs";
    }
}
