package org.selfsame.apt;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.host.HostException;
import org.selfsame.process.MissingProgramException;
import org.selfsame.recipe.Recipe;
import org.selfsame.store.Store;
import org.selfsame.task.Task;

/// Finds every input of a recipe, and stores it: apt chooses and fetches, and nothing that it says is believed. What is
/// locked is what an index says that a signed list names that a key of the archive's keyring signed.
public final class Resolver {
    private final Store store;
    private final ResolveOptions options;

    /// @param store where all inputs go
    public Resolver(Store store, ResolveOptions options) {
        this.store = store;
        this.options = options;
    }

    /// The lock of `recipe`, whose inputs are all in the store afterwards, and its proof.
    ///
    /// @throws ResolveException if an archive cannot be used or a package not be found
    /// @throws MissingProgramException if apt is not there
    /// @throws IOException if something cannot be read or stored
    /// @throws CancellationException if the task was cancelled
    public Resolved resolve(Recipe recipe, Task task) throws IOException {
        try {
            return resolve(recipe, null, task);
        } catch (IOException e) {
            throw HostException.explained(e, store.root());
        }
    }

    /// As [#resolve(Recipe, Task)], but what `lock` has stays as it is. Where it is for this very recipe, only what the
    /// store lacks of it is fetched; else apt chooses anew, from the same state of the archives if they are the same.
    ///
    /// @throws ResolveException if an archive cannot be used or a package not be found
    /// @throws MissingProgramException if apt is not there
    /// @throws IOException if something cannot be read or stored
    /// @throws CancellationException if the task was cancelled
    public Resolved keep(Recipe recipe, Lock lock, Task task) throws IOException {
        try {
            return kept(recipe, lock, task);
        } catch (IOException e) {
            // apt says many things when its disk is full
            throw HostException.explained(e, store.root());
        }
    }

    private Resolved kept(Recipe recipe, Lock lock, Task task) throws IOException {
        if (!lock.recipe().tree().equals(recipe.tree()) || !lock.architecture().equals(recipe.architecture())
                || !lock.sourceDate().equals(recipe.sourceDate())) {
            return resolve(recipe, lock, task);
        }
        for (var local : recipe.localPackages()) {
            store.add(local.content().stream(), task);
        }
        try (var workspace = Workspace.open(store)) {
            var settings = new AptSettings(workspace.apt(), List.of(lock.architecture()), false);
            settings.write();
            new LockFetch(lock, store, new AptRun(settings, options.environment()), workspace.fetch())
                    .run(keyrings(recipe), task);
            workspace.done();
        }
        return new Resolved(lock, LockProof.of(lock, store, ProofRules.existing(options.now()).recipe(recipe), task));
    }

    /// Deletes what interrupted runs left beside a store: downloads that the next run would continue.
    ///
    /// @return how many bytes were freed
    /// @throws IOException if something cannot be deleted
    public static long clear(Store store) throws IOException {
        return Workspace.clear(store);
    }

    /// The keyrings that the archives of the recipe may have been checked with.
    private List<Content> keyrings(Recipe recipe) throws IOException {
        var keyrings = new ArrayList<Content>();
        recipe.archives().stream().map(Recipe.ArchiveRequest::keyring).filter(Objects::nonNull).forEach(keyrings::add);
        if (Files.isRegularFile(options.keyring())) {
            keyrings.add(new BytesContent(Files.readAllBytes(options.keyring())));
        }
        return keyrings;
    }

    private Resolved resolve(Recipe recipe, @Nullable Lock kept, Task task) throws IOException {
        try (var workspace = Workspace.open(store)) {
            var resolved = new ResolveRun(recipe, kept, store, options, workspace, task).resolve();
            workspace.done();
            return resolved;
        }
    }
}
