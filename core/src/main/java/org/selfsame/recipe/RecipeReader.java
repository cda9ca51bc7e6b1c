package org.selfsame.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import org.selfsame.host.HostTree;
import org.selfsame.recipe.RecipeException.Reason;
import org.selfsame.task.Task;
import org.selfsame.tree.Name;

/// Reads recipes out of Git repositories, object by object. Nothing is checked out, so that no hook, filter, submodule or
/// attribute of a repository can run or change anything; no settings of the user's take part.
///
/// A recipe that was read needs its repository no longer; large files of it lie in the cache.
public final class RecipeReader {
    private final Path cache;

    /// @param cache a directory of our own for repositories that are fetched and for large files; it is made when it is
    ///         needed
    public RecipeReader(Path cache) {
        this.cache = cache;
    }

    /// The recipe that is asked for.
    ///
    /// @throws RecipeException if it cannot be read, breaks a rule, or must not be used
    /// @throws IOException if the computer fails
    /// @throws CancellationException if the task was cancelled
    public Recipe read(RecipeRequest request, Task task) throws IOException {
        try (var repository = GitRepository.open(request, cache, task)) {
            var files = repository.files(task);
            var workTree = repository.workTree();
            var contents = contents(task);
            Recipe recipe;
            try {
                var origin = new Assembly.Origin(request.repository(), repository.revision(), false);
                recipe = new Assembly(files.listing(), contents, origin).recipe();
                Filters.check(files, contents);
            } catch (RecipeException e) {
                if (workTree.isEmpty() || !request.allowDirty()) {
                    throw e;
                }
                // what lies around the commit may have been put right
                return fromWorkTree(files.listing(), repository, workTree.get(), request, task);
            }
            return workTree.isPresent()
                    ? compared(recipe, contents, files.listing(), repository, workTree.get(), request, task)
                    : recipe;
        }
    }

    private Contents contents(Task task) {
        return new Contents(cache.resolve("files"), task);
    }

    private Recipe fromWorkTree(Listing listing, GitRepository repository, Path workTree, RecipeRequest request,
            Task task) throws IOException {
        try (var host = HostTree.open(workTree)) {
            var work = WorkFiles.list(host, repository.directory(), repository.gitDirectory(), listing, task);
            var origin = new Assembly.Origin(request.repository(), repository.revision(), true);
            return new Assembly(work, contents(task), origin).recipe();
        }
    }

    /// The recipe of the commit, or that of the work tree if it is another one and that is allowed.
    private Recipe compared(Recipe recipe, Contents committed, Listing listing, GitRepository repository,
            Path workTree, RecipeRequest request, Task task) throws IOException {
        try (var host = HostTree.open(workTree)) {
            var work = WorkFiles.list(host, repository.directory(), repository.gitDirectory(), listing, task);
            var contents = contents(task);
            int differences = 0;
            Name first = null;
            var paths = new TreeSet<>(committed.all().keySet());
            paths.addAll(work.files().keySet());
            paths.addAll(Assembly.NAMED);
            for (var path : paths) {
                var here = work.find(path);
                var there = Optional.ofNullable(committed.all().get(path));
                if (here.isEmpty() && there.isEmpty()) {
                    continue;
                }
                boolean same = here.isPresent() && there.isPresent()
                        && here.get().kind() == there.get().listed().kind()
                        && here.get().size() == there.get().listed().size()
                        && contents.take(here.get()).digest().equals(there.get().digest());
                if (!same) {
                    differences++;
                    first = first == null ? path : first;
                }
            }
            if (first == null) {
                return recipe;
            }
            if (!request.allowDirty()) {
                throw new RecipeException(Reason.DIRTY, first.toString(), String.valueOf(differences));
            }
            var origin = new Assembly.Origin(request.repository(), repository.revision(), true);
            return new Assembly(work, contents(task), origin).recipe();
        }
    }
}
