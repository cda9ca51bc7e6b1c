package org.selfsame.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;

/// The recipes of `docs/examples`, each as a Git repository with one commit, whose id is always the same.
public final class ExampleRecipe {
    private static final PersonIdent AUTHOR = new PersonIdent("Maker", "maker@example.org",
            Instant.parse("2024-11-01T00:00:00Z"), ZoneOffset.UTC);

    private ExampleRecipe() {}

    /// Copies the example `name` into the new directory `directory` and commits it there.
    ///
    /// @return the id of the commit
    public static String commit(Path directory, String name) {
        copy(examples().resolve(name), directory);
        return commitAll(directory);
    }

    /// Makes a Git repository of `directory`, if it is none yet, and commits all that is in it.
    ///
    /// @return the id of the commit
    public static String commitAll(Path directory) {
        try (var git = Git.init().setDirectory(directory.toFile()).setInitialBranch("main").call()) {
            git.add().addFilepattern(".").call();
            git.add().setUpdate(true).addFilepattern(".").call();
            return git.commit().setAuthor(AUTHOR).setCommitter(AUTHOR).setMessage("Recipe\n").setSign(false)
                    .setNoVerify(true).call().name();
        } catch (GitAPIException e) {
            throw new AssertionError(e);
        }
    }

    /// Copies a directory with its modes; symbolic links stay what they are.
    public static void copy(Path from, Path to) {
        try (var paths = Files.walk(from)) {
            for (var path : paths.toList()) {
                var target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target, LinkOption.NOFOLLOW_LINKS,
                            StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Tests run in the directory of their module.
    private static Path examples() {
        return Path.of("").toAbsolutePath().resolveSibling("docs").resolve("examples");
    }
}
