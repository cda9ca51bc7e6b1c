package org.selfsame.recipe;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.eclipse.jgit.transport.BundleWriter;
import org.jspecify.annotations.Nullable;
import org.selfsame.recipe.RecipeException.Reason;
import org.selfsame.task.Task;

/// A commit with all that it stands on, in one file that `git clone` takes (gitformat-bundle(5)). Its bytes depend on the
/// commit, the tag and the compression of the Java runtime, and not on how the repository has them packed.
public final class CommitBundle {
    /// The branch that has the commit in the file.
    public static final String BRANCH = "recipe";
    private static final int LEVEL = 9;

    private CommitBundle() {}

    /// Writes one to `out`, which is not closed.
    ///
    /// @param directory a directory in the repository
    /// @param commit the commit in full
    /// @param tag a tag that comes along, or null
    /// @throws RecipeException if there is no repository, or it does not have the commit or all that it stands on
    /// @throws IOException if it cannot be read or written
    /// @throws CancellationException if the task was cancelled
    public static void write(Path directory, String commit, @Nullable String tag, OutputStream out, Task task)
            throws IOException {
        GitSurroundings.enter();
        var builder = new FileRepositoryBuilder().findGitDir(directory.toRealPath().toFile());
        if (builder.getGitDir() == null) {
            throw new RecipeException(Reason.NO_REPOSITORY, directory.toString(), "");
        }
        try (var repository = builder.setMustExist(true).build()) {
            if (!ObjectId.isId(commit) || !repository.getObjectDatabase().has(ObjectId.fromString(commit))) {
                throw new RecipeException(Reason.NO_SUCH_REVISION, commit, "");
            }
            write(repository, ObjectId.fromString(commit), tag, out, task);
        } catch (MissingObjectException e) {
            // a clone that was cut short
            throw new RecipeException(Reason.DAMAGED_REPOSITORY, e.getObjectId().name(), String.valueOf(e.getMessage()),
                    e);
        }
    }

    private static void write(Repository repository, ObjectId commit, @Nullable String tag, OutputStream out,
            Task task) throws IOException {
        var bundle = new BundleWriter(repository);
        bundle.setPackConfig(config(repository));
        bundle.include(Constants.R_HEADS + BRANCH, commit);
        var ref = tag == null ? null : repository.exactRef(Constants.R_TAGS + tag);
        if (ref != null) {
            bundle.include(ref);
        }
        bundle.writeBundle(new EmptyProgressMonitor() {
            @Override
            public boolean isCancelled() {
                return task.isCancelled();
            }
        }, out);
        task.checkCancelled();
    }

    /// Nothing of how the repository is packed, and nothing that depends on the number of processors.
    private static PackConfig config(Repository repository) {
        var config = new PackConfig(repository);
        config.setThreads(1);
        config.setReuseDeltas(false);
        config.setReuseObjects(false);
        config.setDeltaCompress(false);
        config.setCompressionLevel(LEVEL);
        return config;
    }
}
