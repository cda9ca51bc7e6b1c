package org.selfsame.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.recipe.RecipeException.Reason;
import org.selfsame.testing.TreeLines;

/// What differs between a commit and the files that lie around it.
class WorkTreeTest {
    @TempDir
    Path directory;

    private Repo repo;
    private RecipeRequest request;

    @BeforeEach
    void make() {
        repo = Repo.quick(directory.resolve("repo")).write("selfsame.toml", Repo.MINIMAL)
                .write("config/includes.chroot/etc/a", "a").write("config/includes.chroot/etc/b", "b")
                .write(".gitignore", "*.log\n/config/common\n").write("config/.gitignore", "*.tmp\n!keep.tmp\n")
                .write("README", "x");
        repo.commit();
        request = RecipeRequest.of(repo.directory().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo x >> selfsame.toml", "echo x > config/includes.chroot/etc/a",
            "chmod +x config/includes.chroot/etc/a", "rm config/includes.chroot/etc/a",
            "rm config/includes.chroot/etc/a; ln -s b config/includes.chroot/etc/a", "echo x > config/new",
            "echo x > config/keep.tmp", "rm -r config",
            "rm config/includes.chroot/etc/a; mkdir config/includes.chroot/etc/a; echo > config/includes.chroot/etc/a/x",
            "mkdir debian; printf 'x (2) u; urgency=low\\n\\n -- A <a@b>  Fri, 01 Nov 2024 00:00:00 +0000\\n' > debian/changelog"})
    void refusesChangedFiles(String change) throws IOException {
        var committed = repo.read().tree();
        repo.sh(change);

        assertThatThrownBy(() -> repo.read()).isInstanceOfSatisfying(RecipeException.class,
                e -> assertThat(e.reason()).isEqualTo(Reason.DIRTY));
        assertThat(repo.read(request.at("main")).tree()).as("a name stands for its commit").isEqualTo(committed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo x > README", "echo x > config/a.log", "mkdir -p config/x; echo x > config/x/a.tmp",
            "echo LB_MODE=x > config/common", "mkfifo fifo", "chmod 600 config/includes.chroot/etc/a",
            "touch -d @0 config/includes.chroot/etc/a", "mkdir -p config/empty", "echo > elsewhere"})
    void takesNoNoticeOfTheRest(String change) throws IOException {
        repo.sh(change);

        assertThat(repo.read().source().dirty()).isFalse();
    }

    @Test
    void takesChangedFilesWhereThatIsAllowed() throws IOException {
        var committed = repo.read();
        repo.sh("echo more > config/includes.chroot/etc/a; rm config/includes.chroot/etc/b; ln -s /etc/passwd config/includes.chroot/l; "
                + "echo x > config/a.log");

        var dirty = repo.read(request.dirty(true));

        assertThat(dirty.source().dirty()).isTrue();
        assertThat(dirty.source().commit()).isEqualTo(committed.source().commit());
        assertThat(dirty.tree()).isNotEqualTo(committed.tree());
        assertThat(TreeLines.of(dirty.includesAfter()))
                .anyMatch(line -> line.startsWith("f|etc/a|644|0:0|1730419200.000000000|5|"))
                .contains("l|l|777|0:0|1730419200.000000000|/etc/passwd").noneMatch(line -> line.contains("etc/b"));
        repo.commit();
        assertThat(repo.read().tree()).as("of the same files, committed").isEqualTo(dirty.tree());
    }

    @Test
    void refusesWhatGitCannotStore() {
        repo.sh("mkfifo config/includes.chroot/fifo");

        assertThatThrownBy(() -> repo.read(request.dirty(true))).isInstanceOfSatisfying(RecipeException.class, e -> {
            assertThat(e.reason()).isEqualTo(Reason.SPECIAL_FILE);
            assertThat(e.path()).isEqualTo("config/includes.chroot/fifo");
        });
    }

    @Test
    void takesARepositoryInARepositoryForASubmodule() {
        repo.sh("mkdir config/includes.chroot/inner; cd config/includes.chroot/inner; git init -q; echo > x");

        assertThatThrownBy(() -> repo.read()).isInstanceOfSatisfying(RecipeException.class,
                e -> assertThat(e.reason()).isEqualTo(Reason.SUBMODULE));
    }

    @Test
    void takesAWorkTreeThatPutsTheCommitRight() throws IOException {
        repo.write("selfsame.toml", "nonsense").commit();
        repo.write("selfsame.toml", Repo.MINIMAL);

        assertThatThrownBy(() -> repo.read()).isInstanceOfSatisfying(RecipeException.class,
                e -> assertThat(e.reason()).isEqualTo(Reason.NOT_TOML));
        assertThat(repo.read(request.dirty(true)).source().dirty()).isTrue();
    }

    @Test
    void readsADirectoryOfARepository() throws IOException {
        var all = repo.read();
        repo.sh("mkdir -p sub/recipe; mv config selfsame.toml sub/recipe/; echo '*.log' >> .gitignore").commit();
        repo.sh("echo > sub/recipe/config/x.log");

        var below = repo.read(RecipeRequest.of(repo.directory() + "/sub/recipe"));

        assertThat(below.tree()).isEqualTo(all.tree());
        assertThat(repo.read(request.in("sub/recipe").at("main")).tree()).isEqualTo(all.tree());
        repo.write("sub/recipe/config/includes.chroot/etc/a", "other");
        assertThatThrownBy(() -> repo.read(RecipeRequest.of(repo.directory() + "/sub/recipe")))
                .isInstanceOfSatisfying(RecipeException.class, e -> {
                    assertThat(e.reason()).isEqualTo(Reason.DIRTY);
                    assertThat(e.path()).isEqualTo("config/includes.chroot/etc/a");
                });
    }

    @Test
    void readsABareRepository() throws IOException {
        repo.git("clone", "-q", "--bare", ".", "../bare.git");

        assertThat(repo.read(RecipeRequest.of(directory.resolve("bare.git").toString())).tree())
                .isEqualTo(repo.read().tree());
    }
}
