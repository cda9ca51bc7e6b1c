package org.selfsame.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.selfsame.content.Content;
import org.selfsame.format.Address;
import org.selfsame.format.Place;
import org.selfsame.host.Extraction;
import org.selfsame.host.HostTree;
import org.selfsame.host.ExtractionOptions;
import org.selfsame.host.ExtractionResult;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Name;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `extract IMAGE[!/PATH] TARGET`: writes a directory of an image to the directory TARGET, or one entry to TARGET (into
/// it, if it is a directory), or one file to standard output.
final class ExtractCommand implements Command {
    private static final String ADD = "--add";
    private static final String PLAIN = "--plain";
    private static final String MAX_SIZE = "--max-size";
    private static final String JSON = "--json";
    private static final String QUIET = "--quiet";
    private static final String STANDARD_OUTPUT = "-";
    private static final int PIECE = 1 << 20;

    /// Begins to load what every extraction needs, if there are arguments.
    ExtractCommand(List<String> arguments) {
        if (!arguments.isEmpty()) {
            Thread.ofPlatform().daemon().name("warm up").start(HostTree::warmUp);
        }
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.create().name("extract")
                .addOption(OptionSpecs.flag(ADD))
                .addOption(OptionSpecs.flag(PLAIN))
                .addOption(OptionSpecs.bytes(MAX_SIZE, "BYTES"))
                .addOption(OptionSpecs.flag(JSON))
                .addOption(OptionSpecs.flag("-q", QUIET))
                .addPositional(PositionalParamSpec.builder().index("0").arity("1").required(true).type(String.class)
                        .paramLabel("IMAGE[!/PATH]").descriptionKey("image").build())
                .addPositional(PositionalParamSpec.builder().index("1").arity("1").required(true).type(String.class)
                        .paramLabel("TARGET").descriptionKey("target").build());
    }

    @Override
    public int run(ParseResult arguments, Console console) throws IOException {
        var address = arguments.matchedPositionalValue(0, "");
        var target = arguments.matchedPositionalValue(1, "");
        boolean json = arguments.matchedOptionValue(JSON, false);
        if (json && target.equals(STANDARD_OUTPUT)) {
            throw new UsageException("error.usage.two-results");
        }
        try (var place = Address.resolve(address, Limits.DEFAULT)) {
            if (target.equals(STANDARD_OUTPUT)) {
                return toStandardOutput(place, console);
            }
            boolean quiet = arguments.matchedOptionValue(QUIET, false);
            var task = console.terminal() && !quiet ? new Task(new Progress(console)) : Task.silent();
            try (var _ = new Interrupt(task)) {
                var path = Path.of(target);
                // before the options, which wait for the calls to the host
                var entry = place.shown().entry();
                var result = extract(entry, path, options(arguments, console), task);
                var report = new ExtractReport(result, address, path);
                report.tell(console, quiet);
                if (json) {
                    report.write(console.out());
                    console.out().flush();
                }
                return result.isComplete() ? ExitCode.GOOD : ExitCode.TROUBLE;
            }
        }
    }

    private static ExtractionOptions options(ParseResult arguments, Console console) {
        var options = ExtractionOptions.usual().intoNonEmpty(arguments.matchedOptionValue(ADD, false))
                .measureFirst(console.terminal());
        if (arguments.matchedOptionValue(PLAIN, false)) {
            options = options.privileged(false);
        }
        if (arguments.hasMatchedOption(MAX_SIZE)) {
            options = options.maxBytes(arguments.matchedOptionValue(MAX_SIZE, ByteCount.NONE).bytes());
        }
        return options;
    }

    private static ExtractionResult extract(Entry entry, Path target, ExtractionOptions options, Task task)
            throws IOException {
        var extraction = new Extraction(options, task);
        if (entry instanceof Entry.Directory directory) {
            return extraction.tree(directory, target);
        }
        if (Files.isDirectory(target)) {
            return extraction.entry(entry, target);
        }
        var absolute = target.toAbsolutePath();
        var parent = absolute.getParent();
        if (parent == null) {
            throw new IOException("the target has no name");
        }
        return extraction.entry(renamed(entry, Name.of(absolute.getFileName().toString())), parent);
    }

    private static Entry renamed(Entry entry, Name name) throws IOException {
        return switch (entry) {
            case Entry.File file -> MemoryTree.file(name, file.metadata(), file.content());
            case Entry.Symlink link -> new Entry.Symlink(name, link.metadata(), link.target());
            case Entry.Device device ->
                new Entry.Device(name, device.metadata(), device.block(), device.major(), device.minor());
            case Entry.Fifo fifo -> new Entry.Fifo(name, fifo.metadata());
            case Entry.Socket socket -> new Entry.Socket(name, socket.metadata());
            case Entry.Directory _ -> throw new IllegalArgumentException("a directory has children");
        };
    }

    private static int toStandardOutput(Place place, Console console) throws IOException {
        if (place.steps().isEmpty()) {
            throw new UsageException("error.usage.one-file");
        }
        Content content = place.content();
        if (content == null) {
            throw new UsageException("error.usage.one-file");
        }
        var buffer = new byte[PIECE];
        for (long at = 0; at < content.size();) {
            int length = (int) Math.min(PIECE, content.size() - at);
            content.read(at, buffer, 0, length);
            console.out().write(buffer, 0, length);
            at += length;
        }
        return ExitCode.GOOD;
    }
}
