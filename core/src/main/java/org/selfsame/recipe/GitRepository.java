package org.selfsame.recipe;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;
import org.selfsame.recipe.RecipeException.Reason;
import org.selfsame.task.Task;
import org.selfsame.tree.Name;
import org.selfsame.tree.PathTree;

/// An open repository with the revision that was asked for. Nothing is ever checked out, so nothing of it can run.
final class GitRepository implements Closeable {
    private final Repository repository;
    private final ObjectReader reader;
    private final Revision revision;
    private final List<Name> directory;
    private final @Nullable Path workTree;

    private GitRepository(Repository repository, ObjectReader reader, Revision revision, List<Name> directory,
            @Nullable Path workTree) {
        this.repository = repository;
        this.reader = reader;
        this.revision = revision;
        this.directory = directory;
        this.workTree = workTree;
    }

    /// Opens a repository of this computer, or fetches one.
    ///
    /// @param cache where fetched repositories are kept
    /// @throws RecipeException if there is none, or it does not have the revision
    static GitRepository open(RecipeRequest request, Path cache, Task task) throws IOException {
        GitSurroundings.enter();
        if (request.revision() != null) {
            Revisions.check(request.revision());
        }
        var local = localDirectory(request.repository());
        return local.isPresent() ? openLocal(request, local.get()) : fetch(request, cache, task);
    }

    private static Optional<Path> localDirectory(String repository) {
        if (repository.contains("://")) {
            return Optional.empty();
        }
        try {
            var path = Path.of(repository);
            return Files.isDirectory(path) ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    private static GitRepository openLocal(RecipeRequest request, Path start) throws IOException {
        var real = start.toRealPath();
        var builder = new FileRepositoryBuilder().findGitDir(real.toFile());
        if (builder.getGitDir() == null) {
            throw new RecipeException(Reason.NO_REPOSITORY, request.repository(), "");
        }
        Repository repository;
        try {
            repository = builder.setMustExist(true).build();
        } catch (IOException | IllegalArgumentException e) {
            throw new RecipeException(Reason.NO_REPOSITORY, request.repository(), String.valueOf(e.getMessage()), e);
        }
        var top = repository.isBare() ? null : repository.getWorkTree().toPath().toRealPath();
        var inside = top == null || !real.startsWith(top) ? "" : top.relativize(real).toString();
        return at(repository, request, request.revision(), inside.replace(File.separatorChar, '/'),
                request.revision() == null ? top : null);
    }

    private static GitRepository fetch(RecipeRequest request, Path cache, Task task) throws IOException {
        var fetched = RemoteRepository.fetch(request.repository(), request.revision(), cache, task);
        return at(fetched, request, request.revision(), "", null);
    }

    private static GitRepository at(Repository repository, RecipeRequest request, @Nullable String name, String inside,
            @Nullable Path workTree) throws IOException {
        var reader = repository.newObjectReader();
        try {
            var revision = new Revisions(reader).find(repository, name, request.signers());
            var path = (inside + "/" + request.directory()).getBytes(StandardCharsets.UTF_8);
            var directory = PathTree.components(path);
            if (PathTree.leadsOut(request.directory().getBytes(StandardCharsets.UTF_8))) {
                throw new RecipeException(Reason.BAD_NAME, request.directory(), "");
            }
            return new GitRepository(repository, reader, revision, directory, workTree);
        } catch (IOException | RuntimeException e) {
            reader.close();
            repository.close();
            throw e;
        }
    }

    /// The revision that was asked for.
    Revision revision() {
        return revision;
    }

    /// The directory of the recipe below the top of the repository.
    List<Name> directory() {
        return directory;
    }

    /// The top of the work tree, if its files bear on the build.
    Optional<Path> workTree() {
        return Optional.ofNullable(workTree);
    }

    /// The directory that holds the repository's own files.
    Path gitDirectory() {
        return repository.getDirectory().toPath();
    }

    /// What reads its objects. It can be used until this is closed.
    ObjectReader reader() {
        return reader;
    }

    /// The files of the recipe in the commit. They can be read until this is closed.
    CommitFiles.Found files(Task task) throws IOException {
        return CommitFiles.read(reader, revision.tree(), directory, task);
    }

    @Override
    public void close() {
        reader.close();
        repository.close();
    }
}
