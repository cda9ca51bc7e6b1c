package org.selfsame.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.apt.Lock;
import org.selfsame.apt.LockJson;
import org.selfsame.build.MiniSystem;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.recipe.RecipeReader;
import org.selfsame.recipe.RecipeRequest;
import org.selfsame.store.Store;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;

/// `build` and `rebuild` of a system of two packages.
class BuildCommandTest {
    @TempDir
    private static Path directory;
    private static Path recipe = Path.of("");
    private static String store = "";

    @BeforeAll
    static void prepare() throws IOException {
        MiniSystem.require();
        Tool.require("git", "unshare");
        store = directory.resolve("store").toString();
        recipe = recipe("recipe", "mini.lock", "");
    }

    /// A recipe and its lock.
    ///
    /// @param image lines more of `[image]`
    private static Path recipe(String name, String lockFile, String image) throws IOException {
        var made = Files.createDirectories(directory.resolve(name));
        Files.writeString(made.resolve("selfsame.toml"), """
                name = "mini"
                version = "1"
                suite = "stable"
                source-date = 2024-11-01T00:00:00Z

                [boot]
                bios = false
                uefi = false

                [image]
                outputs = ["iso"]
                volume-id = "MINI"
                level = 1
                """ + image);
        var hooks = Files.createDirectories(made.resolve("config/hooks/normal"));
        Files.writeString(hooks.resolve("0100-greeting.hook.chroot"), "#!/bin/sh\necho hello >/etc/greeting\n");
        Files.setPosixFilePermissions(hooks.resolve("0100-greeting.hook.chroot"),
                PosixFilePermissions.fromString("rwxr-xr-x"));
        Tool.run(made, "git", "init", "-q");
        Tool.run(made, "git", "add", ".");
        Tool.run(made, "git", "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "-m", "one");
        var read = new RecipeReader(directory.resolve("cache")).read(RecipeRequest.of(made.toString()),
                Task.silent());
        var lock = new MiniSystem(Store.open(Path.of(store))).lock(new Lock.RecipeStamp(read.name(), read.version(),
                made.toString(), read.source().commit(), null, read.tree()));
        Files.write(directory.resolve(lockFile), LockJson.write(lock));
        return made;
    }

    private static Ran build(String output, String... more) {
        var line = new java.util.ArrayList<>(java.util.List.of("build", recipe.toString(), "--lock",
                directory.resolve("mini.lock").toString(), "--store", store, "-o",
                directory.resolve(output).toString()));
        line.addAll(java.util.List.of(more));
        return Ran.here(line.toArray(String[]::new));
    }

    @Test
    void buildsAndBuildsAgainFromTheImageAlone() throws IOException {
        var built = build("out", "--json", "--fresh");
        assertThat(built.err()).doesNotContain("selfsame:").contains("[1/", "0100-greeting.hook.chroot");
        assertThat(built.exit()).isZero();
        assertThat(Schema.check(built.out()).getAsJsonArray("artifacts")).hasSize(4);
        Schema.check(Files.readString(directory.resolve("out/mini-1-amd64.record.json")));
        assertThat(directory.resolve("out/build.log")).content().contains("hooks/normal/0100-greeting.hook.chroot");

        var image = directory.resolve("out/mini-1-amd64.iso");
        var elsewhere = Files.move(recipe, directory.resolve("gone"));
        var again = Ran.here("rebuild", image.toString(), "--store", store, "-o",
                directory.resolve("again").toString(), "--json");
        assertThat(again.err()).doesNotContain("selfsame:");
        assertThat(again.exit()).isZero();
        var document = Schema.check(again.out());
        assertThat(document.get("identical").getAsBoolean()).isTrue();
        assertThat(document.get("recipeFrom").getAsString()).isEqualTo("image");
        var named = Ran.here("rebuild", image.toString(), "--store", store, "--repository", elsewhere.toString(), "-o",
                directory.resolve("named").toString(), "--json");
        assertThat(Schema.check(named.out()).get("recipeFrom").getAsString()).isEqualTo("repository");
        assertThat(named.exit()).isZero();
        Files.move(elsewhere, recipe);
        assertThat(directory.resolve("again/mini-1-amd64.iso")).hasSameBinaryContentAs(image);
        assertThat(Ran.here("verify", image.toString()).err()).contains("selfsame rebuild " + image);
        var carried = Ran.here("extract", image + "!/.selfsame/record.json", "-");
        Schema.check(carried.out());

        var bytes = Files.readAllBytes(image);
        bytes[bytes.length - 1] ^= 1;
        var altered = Files.write(directory.resolve("altered.iso"), bytes);
        var other = Ran.here("rebuild", altered.toString(), "--store", store, "-q", "-o",
                directory.resolve("third").toString());
        assertThat(other.exit()).isEqualTo(ExitCode.BAD);
        assertThat(other.out()).contains("Other bytes than " + altered, "selfsame compare");
    }

    @Test
    void buildsTwiceAndSaysWhetherTheFilesAreTheSame() throws IOException {
        var twice = build("twice", "--twice", "--json");
        assertThat(twice.exit()).isZero();
        var document = Schema.check(twice.out());
        assertThat(document.get("identical").getAsBoolean()).isTrue();
        assertThat(document.getAsJsonArray("notVaried")).extracting(it -> it.getAsString()).containsExactly("time");
        assertThat(twice.err()).contains("Build 1", "Build 2");
        assertThat(directory.resolve("twice/second-build/mini-1-amd64.iso"))
                .hasSameBinaryContentAs(directory.resolve("twice/mini-1-amd64.iso"));

        assertThat(build("wrong", "--twice", "--vary", "umask,moon").err()).contains("moon", "file-system");
        assertThat(build("wrong", "--vary", "umask").err()).contains("--twice alone");
    }

    @Test
    void anImageIsBuiltAgainWithoutTheEarlierOnesThatKitsWereMadeFrom() throws IOException {
        assertThat(build("earlier").exit()).isZero();
        var earlier = directory.resolve("earlier/mini-1-amd64.iso");
        var digest = HexFormat.of().formatHex(DigestAlgorithm.SHA256.start().digest(Files.readAllBytes(earlier)));
        var later = recipe("later", "later.lock", "upgrades-from = [\"" + digest + "\"]\n");
        var lock = directory.resolve("later.lock").toString();
        var output = directory.resolve("with-kit");
        var none = Ran.here("build", later.toString(), "--lock", lock, "--store", store, "-o", output.toString());
        assertThat(none.err()).contains(digest, "--upgrade-from").doesNotContain("[1/");
        assertThat(Ran.here("build", later.toString(), "--lock", lock, "--store", store, "-o", output.toString(),
                "--upgrade-from", earlier.toString()).exit()).isZero();
        assertThat(output.resolve("mini-1-amd64-from-" + digest.substring(0, 8) + ".iuk")).exists();
        assertThat(Ran.here("rebuild", output.resolve("mini-1-amd64.iso").toString(), "--store", store, "-o",
                directory.resolve("without-kit").toString()).exit()).isZero();
    }

    @Test
    void aBuildThatIsRefusedChangesNothing() throws IOException {
        var output = Files.createDirectories(directory.resolve("kept"));
        Files.writeString(output.resolve("build.log"), "of the last build");
        Files.writeString(output.resolve("mini-1-amd64.iso"), "the last image");
        var refused = build("kept");
        assertThat(refused.exit()).isEqualTo(ExitCode.TROUBLE);
        assertThat(refused.err()).contains("mini-1-amd64.iso exists already");
        assertThat(output.resolve("build.log")).hasContent("of the last build");

        Files.delete(output.resolve("mini-1-amd64.iso"));
        var second = Files.createDirectories(output.resolve("second-build"));
        Files.writeString(second.resolve("mini-1-amd64.iso"), "the last second image");
        assertThat(build("kept", "--twice").err()).contains("second-build/mini-1-amd64.iso exists already")
                .doesNotContain("[1/");
        Files.writeString(directory.resolve("file"), "");
        assertThat(build("file").err()).contains("file exists and is not a directory");
        assertThat(build("file", "--sandbox", "moon").err()).contains("moon");
    }

    @Test
    void saysWhatIsMissing() {
        var noLock = Ran.here("build", recipe.toString(), "--store", store, "-o", directory.resolve("no").toString());
        assertThat(noLock.exit()).isEqualTo(ExitCode.TROUBLE);
        assertThat(noLock.err()).contains("run selfsame lock " + recipe);
        assertThat(Ran.here("build", recipe.toString()).err()).contains("-o DIR is needed");
        var empty = Ran.here("build", recipe.toString(), "--lock", directory.resolve("mini.lock").toString(), "--store",
                directory.resolve("empty").toString(), "-q", "-o", directory.resolve("no").toString());
        assertThat(empty.err()).contains("base_1_amd64.deb", "hello_1_amd64.deb", "selfsame lock");
        assertThat(Ran.here("rebuild", recipe.resolve("selfsame.toml").toString(), "-o", "x").err())
                .contains("neither a lock nor an image");
    }
}
