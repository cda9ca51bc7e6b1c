package org.selfsame.build;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.selfsame.apt.Lock;
import org.selfsame.content.Digest;
import org.selfsame.normalize.Epoch;
import org.selfsame.recipe.Recipe;
import org.selfsame.sandbox.Sandbox;
import org.selfsame.store.Store;
import org.selfsame.task.Task;

/// Makes the images that a recipe and its lock stand for. Nothing but the two, the files that the lock names, and the
/// surroundings in the sandbox bears on the bytes.
///
/// Results of steps are kept in the store by the key of everything that they depend on: a build that is repeated begins
/// where it first differs from the last one.
public final class Builder implements Closeable {
    /// The root of a step that failed, if it is kept.
    public static final String FAILED = "failed-root.tar";

    private final Recipe recipe;
    private final Lock lock;
    private final Store store;
    private final Sandbox sandbox;
    private final BuildOptions options;
    private final Before before;
    private final Task task;
    private final Progressing progress;
    private final WorkDirectory work;
    private final Results results;

    private Builder(Recipe recipe, Lock lock, Store store, Sandbox sandbox, BuildOptions options,
            Before before, Consumer<BuildEvent> listener, Task task) throws IOException {
        this.recipe = recipe;
        this.lock = lock;
        this.store = store;
        this.sandbox = sandbox;
        this.options = options;
        this.before = before;
        this.task = task;
        progress = new Progressing(Steps.of(recipe, options), listener);
        work = WorkDirectory.in(store.root().resolve("work"));
        results = new Results(store, options.reuse(), work, task);
    }

    /// Builds.
    ///
    /// @param listener is told what happens, on the thread that calls this
    /// @throws BuildException if the build cannot go on
    /// @throws org.selfsame.store.StoreException if an input was changed in the store
    /// @throws org.selfsame.sandbox.SandboxException if the sandbox cannot be opened, or a command went over a limit
    /// @throws org.selfsame.host.TargetException if there is a file that is not to be replaced
    /// @throws IOException if something cannot be read or written
    /// @throws java.util.concurrent.CancellationException if the task was cancelled
    public static BuildResult build(Recipe recipe, Lock lock, Store store, Sandbox sandbox, BuildOptions options,
            Consumer<BuildEvent> listener, Task task) throws IOException {
        return build(recipe, lock, store, sandbox, options, Before.NOTHING, listener, task);
    }

    /// What a build takes over from one before it, even if it reuses nothing else.
    ///
    /// @param installed the root with all packages, or null if they are installed here
    /// @param overlay what was built from source, or null if it is built here
    /// @param proven whether the source packages were built twice before, and are built only once here
    record Before(@Nullable Digest installed, @Nullable List<BuiltSource> overlay, boolean proven) {
        static final Before NOTHING = new Before(null, null, false);
        static final Before PROVEN = new Before(null, null, true);
    }

    /// As the other method, after another build.
    static BuildResult build(Recipe recipe, Lock lock, Store store, Sandbox sandbox, BuildOptions options,
            Before before, Consumer<BuildEvent> listener, Task task) throws IOException {
        try (var builder = new Builder(recipe, lock, store, sandbox, options, before, listener, task)) {
            return builder.run();
        }
    }

    /// Builds the source packages alone, once.
    ///
    /// @throws IOException as [#build]
    static List<BuiltSource> sources(Recipe recipe, Lock lock, Store store, Sandbox sandbox, BuildOptions options,
            Consumer<BuildEvent> listener, Task task) throws IOException {
        try (var builder = new Builder(recipe, lock, store, sandbox, options, Before.PROVEN, listener, task);
                var inputs = PackageSet.open(lock, store, task)) {
            return builder.overlay(builder.overlay(inputs));
        }
    }

    private BuildResult run() throws IOException {
        check();
        var outputs = new Outputs(recipe, lock, options, task);
        var kits = Kits.of(recipe, lock, options, work, task);
        outputs.check(kits.suffixes());
        try (var inputs = progress.step(StepName.INPUTS, () -> PackageSet.open(lock, store, task))) {
            var overlay = overlay(inputs);
            var built = overlay(overlay);
            var whole = BuiltSource.locked(lock, built);
            var packages = built.isEmpty() ? inputs : inputs.with(whole, overlay.contents(built));
            var keys = before.installed() == null
                    ? new Keys(recipe, whole, options.surroundings())
                    : Keys.on(before.installed(), recipe, whole, options.surroundings());
            try (var compression = new Compression(recipe, lock, store, options, keys, results, work,
                    task)) {
                var system = new SystemBuilder(recipe, whole, sandbox, options, packages, before.installed(), keys,
                        compression, progress, results, work, task);
                var root = system.root();
                try (var clean = progress.step(StepName.NORMALIZE, () -> new CleanSystem(root,
                        new Epoch(lock.sourceDate().getEpochSecond(), true), work, task))) {
                    var images = new Images(recipe, lock, built, sandbox, options, progress, compression, results,
                            work, task);
                    images.write(packages, root, clean, system.isReused(), outputs, kits);
                    return outputs.record(progress, images, built, clean);
                }
            }
        }
    }

    private void check() throws BuildException {
        boolean sources = lock.sources().size() == recipe.overlay().size() && recipe.overlay().stream()
                .allMatch(it -> lock.sources().stream().anyMatch(source -> source.name().equals(it.name())));
        if (!lock.recipe().tree().equals(recipe.tree()) || !sources) {
            throw new BuildException(BuildException.Reason.LOCK_IS_FOR_ANOTHER_RECIPE, StepName.INPUTS, recipe.name(),
                    List.of(lock.recipe().name() + " " + lock.recipe().version() + " " + lock.recipe().commit()));
        }
    }

    private Overlay overlay(PackageSet packages) throws IOException {
        return new Overlay(recipe, lock, options, new SourceBuilder(recipe, lock, store, sandbox, options, packages,
                progress, results, work, task), results, task);
    }

    /// What is built from source.
    private List<BuiltSource> overlay(Overlay overlay) throws IOException {
        if (before.overlay() != null || recipe.overlay().isEmpty()) {
            return before.overlay() == null ? List.of() : before.overlay();
        }
        if (overlay.isKnown(before.proven())) {
            var built = overlay.build(before.proven());
            progress.reused(StepName.OVERLAY, built.getLast().result());
            return built;
        }
        return progress.step(StepName.OVERLAY, () -> overlay.build(before.proven()));
    }

    @Override
    public void close() throws IOException {
        work.close();
    }
}
