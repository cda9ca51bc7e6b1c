package org.selfsame.app.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.selfsame.app.CacheDirectory;
import org.selfsame.apt.Bundle;
import org.selfsame.apt.Lock;
import org.selfsame.apt.LockFiles;
import org.selfsame.apt.LockJson;
import org.selfsame.apt.Resolver;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.content.FileContent;
import org.selfsame.host.NewFile;
import org.selfsame.recipe.CommitBundle;
import org.selfsame.recipe.RecipeException;
import org.selfsame.store.Store;
import org.selfsame.task.Task;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `store list|check|collect|bundle|import`: the inputs of builds.
final class StoreCommand implements Command {
    private static final String STORE = "--store";
    private static final String OUTPUT = "--output";
    private static final String RECIPE = "--recipe";
    private static final String ALL = "--all";
    private static final String KEEP_RESULTS = "--keep-results";
    private static final String FORCE = "--force";
    private static final String JSON = "--json";
    private static final String QUIET = "--quiet";

    /// Which actions take which option.
    private static final Map<String, Set<Action>> OF = Map.of(OUTPUT, Set.of(Action.bundle, Action.take), FORCE,
            Set.of(Action.bundle, Action.take), RECIPE, Set.of(Action.bundle), ALL, Set.of(Action.collect),
            KEEP_RESULTS, Set.of(Action.collect));

    private final Path cache;

    StoreCommand() {
        this(CacheDirectory.ofUser());
    }

    StoreCommand(Path cache) {
        this.cache = cache;
    }

    /// What to do.
    enum Action {
        list("list"), check("check"), collect("collect"), bundle("bundle"), take("import");

        final String word;

        Action(String word) {
            this.word = word;
        }

        static Action of(String word) {
            for (var action : values()) {
                if (action.word.equals(word)) {
                    return action;
                }
            }
            throw new UsageException("error.store.action");
        }
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.create().name("store")
                .addOption(OptionSpec.builder(STORE).type(Path.class).arity("1").paramLabel("DIR").build())
                .addOption(OptionSpec.builder("-o", OUTPUT).type(Path.class).arity("1").paramLabel("FILE|DIR").build())
                .addOption(OptionSpec.builder(RECIPE).type(Path.class).arity("1").paramLabel("DIR").build())
                .addOption(OptionSpecs.flag(ALL)).addOption(OptionSpecs.flag(KEEP_RESULTS))
                .addOption(OptionSpecs.flag(FORCE)).addOption(OptionSpecs.flag(JSON))
                .addOption(OptionSpecs.flag("-q", QUIET))
                .addPositional(PositionalParamSpec.builder().index("0").arity("0..1").type(String.class)
                        .paramLabel("list|check|collect|bundle|import").descriptionKey("action").build())
                .addPositional(PositionalParamSpec.builder().index("1..*").arity("0..*").type(List.class)
                        .auxiliaryTypes(Path.class).paramLabel("FILE").descriptionKey("files").build());
    }

    @Override
    public int run(ParseResult arguments, Console console) throws IOException {
        var action = Action.of(arguments.matchedPositionalValue(0, ""));
        List<Path> files = arguments.matchedPositionalValue(1, List.of());
        check(action, files, arguments);
        boolean quiet = arguments.matchedOptionValue(QUIET, false);
        var report = new StoreReport(console, arguments.matchedOptionValue(JSON, false), quiet);
        var task = console.terminal() && !quiet ? new Task(new Progress(console)) : Task.silent();
        try (var _ = new Interrupt(task)) {
            try {
                var store = Store.open(arguments.matchedOptionValue(STORE, cache.resolve("store")));
                return switch (action) {
                    case list -> report.listed(store.list());
                    case check -> report.checked(store.check(task));
                    case collect -> collect(store, files, arguments, report, task);
                    case bundle -> bundle(store, files.getFirst(), arguments, report, task);
                    case take -> take(store, files.getFirst(), arguments, report, task);
                };
            } catch (CancellationException _) {
                console.problem(Messages.text("stop.cancelled"));
                return ExitCode.TROUBLE;
            }
        }
    }

    private static void check(Action action, List<Path> files, ParseResult arguments) {
        OF.forEach((option, actions) -> {
            if (arguments.hasMatchedOption(option) && !actions.contains(action)) {
                throw new UsageException("error.store.option", option, String.join(", ", actions.stream()
                        .map(it -> it.word).sorted().toList()));
            }
        });
        boolean fits = switch (action) {
            case list, check -> files.isEmpty();
            case collect -> files.isEmpty() == arguments.matchedOptionValue(ALL, false);
            case bundle -> files.size() == 1 && arguments.hasMatchedOption(OUTPUT);
            case take -> files.size() == 1;
        };
        if (!fits) {
            throw new UsageException("error.store." + action.word);
        }
    }

    private static Lock read(Path file) throws IOException {
        try (var content = FileContent.open(file)) {
            return LockJson.read(content);
        }
    }

    private static int collect(Store store, List<Path> locks, ParseResult arguments, StoreReport report, Task task)
            throws IOException {
        var kept = new HashSet<Digest>();
        for (var lock : locks) {
            kept.addAll(LockFiles.of(read(lock)).keySet());
        }
        if (arguments.matchedOptionValue(KEEP_RESULTS, false)) {
            kept.addAll(store.results());
        }
        long freed = store.collect(kept, task) + Resolver.clear(store);
        return report.collected(freed, store.list());
    }

    private static int bundle(Store store, Path file, ParseResult arguments, StoreReport report, Task task)
            throws IOException {
        var lock = read(file);
        var target = arguments.matchedOptionValue(OUTPUT, Path.of(""));
        var recipe = arguments.matchedOptionValue(RECIPE, (Path) null);
        try (var output = NewFile.create(target, arguments.matchedOptionValue(FORCE, false))) {
            if (recipe == null) {
                write(lock, null, store, output, task);
            } else {
                writeWith(recipe, lock, store, output, task);
            }
            output.complete();
        }
        try (var written = FileContent.open(target)) {
            var digest = Digests.of(written, DigestAlgorithm.SHA256, _ -> task.checkCancelled());
            return report.bundled(target, written.size(), digest, lock);
        }
    }

    /// The commit goes to a file first: an archive states sizes before bytes.
    private static void writeWith(Path repository, Lock lock, Store store, NewFile output, Task task)
            throws IOException {
        var file = Files.createTempFile(output.path().toAbsolutePath().getParent(), ".recipe", ".part");
        try {
            try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
                CommitBundle.write(repository, lock.recipe().commit(), lock.recipe().tag(), out, task);
            } catch (RecipeException e) {
                throw e;
            } catch (IOException e) {
                throw output.explained(e);
            }
            try (var content = FileContent.open(file)) {
                write(lock, content, store, output, task);
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void write(Lock lock, @Nullable Content recipe, Store store, NewFile output, Task task)
            throws IOException {
        try {
            // buffered by the archive: it writes headers and whole pieces
            Bundle.write(lock, recipe, store, Channels.newOutputStream(output.channel()), task);
        } catch (IOException e) {
            throw output.explained(e);
        }
    }

    private static int take(Store store, Path file, ParseResult arguments, StoreReport report, Task task)
            throws IOException {
        try (var content = FileContent.open(file)) {
            var bundle = Bundle.open(content);
            bundle.store(store, task);
            var directory = arguments.matchedOptionValue(OUTPUT, (Path) null);
            if (directory == null) {
                return report.imported(bundle.lock(), store, null, null);
            }
            Files.createDirectories(directory);
            boolean force = arguments.matchedOptionValue(FORCE, false);
            var lock = write(bundle.lockText(), directory.resolve(Bundle.LOCK), force);
            var recipe = bundle.recipe();
            return report.imported(bundle.lock(), store, lock, recipe.isPresent()
                    ? write(recipe.get(), directory.resolve(Bundle.RECIPE), force)
                    : null);
        }
    }

    private static Path write(Content content, Path target, boolean force) throws IOException {
        try (var output = NewFile.create(target, force)) {
            try (var in = content.stream()) {
                in.transferTo(Channels.newOutputStream(output.channel()));
            } catch (IOException e) {
                throw output.explained(e);
            }
            output.complete();
        }
        return target;
    }
}
