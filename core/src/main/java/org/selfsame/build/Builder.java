package org.selfsame.build;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.selfsame.apt.Lock;
import org.selfsame.content.Digest;
import org.selfsame.content.FileContent;
import org.selfsame.host.NewFile;
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
    private final @Nullable Digest installed;
    private final Task task;
    private final Progressing progress;
    private final Keys keys;
    private final WorkDirectory work;
    private final List<FileContent> opened = new ArrayList<>();

    private Builder(Recipe recipe, Lock lock, Store store, Sandbox sandbox, BuildOptions options,
            @Nullable Digest installed, Consumer<BuildEvent> listener, Task task) throws IOException {
        this.recipe = recipe;
        this.lock = lock;
        this.store = store;
        this.sandbox = sandbox;
        this.options = options;
        this.installed = installed;
        this.task = task;
        progress = new Progressing(Steps.of(recipe, options), listener);
        keys = installed == null
                ? new Keys(recipe, lock, options.surroundings())
                : Keys.on(installed, recipe, lock, options.surroundings());
        work = WorkDirectory.in(store.root().resolve("work"));
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
        return build(recipe, lock, store, sandbox, options, null, listener, task);
    }

    /// As the other method, but on the packages that an earlier build installed.
    ///
    /// @param installed the root with all packages, or null if they are installed here
    static BuildResult build(Recipe recipe, Lock lock, Store store, Sandbox sandbox, BuildOptions options,
            @Nullable Digest installed, Consumer<BuildEvent> listener, Task task) throws IOException {
        try (var builder = new Builder(recipe, lock, store, sandbox, options, installed, listener, task)) {
            return builder.run();
        }
    }

    private BuildResult run() throws IOException {
        check();
        var outputs = new Outputs(recipe, lock, options, task);
        var kits = Kits.of(recipe, lock, options, work, task);
        outputs.check(kits.suffixes());
        try (var packages = progress.step(StepName.INPUTS, () -> PackageSet.open(lock, store, task))) {
            var root = system(packages);
            var clean = new CleanSystem();
            var system = open(normalized(root, clean));
            var images = new Images(recipe, lock, store, sandbox, options, progress, keys, work, task);
            images.write(packages, open(root), system, outputs, kits);
            return outputs.record(progress, images, clean, system);
        }
    }

    private void check() throws BuildException {
        if (!lock.recipe().tree().equals(recipe.tree())) {
            throw new BuildException(BuildException.Reason.LOCK_IS_FOR_ANOTHER_RECIPE, StepName.INPUTS, recipe.name(),
                    List.of(lock.recipe().name() + " " + lock.recipe().version() + " " + lock.recipe().commit()));
        }
        if (!recipe.overlay().isEmpty()) {
            throw new BuildException(BuildException.Reason.NOT_SUPPORTED, StepName.OVERLAY,
                    recipe.overlay().getFirst().name(), List.of());
        }
    }

    /// The result of a step, if it is to be reused and is there.
    private @Nullable Digest known(Digest key) throws IOException {
        return options.reuse() ? store.result(key).orElse(null) : null;
    }

    private FileContent open(Digest digest) throws IOException {
        var content = store.open(digest, task);
        opened.add(content);
        return content;
    }

    /// The root as it is after the hooks, not normalized.
    private Digest system(PackageSet packages) throws IOException {
        var hooks = known(keys.hooks());
        if (hooks != null) {
            for (var step : List.of(StepName.BOOTSTRAP, StepName.PACKAGES, StepName.INCLUDES, StepName.HOOKS)) {
                progress.reused(step, hooks);
            }
            return hooks;
        }
        var inputs = new Provisions(recipe, lock, packages, !options.surroundings().clockOffset().isZero(), task)
                .tree(work::made);
        try (var workshop = new Workshop(sandbox, options, inputs, lock.sourceDate().getEpochSecond(), progress,
                task)) {
            try {
                packages(packages, workshop);
                progress.run(StepName.INCLUDES, () -> {
                    workshop.script(StepName.INCLUDES, "includes");
                });
                return progress.step(StepName.HOOKS, () -> hooks(workshop));
            } catch (BuildException e) {
                if (options.keep()) {
                    keep(workshop, e);
                }
                throw e;
            }
        }
    }

    /// Keeps the root as it was when a step failed. If that fails, too, it is told of in the log: why the step failed
    /// matters more.
    private void keep(Workshop workshop, BuildException failure) {
        try (var file = NewFile.create(options.output().resolve(FAILED), true);
                var out = new BufferedOutputStream(Channels.newOutputStream(file.channel()))) {
            workshop.save(out);
            out.flush();
            file.complete();
        } catch (IOException e) {
            failure.addSuppressed(e);
            progress.log(failure.step())
                    .write((FAILED + ": " + e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private void packages(PackageSet packages, Workshop workshop) throws IOException {
        var ready = installed == null ? known(keys.packages()) : installed;
        if (ready != null) {
            progress.reused(StepName.BOOTSTRAP, ready);
            progress.reused(StepName.PACKAGES, ready);
            workshop.open(open(ready));
            return;
        }
        var first = known(keys.bootstrap());
        if (first != null) {
            progress.reused(StepName.BOOTSTRAP, first);
            workshop.open(open(first));
        } else {
            progress.step(StepName.BOOTSTRAP, () -> {
                workshop.open(work.made(out -> new Bootstrap(packages, lock.sourceDate(), task).write(out)));
                workshop.script(StepName.BOOTSTRAP, "bootstrap");
                return remembered(keys.bootstrap(), workshop);
            });
        }
        progress.step(StepName.PACKAGES, () -> {
            workshop.script(StepName.PACKAGES, "packages");
            new InstalledCheck(packages).check(workshop);
            return remembered(keys.packages(), workshop);
        });
    }

    private Digest remembered(Digest key, Workshop workshop) throws IOException {
        var result = workshop.save(store);
        store.remember(key, result);
        return result;
    }

    private Digest hooks(Workshop workshop) throws IOException {
        for (int i = 0; i < recipe.hooks().size(); i++) {
            var hook = recipe.hooks().get(i);
            if (hook.place() == Recipe.Place.SYSTEM) {
                workshop.hook(StepName.HOOKS, hook.name(), Provisions.hook(i, hook));
            }
        }
        workshop.script(StepName.HOOKS, "finish");
        return remembered(keys.hooks(), workshop);
    }

    private Digest normalized(Digest root, CleanSystem clean) throws IOException {
        return progress.step(StepName.NORMALIZE, () -> {
            var result = new Digest[1];
            clean.write(open(root), new Epoch(lock.sourceDate().getEpochSecond(), true), work,
                    writer -> result[0] = Workshop.piped(store, writer, task), task);
            return result[0];
        });
    }

    @Override
    public void close() throws IOException {
        for (var content : opened) {
            content.close();
        }
        work.close();
    }
}
