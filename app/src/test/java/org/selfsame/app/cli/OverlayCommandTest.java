package org.selfsame.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.apt.Lock;
import org.selfsame.apt.LockJson;
import org.selfsame.build.MiniSystem;
import org.selfsame.build.MiniTools;
import org.selfsame.recipe.RecipeReader;
import org.selfsame.recipe.RecipeRequest;
import org.selfsame.store.Store;
import org.selfsame.task.Task;
import org.selfsame.testing.ExampleRecipe;

/// `build` and `rebuild` of a system with a package that is built from source.
class OverlayCommandTest {
    private static final String REASON = "it tells the date";

    @TempDir
    static Path directory;

    @BeforeAll
    static void require() {
        MiniTools.require();
    }

    /// A recipe that builds `hello`, and its lock.
    private static Path recipe(String name, String allowed, String command) throws IOException {
        var recipe = Files.createDirectories(directory.resolve(name));
        Files.writeString(recipe.resolve("selfsame.toml"), """
                name = "mini"
                version = "1"
                suite = "stable"
                source-date = 2024-11-01T00:00:00Z

                [[overlay]]
                name = "hello"
                %s

                [boot]
                bios = false
                uefi = false

                [image]
                outputs = ["iso"]
                volume-id = "MINI"
                level = 1
                """.formatted(allowed));
        ExampleRecipe.commitAll(recipe);
        var read = new RecipeReader(directory.resolve("cache")).read(RecipeRequest.of(recipe.toString()),
                Task.silent());
        var store = Store.open(directory.resolve("store"));
        var source = MiniTools.source(store, Files.createDirectories(directory.resolve(name + "-source")), "hello", "2",
                command);
        var lock = new MiniSystem(store).fromSource(source, null).lock(new Lock.RecipeStamp(read.name(),
                read.version(), recipe.toString(), read.source().commit(), null, read.tree()));
        Files.write(directory.resolve(name + ".lock"), LockJson.write(lock));
        Schema.check(Files.readString(directory.resolve(name + ".lock")));
        return recipe;
    }

    private static Ran build(Path recipe) {
        return Ran.here("build", recipe.toString(), "--lock", recipe + ".lock", "--store",
                directory.resolve("store").toString(), "-o", recipe + "-out");
    }

    @Test
    void aPackageFromSourceIsBuiltAgainFromTheImageAlone() throws IOException {
        var recipe = recipe("same", "", "echo from source");
        var built = build(recipe);
        assertThat(built.err()).doesNotContain("selfsame:").contains("Packages from source", "hello 2");
        assertThat(built.exit()).isZero();
        Schema.check(Files.readString(Path.of(recipe + "-out/mini-1-amd64.record.json")));
        var image = recipe + "-out/mini-1-amd64.iso";
        assertThat(Schema.check(Ran.here("extract", image + "!/.selfsame/record.json", "-").out())
                .getAsJsonArray("overlay")).hasSize(1);
        var again = Ran.here("rebuild", image, "--store", directory.resolve("store").toString(), "-o",
                directory.resolve("again").toString(), "--json");
        assertThat(again.exit()).isZero();
        assertThat(Schema.check(again.out()).get("identical").getAsBoolean()).isTrue();
    }

    @Test
    void whatDoesNotReproduceIsToldWithItsCauseOrItsReason() throws IOException {
        var strict = build(recipe("strict", "", "date -u"));
        assertThat(strict.exit()).isEqualTo(ExitCode.TROUBLE);
        assertThat(strict.err()).contains("hello 2 differ", "/usr/share/hello/hello: A date or time in a text");
        var recipe = recipe("allowing", "not-reproducible = \"" + REASON + "\"", "date -u");
        var allowing = build(recipe);
        assertThat(allowing.exit()).isZero();
        assertThat(allowing.out()).contains("hello 2", REASON);
        Schema.check(Files.readString(Path.of(recipe + "-out/mini-1-amd64.record.json")));
    }
}
