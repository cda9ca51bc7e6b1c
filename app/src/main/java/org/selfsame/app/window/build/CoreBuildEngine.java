package org.selfsame.app.window.build;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.selfsame.app.CacheDirectory;
import org.selfsame.app.StateDirectory;
import org.selfsame.apt.Lock;
import org.selfsame.apt.LockChange;
import org.selfsame.apt.LockException;
import org.selfsame.apt.LockJson;
import org.selfsame.apt.ResolveOptions;
import org.selfsame.apt.Resolver;
import org.selfsame.app.window.build.Inputs.LockState;
import org.selfsame.build.Artifact;
import org.selfsame.build.Backends;
import org.selfsame.build.BuildOptions;
import org.selfsame.build.BuildResult;
import org.selfsame.build.Builder;
import org.selfsame.build.StepName;
import org.selfsame.build.Steps;
import org.selfsame.build.Twice;
import org.selfsame.build.TwiceBuilder;
import org.selfsame.build.Variation;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.FileContent;
import org.selfsame.host.NewFile;
import org.selfsame.recipe.Recipe;
import org.selfsame.recipe.RecipeReader;
import org.selfsame.recipe.RecipeRequest;
import org.selfsame.store.Store;
import org.selfsame.task.Task;
import org.selfsame.words.Words;

/// The engine of core, with the places that the commands use.
///
/// @param cache where the store and fetched repositories lie
/// @param state where it is kept what was seen, and the locks of recipes that are not in a directory of this computer
/// @param keyring the keyring of archives that name none
public record CoreBuildEngine(Path cache, Path state, Path keyring) implements BuildEngine {
    private static final String LOCK = "selfsame.lock";
    private static final String RECORD = ".record.json";
    /// So many builds may be spent on finding what two builds differ by.
    private static final int MOST_SEARCHED = 12;

    /// The one that works with this user's directories.
    public static CoreBuildEngine forUser() {
        return new CoreBuildEngine(CacheDirectory.ofUser(), StateDirectory.ofUser(), ResolveOptions.DEBIAN_KEYRING);
    }

    @Override
    public Inputs read(Source source, Task task) throws IOException {
        var recipe = recipes().read(request(source), task);
        var file = lockFile(source);
        Lock lock;
        try {
            lock = read(file);
        } catch (LockException _) {
            return new Inputs(source, recipe, file, null, LockState.UNREADABLE, Optional.empty());
        }
        return new Inputs(source, recipe, file, lock, state(recipe, lock), Optional.empty());
    }

    private RecipeReader recipes() {
        return new RecipeReader(cache.resolve("recipes"));
    }

    private static RecipeRequest request(Source source) {
        return RecipeRequest.of(source.repository())
                .at(source.revision().isEmpty() ? null : source.revision())
                .dirty(source.dirty() && source.revision().isEmpty());
    }

    /// Beside the recipe if it is a directory of this computer, else by the address of its repository.
    private Path lockFile(Source source) {
        try {
            var directory = Path.of(source.repository()).toAbsolutePath();
            if (Files.isDirectory(directory)) {
                return directory.resolve(LOCK);
            }
        } catch (InvalidPathException _) {
            // an address need not be a path
        }
        var digest = DigestAlgorithm.SHA256.start().digest(source.repository().getBytes(StandardCharsets.UTF_8));
        var number = HexFormat.of().formatHex(digest, 0, 8);
        return state.resolve("locks").resolve(number).resolve(LOCK);
    }

    private static @Nullable Lock read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return null;
        }
        try (var content = FileContent.open(file)) {
            return LockJson.read(content);
        }
    }

    private static LockState state(Recipe recipe, @Nullable Lock lock) {
        if (lock == null) {
            return LockState.MISSING;
        }
        return lock.recipe().tree().equals(recipe.tree()) ? LockState.CURRENT : LockState.RECIPE_CHANGED;
    }

    @Override
    public Inputs lock(Inputs inputs, Task task) throws IOException {
        var options = new ResolveOptions(keyring, state.resolve("archives"), Clock.systemUTC().instant(),
                System.getenv());
        var resolved = new Resolver(store(), options).resolve(inputs.recipe(), task);
        if (!resolved.proof().isGood()) {
            throw new LockRefusedException(resolved.proof());
        }
        var lock = resolved.lock();
        var bytes = ByteBuffer.wrap(LockJson.write(lock));
        Files.createDirectories(inputs.lockFile().resolveSibling("."));
        try (var written = NewFile.create(inputs.lockFile(), true)) {
            while (bytes.hasRemaining()) {
                written.channel().write(bytes);
            }
            written.complete();
        }
        return new Inputs(inputs.source(), inputs.recipe(), inputs.lockFile(), lock, LockState.CURRENT,
                Optional.ofNullable(inputs.lock()).map(before -> LockChange.between(before, lock)));
    }

    private Store store() throws IOException {
        return Store.open(cache.resolve("store"));
    }

    @Override
    public List<StepName> steps(Plan plan) {
        return Steps.of(plan.inputs().recipe(), BuildOptions.to(plan.output()));
    }

    @Override
    public Outcome build(Plan plan, Listener listener, Task task) throws IOException {
        var lock = plan.inputs().lock();
        if (lock == null) {
            throw new IllegalStateException("no lock");
        }
        var recipe = recipes().carrying(plan.inputs().recipe(), request(plan.inputs().source()),
                lock.recipe().commit(), task).recipe();
        var store = store();
        var sandbox = Backends.of(plan.sandbox(), lock, store, task);
        var options = BuildOptions.to(plan.output());
        if (!plan.twice()) {
            return outcome(plan, Builder.build(recipe, lock, store, sandbox, options, event -> listener.told(1, event),
                    task), null);
        }
        var twice = TwiceBuilder.build(recipe, lock, store, sandbox, sandbox, options, Variation.usual(),
                MOST_SEARCHED, listener::told, task);
        return outcome(plan, twice.first(), second(twice));
    }

    private static Outcome outcome(Plan plan, BuildResult first, Outcome.@Nullable Second second) {
        var record = first.artifacts().stream().filter(it -> it.name().endsWith(RECORD)).map(Artifact::file)
                .findFirst();
        return new Outcome(first.artifacts().stream().map(CoreBuildEngine::made).toList(), plan.output(),
                record.orElse(null), second);
    }

    private static Outcome.Second second(Twice twice) {
        var guilty = switch (twice.guilt()) {
            case Twice.Guilt.NotSought _ -> List.<String>of();
            case Twice.Guilt.Found found -> words(found.variations());
            case Twice.Guilt.Always _ -> List.of(Words.text("buildview.variation.always"));
            case Twice.Guilt.GivenUp given ->
                List.of(Words.text("buildview.variation.among", "what", String.join(", ", words(given.suspects()))));
        };
        return new Outcome.Second(twice.different().stream()
                .map(it -> new Outcome.Pair(it.first().name(), it.first().file(), it.second().file())).toList(),
                guilty, words(twice.varied()), words(twice.notVaried()));
    }

    private static List<String> words(Set<Variation> variations) {
        return variations.stream().sorted().map(it -> Words.text("buildview.variation." + it)).toList();
    }

    private static Outcome.Made made(Artifact artifact) {
        return new Outcome.Made(artifact.name(), artifact.file(), artifact.size(), artifact.sha256());
    }
}
