package org.selfsame.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.selfsame.apt.AptArchive;
import org.selfsame.store.Store;
import org.selfsame.task.Task;
import org.selfsame.testing.Gpg;
import org.selfsame.testing.Tool;

/// The smallest recipe that can be locked and built: a Git repository, and the packages of [MiniSystem] in a signed archive.
public final class MiniRecipe {
    private static final String SUITE = "stable";

    private final Path directory;

    private MiniRecipe(Path directory) {
        this.directory = directory;
    }

    /// Skips the test where the host lacks what is needed.
    public static void require() {
        MiniSystem.require();
        Tool.require("git", "gpg", "dpkg-deb", "unshare");
    }

    /// Makes both in `directory`.
    ///
    /// @param key what signs the archive
    public static MiniRecipe in(Path directory, Gpg gpg, String key) {
        try {
            var archive = archive(directory.resolve("archive"), directory.resolve("packages")).publish(gpg, key);
            var recipe = new MiniRecipe(Files.createDirectories(directory.resolve("recipe")));
            Files.write(recipe.directory.resolve("archive.gpg"), gpg.export(key));
            recipe.write("selfsame.toml", """
                    name = "mini"
                    version = "1"
                    source-date = 2024-11-01T00:00:00Z
                    sandbox = "namespaces"

                    [[archive]]
                    name = "mini"
                    uri = "%s"
                    suite = "%s"
                    components = ["main"]
                    keyring = "archive.gpg"

                    [packages]
                    system = ["hello"]

                    [boot]
                    bios = false
                    uefi = false

                    [image]
                    outputs = ["tar", "squashfs"]
                    compression = "zstd"
                    level = 1
                    """.formatted(archive.uri(), SUITE));
            Tool.run(recipe.directory, "git", "init", "-q");
            recipe.commit();
            return recipe;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where the recipe lies.
    public Path directory() {
        return directory;
    }

    /// Adds a hook that runs in the system.
    public MiniRecipe hook(String name, String script) {
        write("config/hooks/normal/" + name + ".hook.chroot", script);
        commit();
        return this;
    }

    private void write(String path, String text) {
        try {
            var file = directory.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void commit() {
        Tool.run(directory, "git", "add", "-A");
        Tool.run(directory, "git", "-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "-c",
                "commit.gpgsign=false", "commit", "-q", "-m", "A small system");
    }

    private static AptArchive archive(Path directory, Path store) throws IOException {
        var archive = new AptArchive(directory, SUITE);
        archive.add("apt", "1");
        var packages = Store.open(store);
        for (var each : new MiniSystem(packages).lock().packages()) {
            var path = "pool/" + each.name() + "_1_amd64.deb";
            Files.createDirectories(directory.resolve("pool"));
            try (var content = packages.open(each.sha256(), Task.silent())) {
                Files.write(directory.resolve(path), content.bytes(0, (int) content.size()));
            }
            archive.list("main", "binary-amd64/Packages", "Package: " + each.name() + "\nVersion: " + each.version()
                    + "\nArchitecture: amd64\nMaintainer: nobody <n@example.org>\n"
                    + (each.name().equals("base") ? "Essential: yes\n" : "") + "Description: " + each.name()
                    + "\nFilename: " + path + "\nSize: " + each.size() + "\nSHA256: " + each.sha256().hex() + "\n");
        }
        return archive;
    }
}
