package org.selfsame.app.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.selfsame.app.CacheDirectory;
import org.selfsame.app.StateDirectory;
import org.selfsame.apt.Lock;
import org.selfsame.apt.LockJson;
import org.selfsame.apt.LockProof;
import org.selfsame.apt.ProofRules;
import org.selfsame.apt.ResolveOptions;
import org.selfsame.apt.Resolver;
import org.selfsame.content.FileContent;
import org.selfsame.host.NewFile;
import org.selfsame.recipe.Recipe;
import org.selfsame.recipe.RecipeReader;
import org.selfsame.recipe.RecipeRequest;
import org.selfsame.store.Store;
import org.selfsame.task.Task;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// `lock RECIPE`: finds every input of a recipe, stores it, and writes down what it is.
final class LockCommand implements Command {
    /// What a lock is called beside its recipe.
    static final String NAME = "selfsame.lock";
    private static final String COMMIT = "--commit";
    private static final String KEYRING = "--keyring";
    private static final String OUTPUT = "--output";
    private static final String UPDATE = "--update";
    private static final String CHECK = "--check";
    private static final String STORE = "--store";
    private static final String ALLOW_DIRTY = "--allow-dirty";
    private static final String JSON = "--json";
    private static final String QUIET = "--quiet";

    private final Path cache;
    private final Path state;
    private final Map<String, String> environment;

    LockCommand() {
        this(CacheDirectory.ofUser(), StateDirectory.ofUser(), System.getenv());
    }

    /// @param cache where the store and fetched recipes are
    /// @param state where what was seen is kept
    LockCommand(Path cache, Path state, Map<String, String> environment) {
        this.cache = cache;
        this.state = state;
        this.environment = environment;
    }

    @Override
    public CommandSpec spec() {
        return CommandSpec.create().name("lock")
                .addOption(OptionSpecs.text(COMMIT, "COMMIT"))
                .addOption(TagSigners.option())
                .addOption(OptionSpec.builder(KEYRING).type(Path.class).arity("1").paramLabel("FILE").build())
                .addOption(OptionSpec.builder("-o", OUTPUT).type(Path.class).arity("1").paramLabel("FILE").build())
                .addOption(OptionSpecs.flag(UPDATE))
                .addOption(OptionSpecs.flag(CHECK))
                .addOption(OptionSpec.builder(STORE).type(Path.class).arity("1").paramLabel("DIR").build())
                .addOption(OptionSpecs.flag(ALLOW_DIRTY))
                .addOption(OptionSpecs.flag(JSON))
                .addOption(OptionSpecs.flag("-q", QUIET))
                .addPositional(PositionalParamSpec.builder().index("0").arity("1").type(String.class)
                        .paramLabel("RECIPE").descriptionKey("recipe").build());
    }

    @Override
    public int run(ParseResult arguments, Console console) throws IOException {
        boolean quiet = arguments.matchedOptionValue(QUIET, false);
        if (arguments.hasMatchedOption(CHECK)
                && (arguments.hasMatchedOption(UPDATE) || arguments.hasMatchedOption(KEYRING))) {
            throw new UsageException("error.lock.check");
        }
        var report = new LockReport(console, arguments.matchedOptionValue(JSON, false), quiet);
        var task = console.terminal() && !quiet ? new Task(new Progress(console)) : Task.silent();
        try (var _ = new Interrupt(task)) {
            // said before the interrupt is let go: then the process ends
            try {
                return run(arguments, report, task);
            } catch (CancellationException _) {
                console.problem(Messages.text("stop.cancelled"));
                return ExitCode.TROUBLE;
            }
        }
    }

    private int run(ParseResult arguments, LockReport report, Task task) throws IOException {
        var repository = arguments.matchedPositionalValue(0, "");
        var request = RecipeRequest.of(repository).at(arguments.matchedOptionValue(COMMIT, (String) null))
                .dirty(arguments.matchedOptionValue(ALLOW_DIRTY, false));
        var recipe = new RecipeReader(cache.resolve("recipes")).read(TagSigners.of(request, arguments), task);
        report.unsupported(recipe.unsupported());
        var store = Store.open(arguments.matchedOptionValue(STORE, cache.resolve("store")));
        var file = arguments.matchedOptionValue(OUTPUT, beside(repository));
        var before = read(file);
        if (arguments.matchedOptionValue(CHECK, false)) {
            if (before == null) {
                throw new UsageException("error.lock.none", file, repository);
            }
            var rules = ProofRules.existing(Clock.systemUTC().instant()).recipe(recipe);
            return report.checked(LockProof.of(before, store, rules, task));
        }
        return resolve(arguments, recipe, store, file, before, report, task);
    }

    /// In the recipe's directory if that is one, else here.
    private static Path beside(String repository) {
        var directory = Path.of(repository);
        return Files.isDirectory(directory) ? directory.resolve(NAME) : Path.of(NAME);
    }

    private static @Nullable Lock read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        try (var content = FileContent.open(file)) {
            return LockJson.read(content);
        }
    }

    private int resolve(ParseResult arguments, Recipe recipe, Store store, Path file, @Nullable Lock before,
            LockReport report, Task task) throws IOException {
        var keyring = arguments.matchedOptionValue(KEYRING, ResolveOptions.DEBIAN_KEYRING);
        var resolver = new Resolver(store, new ResolveOptions(keyring, state.resolve("archives"),
                Clock.systemUTC().instant(), environment));
        var resolved = before == null || arguments.matchedOptionValue(UPDATE, false)
                ? resolver.resolve(recipe, task)
                : resolver.keep(recipe, before, task);
        if (!resolved.proof().isGood()) {
            return report.checked(resolved.proof());
        }
        boolean same = before != null && isSame(before, resolved.lock());
        if (!same) {
            try (var written = NewFile.create(file, true)) {
                var bytes = ByteBuffer.wrap(LockJson.write(resolved.lock()));
                while (bytes.hasRemaining()) {
                    written.channel().write(bytes);
                }
                written.complete();
            }
        }
        return report.locked(file, resolved, before, same);
    }

    /// Whether both give the same images: neither a commit that changed nothing of the recipe nor the version of apt counts,
    /// so that a lock that is committed stays right.
    private static boolean isSame(Lock before, Lock now) {
        return before.recipe().tree().equals(now.recipe().tree())
                && before.equals(new Lock(before.recipe(), now.sourceDate(), now.architecture(), now.archives(),
                        now.packages(), now.sources(), before.tools()));
    }
}
