package org.selfsame.build;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.selfsame.apt.Lock;
import org.selfsame.content.Digest;
import org.selfsame.content.FileContent;
import org.selfsame.recipe.Recipe;
import org.selfsame.sandbox.Sandbox;
import org.selfsame.task.Task;

/// Installs a system in the sandbox, and runs the recipe's hooks in it.
final class SystemBuilder {
    /// Hooks that take longer are not run again when a later one is changed. Keeping the root of a small system and opening
    /// it again takes some 5 seconds.
    static final Duration KEEP_AFTER = Duration.ofSeconds(10);

    private final Recipe recipe;
    private final Lock lock;
    private final Sandbox sandbox;
    private final BuildOptions options;
    private final PackageSet packages;
    private final @Nullable Digest installed;
    private final Keys keys;
    private final Compression compression;
    private final Progressing progress;
    private final Results results;
    private final WorkDirectory work;
    private final Task task;
    private boolean reused;

    /// @param lock the lock, with what was built from source
    /// @param installed the root with all packages, or null if they are installed here
    SystemBuilder(Recipe recipe, Lock lock, Sandbox sandbox, BuildOptions options, PackageSet packages,
            @Nullable Digest installed, Keys keys, Compression compression, Progressing progress, Results results,
            WorkDirectory work, Task task) {
        this.recipe = recipe;
        this.lock = lock;
        this.sandbox = sandbox;
        this.options = options;
        this.packages = packages;
        this.installed = installed;
        this.keys = keys;
        this.compression = compression;
        this.progress = progress;
        this.results = results;
        this.work = work;
        this.task = task;
    }

    /// The root as it is after the hooks, not normalized.
    ///
    /// @throws BuildException if a step fails
    /// @throws IOException if something cannot be read or stored
    FileContent root() throws IOException {
        var hooks = results.known(keys.hooks()).orElse(null);
        if (hooks != null) {
            reused = true;
            reused(hooks, StepName.BOOTSTRAP, StepName.PACKAGES, StepName.INCLUDES, StepName.HOOKS);
            return results.open(hooks);
        }
        var inputs = new Provisions(recipe, lock, packages, task).tree(work::made);
        Provisions.clock(inputs, packages, options.surroundings());
        try (var workshop = new Workshop(sandbox, options, inputs.tree(), lock.sourceDate().getEpochSecond(), progress,
                task)) {
            try {
                int done = withHooks(workshop);
                if (done == 0) {
                    compression.begin(packages(workshop));
                    progress.run(StepName.INCLUDES, () -> {
                        workshop.script(StepName.INCLUDES, "includes");
                    });
                }
                return results.open(progress.step(StepName.HOOKS, () -> hooks(workshop, done)));
            } catch (BuildException e) {
                workshop.keep(e);
                throw e;
            }
        }
    }

    /// Whether the root was made by an earlier build.
    boolean isReused() {
        return reused;
    }

    /// Opens the root in which most hooks have run, if one is known. Gives how many hooks those are.
    private int withHooks(Workshop workshop) throws IOException {
        for (int done = keys.systemHooks(); done > 0; done--) {
            var root = results.known(keys.hook(done)).orElse(null);
            if (root != null) {
                reused(root, StepName.BOOTSTRAP, StepName.PACKAGES, StepName.INCLUDES);
                compression.begin(root);
                workshop.open(results.open(root));
                return done;
            }
        }
        return 0;
    }

    private void reused(Digest root, StepName... steps) {
        for (var step : steps) {
            progress.reused(step, root);
        }
    }

    /// Installs all packages. Gives the root that has them.
    private Digest packages(Workshop workshop) throws IOException {
        var ready = installed == null ? results.known(keys.packages()).orElse(null) : installed;
        if (ready != null) {
            reused(ready, StepName.BOOTSTRAP, StepName.PACKAGES);
            workshop.open(results.open(ready));
            return ready;
        }
        var first = results.known(keys.bootstrap()).orElse(null);
        if (first != null) {
            progress.reused(StepName.BOOTSTRAP, first);
            workshop.open(results.open(first));
        } else {
            progress.step(StepName.BOOTSTRAP, () -> {
                workshop.open(work.made(out -> new Bootstrap(packages, StepName.BOOTSTRAP, lock.sourceDate(), task)
                        .write(out)));
                workshop.script(StepName.BOOTSTRAP, "bootstrap");
                return results.remember(keys.bootstrap(), workshop);
            });
        }
        return progress.step(StepName.PACKAGES, () -> {
            workshop.script(StepName.PACKAGES, "packages");
            new InstalledCheck(packages).check(StepName.PACKAGES, workshop);
            return results.remember(keys.packages(), workshop);
        });
    }

    /// Runs the hooks. A hook that follows long ones finds the root kept when it is changed.
    ///
    /// @param done how many have run already
    private Digest hooks(Workshop workshop, int done) throws IOException {
        int number = 0;
        long kept = System.nanoTime();
        for (int i = 0; i < recipe.hooks().size(); i++) {
            var hook = recipe.hooks().get(i);
            if (hook.place() == Recipe.Place.SYSTEM && ++number > done) {
                if (number > done + 1 && System.nanoTime() - kept > KEEP_AFTER.toNanos()) {
                    results.remember(keys.hook(number - 1), workshop);
                    kept = System.nanoTime();
                }
                workshop.hook(StepName.HOOKS, hook.name(), Provisions.hook(i, hook));
            }
        }
        workshop.script(StepName.HOOKS, "finish");
        return results.remember(keys.hooks(), workshop);
    }
}
