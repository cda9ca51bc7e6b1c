package org.selfsame.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.host.HostTree;
import org.selfsame.recipe.RecipeException.Reason;
import org.selfsame.task.Task;
import org.selfsame.tree.Name;

/// Reads recipes out of Git repositories, object by object. Nothing is checked out, so that no hook, filter, submodule or
/// attribute of a repository can run or change anything; no settings of the user's take part.
///
/// A recipe that was read needs its repository no longer; large files of it lie in the cache.
public final class RecipeReader {
    /// The files of the cache that are called by their SHA-256.
    private static final String FILES = "files";

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

    /// The recipe that travels in an image.
    ///
    /// @param archive what the image carries; it is not needed when this is done
    /// @param repository where the recipe was once, for people to know
    /// @param commit the commit in full; what is not of this commit is not used
    /// @throws RecipeException if it is damaged or another, breaks a rule, or must not be used
    /// @throws org.selfsame.content.FormatException if it is no tar archive, or a damaged one
    /// @throws IOException if the computer fails
    /// @throws CancellationException if the task was cancelled
    public Recipe read(Content archive, String repository, String commit, Task task) throws IOException {
        GitSurroundings.enter();
        if (!Revisions.isCommit(commit)) {
            throw new RecipeException(Reason.BAD_REVISION, commit, "");
        }
        try (var objects = CarriedRecipe.open(archive, task)) {
            var revision = new Revisions(objects).resolve(ObjectId.fromString(commit), null, commit, null);
            var files = CommitFiles.read(objects, revision.tree(), objects.directory(), task);
            var contents = contents(task);
            var recipe = new Assembly(files.listing(), contents, new Assembly.Origin(repository, revision, false))
                    .recipe();
            Filters.check(files, contents);
            // made anew, so that the next image carries what belongs to the commit and nothing else
            return recipe.carrying(carried(objects, revision, objects.directory(), files, task));
        }
    }

    /// What of a recipe travels in its images, and if nothing does, why.
    ///
    /// @param recipe the recipe, with it
    /// @param leftOut why nothing travels, or null if it does
    public record Carried(Recipe recipe, @Nullable LeftOut leftOut) {}

    /// Why a recipe does not travel in its images.
    public enum LeftOut {
        /// The recipe says so.
        UNWANTED,
        /// The files that bear on the build are not those of the commit.
        CHANGED,
        /// It has more than [#MOST_CARRIED] bytes.
        TOO_LARGE
    }

    /// The most bytes of files and directories that travel in an image.
    public static final long MOST_CARRIED = CarriedRecipe.MOST_BYTES;

    /// A recipe with what of it travels in images: the files of its directory in the commit that its lock is for, which is
    /// an earlier one than the recipe's own if the lock was committed behind it. It depends on the commit alone.
    ///
    /// @param request where it was read
    /// @param commit the commit in full
    /// @throws RecipeException if the repository does not have the commit, or is damaged
    /// @throws IOException if the computer fails
    /// @throws CancellationException if the task was cancelled
    public Carried carrying(Recipe recipe, RecipeRequest request, String commit, Task task) throws IOException {
        if (!recipe.image().recipe()) {
            return new Carried(recipe, LeftOut.UNWANTED);
        }
        var locked = RecipeRequest.of(request.repository()).in(request.directory()).at(commit);
        try (var repository = GitRepository.open(locked, cache, task)) {
            var files = repository.files(task);
            if (!isSame(recipe, files.listing(), repository.revision(), task)) {
                return new Carried(recipe, LeftOut.CHANGED);
            }
            var content = carried(repository.reader(), repository.revision(), repository.directory(), files, task);
            return new Carried(recipe.carrying(content), content == null ? LeftOut.TOO_LARGE : null);
        } catch (RecipeException e) {
            if (e.reason() == Reason.NO_SUCH_REVISION) {
                throw new RecipeException(Reason.NO_LOCKED_COMMIT, commit, "", e);
            }
            throw e;
        }
    }

    /// Whether what bears on the build is the same in a commit. A commit without a recipe, or with a bad one, has other files.
    private boolean isSame(Recipe recipe, Listing listing, Revision revision, Task task) throws IOException {
        try {
            var origin = new Assembly.Origin(recipe.source().repository(), revision, false);
            return new Assembly(listing, contents(task), origin).recipe().tree().equals(recipe.tree());
        } catch (RecipeException e) {
            if (e.reason() == Reason.DAMAGED_REPOSITORY) {
                throw e;
            }
            return false;
        }
    }

    /// What travels, or null if it is too large.
    private @Nullable Content carried(ObjectReader reader, Revision revision, List<Name> directory,
            CommitFiles.Found files, Task task) throws IOException {
        var plan = CarriedRecipe.plan(reader, revision, files);
        return plan.bytes() > MOST_CARRIED
                ? null
                : SpooledContent.write(cache.resolve(FILES), out -> {
                    CarriedRecipe.write(plan, reader, revision, directory, out, task);
                });
    }

    private Contents contents(Task task) {
        return new Contents(cache.resolve(FILES), task);
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
