package org.selfsame.build;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.selfsame.apt.Lock;
import org.selfsame.codec.BlockEncoders;
import org.selfsame.content.Digest;
import org.selfsame.recipe.Recipe;
import org.selfsame.sandbox.Surroundings;

/// The keys of the steps whose results are kept. Each depends on the one before.
final class Keys {
    private static final int BOOTSTRAP = 1;
    private static final int PACKAGES = 1;
    private static final int HOOKS = 1;
    private static final int SQUASHFS = 1;

    private final Recipe recipe;
    private final Digest bootstrap;
    private final Digest packages;
    private final List<Digest> hooks;
    private final Digest finished;

    /// @throws IOException if a file of the recipe cannot be read
    Keys(Recipe recipe, Lock lock, Surroundings surroundings) throws IOException {
        this.recipe = recipe;
        bootstrap = first(lock, surroundings);
        packages = withPackages(lock);
        hooks = withHooks(recipe, packages);
        finished = finished(hooks.getLast(), lock);
    }

    private Keys(Recipe recipe, Lock lock, Digest bootstrap, Digest packages) throws IOException {
        this.recipe = recipe;
        this.bootstrap = bootstrap;
        this.packages = packages;
        hooks = withHooks(recipe, packages);
        finished = finished(hooks.getLast(), lock);
    }

    /// Those of a build on packages that were installed in other surroundings.
    ///
    /// @param installed the root with all packages
    /// @throws IOException if a file of the recipe cannot be read
    static Keys on(Digest installed, Recipe recipe, Lock lock, Surroundings surroundings) throws IOException {
        var bootstrap = first(lock, surroundings);
        return new Keys(recipe, lock, bootstrap, new StepKey(StepName.PACKAGES, PACKAGES).digest(bootstrap)
                .digest(installed).digest());
    }

    private static Digest first(Lock lock, Surroundings surroundings) throws IOException {
        var key = new StepKey(StepName.BOOTSTRAP, BOOTSTRAP).surroundings(surroundings)
                .text(Long.toString(lock.sourceDate().getEpochSecond())).text(lock.architecture())
                .content(Provisions.script("bootstrap"));
        for (var each : lock.packages()) {
            if (each.uses().contains(Lock.Use.BOOTSTRAP)) {
                key.digest(each.sha256());
            }
        }
        return key.digest();
    }

    private Digest withPackages(Lock lock) throws IOException {
        var key = new StepKey(StepName.PACKAGES, PACKAGES).digest(bootstrap).content(Provisions.script("packages"));
        for (var each : lock.packages()) {
            if (each.uses().contains(Lock.Use.SYSTEM) || each.uses().contains(Lock.Use.BUILD)) {
                key.digest(each.sha256()).text(Boolean.toString(each.requested()));
            }
        }
        key.text("preseeds");
        for (var each : recipe.preseeds()) {
            key.text(each.name()).content(each.content());
        }
        key.tree(recipe.includesBefore());
        for (var archive : lock.archives()) {
            key.text(archive.name()).text(archive.uri()).text(archive.suite()).text(archive.components().toString());
        }
        for (var archive : recipe.archives()) {
            if (archive.keyring() != null) {
                key.text(archive.name()).content(archive.keyring());
            }
        }
        return key.digest();
    }

    /// Of the roots before and after each hook for the system.
    private static List<Digest> withHooks(Recipe recipe, Digest before) throws IOException {
        var all = new ArrayList<Digest>();
        all.add(new StepKey(StepName.INCLUDES, HOOKS).digest(before).content(Provisions.script("includes"))
                .tree(recipe.includesAfter()).digest());
        for (var hook : recipe.hooks()) {
            if (hook.place() == Recipe.Place.SYSTEM) {
                all.add(new StepKey(StepName.HOOKS, HOOKS).digest(all.getLast()).text(hook.name())
                        .content(hook.content()).digest());
            }
        }
        return List.copyOf(all);
    }

    private static Digest finished(Digest before, Lock lock) throws IOException {
        var key = new StepKey(StepName.HOOKS, HOOKS).digest(before).content(Provisions.script("finish"))
                .content(Provisions.script("shortcuts"));
        // it removes what is there for the build alone
        key.text("purged");
        for (var each : lock.packages()) {
            if (Provisions.isPurged(each)) {
                key.digest(each.sha256());
            }
        }
        return key.digest();
    }

    /// Of the root with the first packages.
    Digest bootstrap() {
        return bootstrap;
    }

    /// Of the root with all packages.
    Digest packages() {
        return packages;
    }

    /// How many hooks for the system there are.
    int systemHooks() {
        return hooks.size() - 1;
    }

    /// Of the root after so many hooks.
    Digest hook(int count) {
        return hooks.get(count);
    }

    /// Of the root after the hooks, with the initrd.
    Digest hooks() {
        return finished;
    }

    /// Of the index of the blocks that the last image of the recipe has encoded.
    Digest blocks() {
        return compressed(new StepKey(StepName.SQUASHFS, SQUASHFS).text("blocks").text(recipe.name())
                .text(BlockEncoders.zstdVersion())).digest();
    }

    private StepKey compressed(StepKey key) {
        var image = recipe.image();
        return key.text(image.compression()).text(String.valueOf(image.level()))
                .text(Integer.toString(image.blockSize()));
    }

    /// Of the compressed system.
    ///
    /// @param system the digest of the clean one
    /// @throws IOException if a file of the recipe cannot be read
    Digest squashfs(Digest system, long time) throws IOException {
        var image = recipe.image();
        var key = compressed(new StepKey(StepName.SQUASHFS, SQUASHFS).digest(system).text(Long.toString(time)))
                .text(String.join("\n", image.excludes()));
        var sort = image.sort();
        return (sort == null ? key.text("") : key.content(sort)).digest();
    }
}
