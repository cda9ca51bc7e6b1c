package org.selfsame.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.recipe.RecipeException.Reason;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;

/// Git itself judges.
class CommitBundleTest {
    @TempDir
    Path directory;
    private Path repository;
    private String commit;

    @BeforeEach
    void make() {
        Tool.require("git");
        repository = directory.resolve("repository");
        Tool.run(directory, "sh", "-ec", """
                git init -q repository; cd repository
                export GIT_AUTHOR_DATE=2024-01-01T00:00:00Z GIT_COMMITTER_DATE=2024-01-01T00:00:00Z
                for i in 1 2 3; do
                    mkdir -p config/$i; seq 1 ${i}000 > config/list; echo $i > config/$i/file; git add -A
                    git -c user.name=t -c user.email=t@example.org commit -q -m $i
                    [ $i != 2 ] || git -c user.name=t -c user.email=t@example.org tag -a v2 -m v2
                done
                """);
        commit = Tool.run(repository, "git", "rev-parse", "v2^{commit}").out().strip();
    }

    private byte[] write(Path from, String tag) throws IOException {
        var out = new ByteArrayOutputStream();
        CommitBundle.write(from, commit, tag, out, Task.silent());
        return out.toByteArray();
    }

    @Test
    void holdsTheCommitAndWhatItStandsOn() throws IOException {
        Files.write(directory.resolve("recipe.bundle"), write(repository, "v2"));
        Tool.run(directory, "git", "init", "-q", "empty");
        Tool.run(directory.resolve("empty"), "git", "bundle", "verify", "../recipe.bundle");
        Tool.run(directory, "git", "clone", "-q", "-b", CommitBundle.BRANCH, "recipe.bundle", "clone");
        assertThat(Tool.run(directory.resolve("clone"), "git", "rev-parse", "HEAD").out().strip()).isEqualTo(commit);
        assertThat(Tool.run(directory.resolve("clone"), "git", "rev-parse", "v2^{commit}").out().strip())
                .isEqualTo(commit);
        assertThat(directory.resolve("clone/config/2/file")).exists();
        assertThat(directory.resolve("clone/config/3")).doesNotExist();
        Tool.run(directory.resolve("clone"), "git", "fsck", "--strict");
    }

    @Test
    void hasTheSameBytesHoweverTheRepositoryIsPacked() throws IOException {
        var bytes = write(repository, "v2");
        Tool.run(repository, "git", "gc", "-q", "--aggressive");
        assertThat(write(repository, "v2")).isEqualTo(bytes);
        Tool.run(directory, "git", "clone", "-q", "--no-local", "repository", "clone");
        assertThat(write(directory.resolve("clone/config"), "v2")).isEqualTo(bytes);
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        commit = "0".repeat(40);
        assertReason(Reason.NO_SUCH_REVISION, repository);
        assertReason(Reason.NO_REPOSITORY, Files.createDirectory(directory.resolve("none")));
    }

    private void assertReason(Reason reason, Path from) {
        assertThatExceptionOfType(RecipeException.class).isThrownBy(() -> write(from, "v2"))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
