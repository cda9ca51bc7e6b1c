package org.selfsame.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.FileContent;
import org.selfsame.content.FormatException;
import org.selfsame.host.Removal;
import org.selfsame.recipe.RecipeException.Reason;
import org.selfsame.recipe.RecipeReader.LeftOut;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;

/// A recipe that travels: Git, tar and sha1sum judge what was written.
class CarriedRecipeTest {
    private static final String SUBMODULE = "160000,0123456789012345678901234567890123456789,libs/other";

    @TempDir
    Path directory;

    private Repo repo;

    @BeforeEach
    void make() {
        repo = new Repo(directory.resolve("repo")).write("selfsame.toml", Repo.MINIMAL)
                .write("config/package-lists/x.list", "hello\n").write("README", "for people\n")
                .write(".gitattributes", "*.txt text\n").write("a.b", "sorted between\n").write("a/b", "and behind\n");
        repo.sh("""
                printf '#!/bin/sh\\n' > run; chmod 755 run
                mkdir -p config/includes.chroot/etc
                ln -s /etc/passwd config/includes.chroot/etc/link
                touch 'name with spaces' "$(printf '\\377\\n')"
                """);
    }

    private RecipeReader reader() {
        return new RecipeReader(directory.resolve("cache"));
    }

    private RecipeReader.Carried carrying(RecipeRequest request, String commit) throws IOException {
        return reader().carrying(reader().read(request, Task.silent()), request, commit, Task.silent());
    }

    private Content carried(String commit) throws IOException {
        return of(carrying(RecipeRequest.of(repo.directory().toString()), commit).recipe());
    }

    private static Content of(Recipe recipe) {
        return Objects.requireNonNull(recipe.carried());
    }

    private static byte[] bytes(Content content) throws IOException {
        return content.bytes(0, (int) content.size());
    }

    private Path unpacked(Content content) throws IOException {
        var target = Files.createDirectories(directory.resolve("unpacked"));
        Files.write(directory.resolve("recipe.tar"), bytes(content));
        Tool.run(target, "tar", "-xf", "../recipe.tar");
        return target;
    }

    @Test
    void needsNoRepositoryAndIsMadeAnewAsItWas() throws IOException {
        repo.git("update-index", "--add", "--cacheinfo", SUBMODULE);
        var commit = repo.commit();
        var recipe = repo.read();
        var content = carried(commit);
        Removal.of(repo.directory());

        var again = reader().read(content, "nowhere", commit, Task.silent());
        assertThat(again.tree()).isEqualTo(recipe.tree());
        assertThat(again.source()).isEqualTo(new Recipe.Source("nowhere", commit, null, null, false));
        assertThat(bytes(of(again))).isEqualTo(bytes(content));
    }

    @Test
    void isReadByTarAndProvenBySha1sum() throws IOException {
        var commit = repo.commit();
        var target = unpacked(carried(commit));
        Tool.run(repo.directory(), "git", "clean", "-dfxq");
        Tool.run(directory, "diff", "-r", "--exclude=.git", "repo", "unpacked/files");
        assertThat(target.resolve("files/run")).isExecutable();
        // nothing but the commit does not follow from the files
        assertThat(Tool.run(target.resolve("objects"), "sh", "-c", "sha1sum *").out())
                .isEqualTo(commit + "  " + commit + "\n");
    }

    @Test
    void holdsTheRecipesDirectoryAloneAndProvesThatItIsInTheCommit() throws IOException {
        repo.write("deep/er/selfsame.toml", Repo.MINIMAL).write("deep/er/config/package-lists/x.list", "more\n");
        var commit = repo.commit();
        var request = RecipeRequest.of(repo.directory().toString()).in("deep/er");
        var recipe = reader().read(request, Task.silent());
        var content = of(carrying(request, commit).recipe());
        Removal.of(repo.directory());

        assertThat(reader().read(content, "nowhere", commit, Task.silent()).tree()).isEqualTo(recipe.tree());
        var target = unpacked(content);
        assertThat(target.resolve("directory")).hasContent("deep/er");
        assertThat(target.resolve("files/README")).doesNotExist();
        // of the top only the directory, which is not that of the recipe, and what else may change its files
        assertThat(Tool.run(target.resolve("objects"), "sh", "-c", "for f in *; do sha1sum $f; done").out().lines())
                .hasSize(4).allSatisfy(line -> assertThat(line.substring(0, 40)).isEqualTo(line.substring(42)));
    }

    @Test
    void hasTheSameBytesHoweverTheRepositoryIsPackedAndNamed() throws IOException {
        var commit = repo.commit();
        var bytes = bytes(carried(commit));
        repo.git("gc", "-q", "--aggressive");
        repo.git("tag", "v1");
        assertThat(bytes(carried(commit))).isEqualTo(bytes);
        Tool.run(directory, "git", "clone", "-q", "--no-local", "--depth", "1", "file://" + repo.directory(), "clone");
        var clone = RecipeRequest.of(directory.resolve("clone/config/..").toString()).at("v1");
        assertThat(bytes(of(carrying(clone, commit).recipe()))).isEqualTo(bytes);
    }

    @Test
    void isThatOfTheCommitThatTheLockIsFor() throws IOException {
        var commit = repo.commit();
        var bytes = bytes(carried(commit));
        repo.write("selfsame.lock", "{}\n").commit();
        assertThat(bytes(carried(commit))).isEqualTo(bytes);

        assertThatExceptionOfType(RecipeException.class).isThrownBy(() -> carried("0".repeat(40)))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NO_LOCKED_COMMIT));
        repo.write("config/package-lists/x.list", "other\n").commit();
        assertThat(carrying(RecipeRequest.of(repo.directory().toString()), commit).leftOut())
                .isEqualTo(LeftOut.CHANGED);
    }

    @Test
    void staysAtHomeIfTheRecipeSaysSoOrIsTooLarge() throws IOException {
        var request = RecipeRequest.of(repo.directory().toString());
        repo.sh("head -c 64000000 /dev/zero > large");
        assertThat(carrying(request, repo.commit()).leftOut()).isEqualTo(LeftOut.TOO_LARGE);
        repo.sh("rm large").write("selfsame.toml", Repo.MINIMAL + "[image]\nrecipe = false\n");
        assertThat(carrying(request, repo.commit())).satisfies(it -> {
            assertThat(it.leftOut()).isEqualTo(LeftOut.UNWANTED);
            assertThat(it.recipe().carried()).isNull();
        });
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            echo >> files/selfsame.toml,                           DAMAGED_REPOSITORY
            rm files/README,                                       DAMAGED_REPOSITORY
            chmod 755 files/README,                                DAMAGED_REPOSITORY
            rm objects/*,                                          NO_SUCH_REVISION
            echo config > directory,                               NO_RECIPE
            for f in objects/*; do echo >> $f; done,               BAD_CARRIED
            printf 'tag 0\\0' > objects/0123456789012345678901234567890123456789, BAD_CARRIED
            echo > objects/x,                                      BAD_CARRIED
            echo > more,                                           BAD_CARRIED
            rm selfsame-recipe,                                    BAD_CARRIED
            echo recipe/2 > selfsame-recipe,                       BAD_CARRIED
            rm files/README; mkfifo files/README,                  BAD_CARRIED
            truncate -s 40M files/x; ln files/x files/y,           TOO_LARGE
            truncate -s 1M selfsame-recipe,                        BAD_CARRIED
            """)
    void refusesWhatIsNotOfTheCommit(String change, Reason reason) throws IOException {
        var commit = repo.commit();
        var target = unpacked(carried(commit));
        Tool.run(target, "sh", "-ec", change);
        Tool.run(target, "sh", "-ec", "tar -cf ../changed.tar *");
        try (var changed = FileContent.open(directory.resolve("changed.tar"))) {
            assertThatExceptionOfType(RecipeException.class)
                    .isThrownBy(() -> reader().read(changed, "nowhere", commit, Task.silent()))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
        }
    }

    @Test
    void refusesWhatIsNoArchive() {
        var text = new BytesContent("nothing of the kind".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> reader().read(text, "nowhere", "0".repeat(40), Task.silent()))
                .isInstanceOf(FormatException.class);
        assertThatExceptionOfType(RecipeException.class)
                .isThrownBy(() -> reader().read(text, "nowhere", "0".repeat(64), Task.silent()))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.BAD_REVISION));
    }
}
