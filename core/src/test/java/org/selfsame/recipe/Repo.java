package org.selfsame.recipe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.selfsame.task.Task;
import org.selfsame.testing.ExampleRecipe;
import org.selfsame.testing.Tool;

/// A repository made by the real Git, with no settings of whoever runs the test; or, where it is only there to hold files, by
/// JGit, which is quicker.
final class Repo {
    /// The least that is a recipe.
    static final String MINIMAL = """
            name = "x"
            version = "1"
            suite = "bookworm"
            """;

    private final Path directory;
    private final boolean real;

    /// An empty repository in `directory`, which is made.
    Repo(Path directory) {
        this(directory, true);
    }

    /// As the other constructor, by JGit.
    static Repo quick(Path directory) {
        return new Repo(directory, false);
    }

    private Repo(Path directory, boolean real) {
        Tool.require("git");
        this.directory = directory;
        this.real = real;
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (real) {
            git("init", "-q", "-b", "main");
        }
    }

    /// The top of its work tree.
    Path directory() {
        return directory;
    }

    /// Runs Git in it.
    ///
    /// @return what it printed, without the end of the last line
    String git(String... arguments) {
        var command = new ArrayList<>(
                List.of("git", "-c", "user.name=Maker", "-c", "user.email=maker@example.org", "-c",
                        "core.hooksPath=/dev/null", "-c", "protocol.file.allow=always"));
        command.addAll(List.of(arguments));
        var result = Tool.tryRun(directory, Map.of("GIT_CONFIG_NOSYSTEM", "1", "HOME", directory.toString(),
                "GIT_AUTHOR_DATE", "1730419200 +0000", "GIT_COMMITTER_DATE", "1730419200 +0000"),
                command.toArray(String[]::new));
        if (result.exit() != 0) {
            throw new AssertionError(String.join(" ", command) + ": " + result.err());
        }
        return result.out().stripTrailing();
    }

    /// Runs a script of the shell in its work tree.
    Repo sh(String script) {
        Tool.run(directory, "sh", "-ec", script);
        return this;
    }

    /// Writes a file, with its directories.
    Repo write(String path, String text) {
        try {
            var file = directory.resolve(path);
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Commits everything.
    ///
    /// @return the id of the commit
    String commit() {
        if (!real) {
            return ExampleRecipe.commitAll(directory);
        }
        git("add", "-A");
        git("commit", "-q", "--allow-empty", "-m", "Recipe");
        return git("rev-parse", "HEAD");
    }

    /// Reads its recipe as it is.
    Recipe read() throws IOException {
        return read(RecipeRequest.of(directory.toString()));
    }

    /// Reads a recipe.
    Recipe read(RecipeRequest request) throws IOException {
        return new RecipeReader(directory.resolveSibling("cache")).read(request, Task.silent());
    }
}
