package org.selfsame.recipe;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.recipe.RecipeException.Reason;
import org.selfsame.task.Task;

/// Fetches one revision of a repository elsewhere into a bare repository of our own, without its history. JGit names each
/// object by its bytes as it arrives; its form is checked when it is used ([CommitFiles], [Revisions]), because JGit's own
/// check wants all of the history.
final class RemoteRepository {
    /// Seconds without a byte after which a connection is given up.
    private static final int PATIENCE = 60;
    private static final Set<String> SCHEMES = Set.of("http", "https", "git", "ssh", "file");

    private final Repository repository;
    private final String address;
    private final Task task;

    private RemoteRepository(Repository repository, String address, Task task) {
        this.repository = repository;
        this.address = address;
        this.task = task;
    }

    /// The repository of our own, in which the name stands for what it stands for there now.
    ///
    /// @param cache the directory where they are kept
    /// @throws RecipeException if the address is not used, or the revision cannot be fetched
    static Repository fetch(String address, @Nullable String revision, Path cache, Task task) throws IOException {
        check(address);
        var digest = DigestAlgorithm.SHA256.start().digest(address.getBytes(StandardCharsets.UTF_8));
        var name = Digest.of(DigestAlgorithm.SHA256, digest).hex();
        var home = Files.createDirectories(cache.resolve("git"));
        var lock = home.resolve(name + ".lock");
        try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            var repository = create(home.resolve(name + ".git"));
            try {
                new RemoteRepository(repository, address, task).update(revision);
                return repository;
            } catch (IOException | RuntimeException e) {
                repository.close();
                throw e;
            }
        }
    }

    private static Repository create(Path directory) throws IOException {
        var repository = new FileRepositoryBuilder().setGitDir(directory.toFile()).setBare().build();
        if (!Files.exists(directory.resolve(Constants.HEAD))) {
            repository.create(true);
            var config = repository.getConfig();
            // else JGit tidies up in a thread that outlives the fetch
            config.setInt(ConfigConstants.CONFIG_GC_SECTION, null, ConfigConstants.CONFIG_KEY_AUTO, 0);
            config.save();
        }
        return repository;
    }

    /// @throws RecipeException if the address is not one that is used; a host or user that a program would take for an
    ///         option is none
    private static void check(String address) throws RecipeException {
        try {
            var parsed = new URIish(address);
            var scheme = parsed.getScheme();
            var host = parsed.getHost();
            var user = parsed.getUser();
            boolean local = "file".equals(scheme);
            if (scheme == null || !SCHEMES.contains(scheme) || !local && (host == null || host.isEmpty())
                    || host != null && host.startsWith("-") || user != null && user.startsWith("-")
                    || parsed.getPath() == null || parsed.getPath().startsWith("-")
                    || address.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
                throw new RecipeException(Reason.BAD_ADDRESS, address, "");
            }
        } catch (URISyntaxException e) {
            throw new RecipeException(Reason.BAD_ADDRESS, address, "", e);
        }
    }

    private void update(@Nullable String revision) throws IOException {
        task.checkCancelled();
        var there = list();
        forget();
        if (revision == null) {
            head(there);
        } else if (Revisions.isCommit(revision)) {
            commit(revision, there);
        } else {
            var wanted = new ArrayList<RefSpec>();
            for (var candidate : Revisions.candidates(revision)) {
                if (there.stream().anyMatch(ref -> ref.getName().equals(candidate))) {
                    wanted.add(new RefSpec("+" + candidate + ":" + candidate));
                }
            }
            if (wanted.isEmpty()) {
                throw new RecipeException(Reason.NO_SUCH_REVISION, revision, "");
            }
            fetch(wanted, 1);
        }
    }

    private void head(Collection<Ref> there) throws IOException {
        var head = there.stream().filter(ref -> ref.getName().equals(Constants.HEAD)).findFirst()
                .orElseThrow(() -> new RecipeException(Reason.NO_COMMIT, Constants.HEAD, ""));
        var own = "refs/fetched/head";
        fetch(List.of(new RefSpec("+" + (head.isSymbolic() ? head.getTarget().getName() : Constants.HEAD) + ":" + own)),
                1);
        repository.updateRef(Constants.HEAD).link(own);
    }

    /// A commit can be asked for by its id where the other side allows that; else everything is fetched.
    private void commit(String id, Collection<Ref> there) throws IOException {
        var wanted = ObjectId.fromString(id);
        if (repository.getObjectDatabase().has(wanted)) {
            return;
        }
        for (var ref : there) {
            if (wanted.equals(ref.getObjectId()) || wanted.equals(ref.getPeeledObjectId())) {
                fetch(List.of(new RefSpec("+" + ref.getName() + ":refs/fetched/named")), 1);
                return;
            }
        }
        try {
            fetch(List.of(new RefSpec("+" + id + ":refs/fetched/" + id)), 1);
        } catch (RecipeException _) {
            fetch(List.of(new RefSpec("+refs/heads/*:refs/fetched/heads/*"),
                    new RefSpec("+refs/tags/*:refs/fetched/tags/*")), 0);
        }
        if (!repository.getObjectDatabase().has(wanted)) {
            throw new RecipeException(Reason.NO_SUCH_REVISION, id, "");
        }
    }

    private Collection<Ref> list() throws IOException {
        try {
            return Git.lsRemoteRepository().setRemote(address).setTimeout(PATIENCE).call();
        } catch (GitAPIException | JGitInternalException e) {
            throw failed(e);
        }
    }

    /// Names of an earlier time must not be found.
    private void forget() throws IOException {
        for (var prefix : List.of(Constants.R_TAGS, Constants.R_HEADS, Constants.R_REMOTES)) {
            for (var ref : repository.getRefDatabase().getRefsByPrefix(prefix)) {
                var update = repository.updateRef(ref.getName());
                update.setForceUpdate(true);
                update.delete();
            }
        }
    }

    /// @param depth how many commits, or 0 for all
    private void fetch(List<RefSpec> wanted, int depth) throws IOException {
        try (var git = Git.wrap(repository)) {
            var command = git.fetch().setRemote(address).setRefSpecs(wanted).setTagOpt(TagOpt.NO_TAGS)
                    .setTimeout(PATIENCE).setProgressMonitor(new Cancellation(task));
            if (depth > 0) {
                command.setDepth(depth);
            } else if (!repository.getObjectDatabase().getShallowCommits().isEmpty()) {
                command.setUnshallow(true);
            }
            command.call();
            // JGit ends without a word when it is cancelled
            task.checkCancelled();
        } catch (GitAPIException | JGitInternalException e) {
            task.checkCancelled();
            throw failed(e);
        }
    }

    private RecipeException failed(Exception e) {
        var deepest = (Throwable) e;
        for (var cause = e.getCause(); cause != null; cause = cause.getCause()) {
            deepest = cause;
        }
        return new RecipeException(Reason.FETCH_FAILED, address, String.valueOf(deepest.getMessage()), e);
    }

    /// Ends a transfer when the task is cancelled.
    private static final class Cancellation extends EmptyProgressMonitor {
        private final Task task;

        Cancellation(Task task) {
            this.task = task;
        }

        @Override
        public boolean isCancelled() {
            return task.isCancelled();
        }
    }
}
