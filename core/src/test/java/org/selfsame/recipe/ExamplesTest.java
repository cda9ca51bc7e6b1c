package org.selfsame.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.recipe.Recipe.Output;
import org.selfsame.recipe.Recipe.PackageRequest;
import org.selfsame.recipe.Recipe.Place;
import org.selfsame.recipe.Recipe.Stage;
import org.selfsame.task.Task;
import org.selfsame.testing.ExampleRecipe;
import org.selfsame.testing.TreeLines;

/// The recipes of `docs/examples` say what their pages say.
class ExamplesTest {
    @TempDir
    Path directory;

    private Recipe read(String name) throws IOException {
        var repository = directory.resolve(name);
        ExampleRecipe.commit(repository, name);
        return new RecipeReader(directory.resolve("cache")).read(RecipeRequest.of(repository.toString()),
                Task.silent());
    }

    @Test
    void tinyHasOneOfEachKind() throws IOException {
        var recipe = read("tiny");

        assertThat(recipe.name()).isEqualTo("tiny");
        assertThat(recipe.version()).isEqualTo("1");
        assertThat(recipe.architecture()).isEqualTo("amd64");
        assertThat(recipe.sourceDate()).isEqualTo("2024-11-01T00:00:00Z");
        assertThat(recipe.archives()).extracting(Recipe.ArchiveRequest::suite).containsExactly("bookworm",
                "bookworm-updates", "bookworm-security");
        assertThat(recipe.packages()).containsExactly(
                new PackageRequest("hello", Stage.SYSTEM, "config/package-lists/tiny.list.chroot"));
        assertThat(recipe.preseeds()).extracting(Recipe.Named::name).containsExactly("config/preseed/tiny.cfg");
        assertThat(recipe.hooks()).extracting(Recipe.Hook::place).containsExactly(Place.SYSTEM);
        assertThat(TreeLines.of(recipe.includesAfter())).anySatisfy(line -> assertThat(line)
                .startsWith("f|etc/motd|644|0:0|1730419200.000000000|46|"));
        assertThat(TreeLines.of(recipe.includesBinary())).anySatisfy(line -> assertThat(line).startsWith("f|README|"));
        assertThat(recipe.image().outputs()).containsExactlyInAnyOrder(Output.SQUASHFS, Output.TAR, Output.ISO);
        assertThat(recipe.boot().bios() || recipe.boot().uefi()).isFalse();
        assertThat(recipe.unsupported()).isEmpty();
    }

    @Test
    void liveStartsByBiosAndUefi() throws IOException {
        var recipe = read("live");

        assertThat(recipe.boot().bios() && recipe.boot().uefi()).isTrue();
        assertThat(recipe.boot().arguments()).containsExactly("components", "console=tty0", "console=ttyS0,115200");
        assertThat(recipe.packages()).extracting(p -> p.stage() + " " + p.spec()).containsExactly(
                "SYSTEM linux-image-amd64", "SYSTEM live-boot", "SYSTEM systemd-sysv", "SYSTEM dbus", "SYSTEM zstd",
                "SYSTEM ikiwiki",
                "IMAGE isolinux", "IMAGE syslinux-common", "IMAGE grub-efi-amd64-bin");
        assertThat(recipe.hooks()).extracting(Recipe.Hook::name).containsExactly(
                "config/hooks/normal/0100-login.hook.chroot", "config/hooks/normal/0200-website.hook.chroot");
        assertThat(recipe.unsupported()).isEmpty();
    }

    @Test
    void commitIsAlwaysTheSame() {
        var first = ExampleRecipe.commit(directory.resolve("first"), "tiny");
        var second = ExampleRecipe.commit(directory.resolve("second"), "tiny");

        assertThat(first).isEqualTo(second);
    }
}
