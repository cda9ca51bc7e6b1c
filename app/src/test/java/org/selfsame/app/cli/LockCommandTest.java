package org.selfsame.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.apt.AptArchive;
import org.selfsame.apt.LockJson;
import org.selfsame.content.FileContent;
import org.selfsame.testing.ExampleRecipe;
import org.selfsame.testing.Gpg;
import org.selfsame.testing.Tool;
import picocli.CommandLine;

/// `lock` with a recipe in Git and a little archive, resolved by apt itself.
class LockCommandTest {
    @TempDir
    private Path directory;
    private Gpg gpg;
    private String key;
    private AptArchive archive;
    private Path recipe;

    @BeforeEach
    void makeRecipe() throws IOException {
        Tool.require("apt-get", "dpkg-deb", "gpgv");
        gpg = new Gpg(directory);
        key = gpg.key("Archive <archive@example.org>");
        archive = new AptArchive(directory.resolve("archive"), "stable");
        archive.add("base", "1", "Essential: yes");
        archive.add("editor", "1", "Depends: base");
        archive.publish(gpg, key);
        recipe = Files.createDirectories(directory.resolve("recipe"));
        Files.write(recipe.resolve("archive.gpg"), gpg.export(key));
        write("editor", "[boot]\nbios = false\nuefi = false\n");
    }

    private void write(String packages, String more) throws IOException {
        Files.writeString(recipe.resolve("selfsame.toml"), """
                name = "little"
                version = "1"
                source-date = 2024-11-01T00:00:00Z

                [[archive]]
                name = "little"
                uri = "%s"
                suite = "stable"
                components = ["main"]
                keyring = "archive.gpg"

                [packages]
                system = ["%s"]

                %s
                [image]
                outputs = ["tar"]
                """.formatted(archive.uri(), packages, more));
        ExampleRecipe.commitAll(recipe);
    }

    @AfterEach
    void stopAgent() {
        gpg.close();
    }

    /// Runs with directories of the test's own.
    private Ran run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var console = new Console(out, err, false);
        var command = new LockCommand(directory.resolve("cache"), directory.resolve("state"), Map.of());
        int exit;
        try {
            exit = command.run(new CommandLine(command.spec()).parseArgs(Stream.concat(Stream.of(recipe.toString()),
                    Stream.of(arguments)).toArray(String[]::new)), console);
        } catch (UsageException e) {
            console.problem(e.sentence());
            exit = ExitCode.TROUBLE;
        } catch (IOException e) {
            console.problem(Sentences.of(e));
            exit = ExitCode.TROUBLE;
        }
        return new Ran(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aLockIsWrittenKeptCheckedAndUpdated() throws IOException {
        var none = run("--check");
        assertThat(none.exit()).isEqualTo(ExitCode.TROUBLE);
        assertThat(none.err()).contains("selfsame lock");
        var first = run("--json");
        assertThat(first.exit()).as(first.err()).isEqualTo(ExitCode.GOOD);
        var document = Schema.check(first.out());
        assertThat(document.get("upToDate").getAsBoolean()).isFalse();
        assertThat(document.get("packages").getAsInt()).isEqualTo(2);
        var file = recipe.resolve("selfsame.lock");
        var written = Files.readString(file);
        Schema.check(written);
        try (var content = FileContent.open(file)) {
            assertThat(LockJson.read(content).recipe().name()).isEqualTo("little");
        }
        // a lock that is committed beside its recipe stays right
        ExampleRecipe.commitAll(recipe);
        assertThat(run().out()).contains("is up to date: 2 packages");
        assertThat(Schema.check(run("--update", "--json").out()).get("upToDate").getAsBoolean()).isTrue();
        assertThat(Files.readString(file)).isEqualTo(written);
        assertThat(run("--check").exit()).isEqualTo(ExitCode.GOOD);

        archive.add("editor", "2", "Depends: base");
        archive.time("Date", Instant.now().minusSeconds(30)).publish(gpg, key);
        assertThat(run().out()).contains("is up to date");
        var updated = run("--update");
        assertThat(updated.exit()).isEqualTo(ExitCode.GOOD);
        assertThat(updated.out()).contains("upgraded editor 1 to 2\n").contains("is updated");
    }

    @Test
    void whatIsWrongIsSaidWithWhatToDo() throws IOException {
        write("editro", "");
        var missing = run();
        assertThat(missing.exit()).isEqualTo(ExitCode.TROUBLE);
        assertThat(missing.err()).contains("no archive has the package editro", "selfsame.toml", "Correct the name");
        assertThat(recipe.resolve("selfsame.lock")).doesNotExist();
        archive.publish(gpg, gpg.key("Mallory <mallory@example.org>"));
        assertThat(run().err()).contains("the archive little is not signed by a key of its keyring");
        assertThat(run("--check", "--update").err()).contains("--check");
    }

    @Test
    void aChangedInputIsTold() throws IOException {
        assertThat(run().exit()).isEqualTo(ExitCode.GOOD);
        var sha256 = Files.readString(recipe.resolve("selfsame.lock")).replaceAll("(?s).*\"editor\"[^}]*\"sha256\": "
                + "\"([0-9a-f]{64})\".*", "$1");
        var stored = directory.resolve("cache/store/sha256").resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2));
        var bytes = Files.readAllBytes(stored);
        bytes[100] ^= 1;
        Files.write(stored, bytes);
        var bad = run("--check", "--json");
        assertThat(bad.exit()).isEqualTo(ExitCode.BAD);
        assertThat(Schema.check(bad.out()).get("good").getAsBoolean()).isFalse();
        // it was moved aside, and is fetched again
        assertThat(run().exit()).isEqualTo(ExitCode.GOOD);
        assertThat(run("--check").exit()).isEqualTo(ExitCode.GOOD);
    }
}
