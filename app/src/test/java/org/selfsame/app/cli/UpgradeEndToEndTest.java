package org.selfsame.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.apt.Lock;
import org.selfsame.apt.LockJson;
import org.selfsame.build.MiniSystem;
import org.selfsame.content.FileContent;
import org.selfsame.format.disk.DiskFormat;
import org.selfsame.format.fat.FatFormat;
import org.selfsame.iuk.Kit;
import org.selfsame.iuk.KitCheck;
import org.selfsame.iuk.LiveImage;
import org.selfsame.recipe.RecipeReader;
import org.selfsame.recipe.RecipeRequest;
import org.selfsame.store.Store;
import org.selfsame.task.Task;
import org.selfsame.testing.ExampleRecipe;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Tree;

/// Two releases of a recipe are built, and a stick with the first is upgraded to the second by the kit between them.
class UpgradeEndToEndTest {
    @TempDir
    static Path directory;

    @BeforeAll
    static void require() {
        MiniSystem.require();
        Tool.require("unshare");
    }

    /// The recipe at a version, and its lock beside it.
    private static Path recipe(String version) throws IOException {
        var recipe = Files.createDirectories(directory.resolve("recipe"));
        Files.writeString(recipe.resolve("selfsame.toml"), """
                name = "mini"
                version = "%s"
                suite = "stable"
                source-date = 2024-11-01T00:00:00Z

                [boot]
                bios = false
                uefi = false

                [image]
                outputs = ["iso", "usb"]
                volume-id = "MINI"
                level = 1
                """.formatted(version));
        // what the loader of the system stacks: kits of Tails' kind add to it
        var live = Files.createDirectories(recipe.resolve("config/includes.binary/live"));
        Files.writeString(live.resolve("Tails.module"), "filesystem.squashfs\n");
        var hook = Files.createDirectories(recipe.resolve("config/hooks/normal")).resolve("1.hook.chroot");
        Files.writeString(hook, "#!/bin/sh\necho release " + version + " >/etc/release\ntouch /etc/only-in-"
                + version + "\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        ExampleRecipe.commitAll(recipe);
        var read = new RecipeReader(directory.resolve("cache")).read(RecipeRequest.of(recipe.toString()),
                Task.silent());
        var lock = new MiniSystem(Store.open(directory.resolve("store"))).lock(new Lock.RecipeStamp(read.name(),
                version, recipe.toString(), read.source().commit(), null, read.tree()));
        Files.write(directory.resolve(version + ".lock"), LockJson.write(lock));
        return recipe;
    }

    private static Path build(String version, String... more) throws IOException {
        var output = directory.resolve("out-" + version);
        var line = new ArrayList<>(List.of("build", recipe(version).toString(), "--lock",
                directory.resolve(version + ".lock").toString(), "--store", directory.resolve("store").toString(),
                "-q", "-o", output.toString()));
        line.addAll(List.of(more));
        var ran = Ran.here(line.toArray(String[]::new));
        assertThat(ran.exit()).as(ran.err()).isZero();
        return output;
    }

    private static Tree stick(FileContent image) throws IOException {
        var partition = new DiskFormat().open(image, Limits.DEFAULT).tree().root().children().stream()
                .filter(Entry.File.class::isInstance).map(Entry.File.class::cast).findFirst().orElseThrow();
        return new FatFormat().open(partition.content(), Limits.DEFAULT).tree();
    }

    @Test
    void aKitMakesTheNewReleaseOfTheOldOne() throws IOException {
        var first = build("1");
        var second = build("2", "--upgrade-from", first.resolve("mini-1-amd64.iso").toString());
        Path kit;
        try (var files = Files.list(second)) {
            kit = files.filter(it -> it.toString().endsWith(".iuk")).findFirst().orElseThrow();
        }
        var check = Ran.here("iuk", "check", first.resolve("mini-1-amd64.iso").toString(), kit.toString(),
                second.resolve("mini-2-amd64.iso").toString());
        assertThat(check.exit()).as(check.out() + check.err()).isZero();

        var upgraded = directory.resolve("upgraded.img");
        var applied = Ran.here("iuk", "apply", kit.toString(), first.resolve("mini-1-amd64.img").toString(), "-o",
                upgraded.toString());
        assertThat(applied.exit()).as(applied.err()).isZero();
        try (var old = FileContent.open(first.resolve("mini-1-amd64.img"));
                var now = FileContent.open(second.resolve("mini-2-amd64.img"));
                var image = FileContent.open(upgraded);
                var content = FileContent.open(kit)) {
            var tree = stick(image);
            assertThat(text(tree, "live/Tails.module")).isEqualTo("filesystem.squashfs\n2.squashfs\n");
            assertThat(bytes(tree, "live/filesystem.squashfs"))
                    .isEqualTo(bytes(stick(old), "live/filesystem.squashfs"));
            var opened = Kit.open(content, Task.silent());
            assertThat(bytes(tree, "live/2.squashfs")).isEqualTo(bytes(opened.files(), "live/2.squashfs"));
            var result = KitCheck.of(LiveImage.of(tree), opened, LiveImage.of(stick(now)), Task.silent());
            assertThat(result.first()).as("system and medium are those of the new release").isEmpty();
            assertThat(KitCheck.of(LiveImage.of(tree), opened, LiveImage.of(stick(old)), Task.silent()).first())
                    .as("and not of the old one").isNotEmpty();
        }
    }

    private static byte[] bytes(Tree tree, String path) throws IOException {
        var content = ((Entry.File) tree.find(path).orElseThrow()).content();
        return content.bytes(0, (int) content.size());
    }

    private static String text(Tree tree, String path) throws IOException {
        return new String(bytes(tree, path), StandardCharsets.US_ASCII);
    }
}
