package org.selfsame.build;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.apt.Lock;
import org.selfsame.content.Digest;
import org.selfsame.recipe.Recipe;
import org.selfsame.sandbox.Sandbox;
import org.selfsame.store.Store;
import org.selfsame.task.Task;

/// Installs a system in the sandbox, and runs the recipe's hooks in it.
final class SystemBuilder {
    private final Recipe recipe;
    private final Lock lock;
    private final Store store;
    private final Sandbox sandbox;
    private final BuildOptions options;
    private final PackageSet packages;
    private final @Nullable Digest installed;
    private final Keys keys;
    private final Progressing progress;
    private final WorkDirectory work;
    private final Task task;

    /// @param lock the lock, with what was built from source
    /// @param installed the root with all packages, or null if they are installed here
    SystemBuilder(Recipe recipe, Lock lock, Store store, Sandbox sandbox, BuildOptions options, PackageSet packages,
            @Nullable Digest installed, Keys keys, Progressing progress, WorkDirectory work, Task task) {
        this.recipe = recipe;
        this.lock = lock;
        this.store = store;
        this.sandbox = sandbox;
        this.options = options;
        this.packages = packages;
        this.installed = installed;
        this.keys = keys;
        this.progress = progress;
        this.work = work;
        this.task = task;
    }

    /// The result of a step, if it is to be reused and is there.
    private @Nullable Digest known(Digest key) throws IOException {
        return options.reuse() ? store.result(key).orElse(null) : null;
    }

    /// The root as it is after the hooks, not normalized.
    ///
    /// @throws BuildException if a step fails
    /// @throws IOException if something cannot be read or stored
    Digest root() throws IOException {
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
                packages(workshop);
                progress.run(StepName.INCLUDES, () -> {
                    workshop.script(StepName.INCLUDES, "includes");
                });
                return progress.step(StepName.HOOKS, () -> hooks(workshop));
            } catch (BuildException e) {
                workshop.keep(e);
                throw e;
            }
        }
    }

    private void packages(Workshop workshop) throws IOException {
        var ready = installed == null ? known(keys.packages()) : installed;
        if (ready != null) {
            progress.reused(StepName.BOOTSTRAP, ready);
            progress.reused(StepName.PACKAGES, ready);
            workshop.open(work.held(store.open(ready, task)));
            return;
        }
        var first = known(keys.bootstrap());
        if (first != null) {
            progress.reused(StepName.BOOTSTRAP, first);
            workshop.open(work.held(store.open(first, task)));
        } else {
            progress.step(StepName.BOOTSTRAP, () -> {
                workshop.open(work.made(out -> new Bootstrap(packages, StepName.BOOTSTRAP, lock.sourceDate(), task)
                        .write(out)));
                workshop.script(StepName.BOOTSTRAP, "bootstrap");
                return remembered(keys.bootstrap(), workshop);
            });
        }
        progress.step(StepName.PACKAGES, () -> {
            workshop.script(StepName.PACKAGES, "packages");
            new InstalledCheck(packages).check(StepName.PACKAGES, workshop);
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
}
