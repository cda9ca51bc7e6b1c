package org.selfsame.apt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.apt.Lock.Use;
import org.selfsame.apt.ResolveException.Reason;
import org.selfsame.content.BytesContent;
import org.selfsame.recipe.Recipe;
import org.selfsame.recipe.Recipe.Stage;
import org.selfsame.store.Store;
import org.selfsame.task.Task;
import org.selfsame.testing.Gpg;
import org.selfsame.testing.Tool;

/// apt itself resolves recipes from little archives that are signed for the test.
class ResolverTest {
    @TempDir
    private static Path keys;

    private static Gpg gpg;
    private static String key;
    private static byte[] keyring;

    @TempDir
    private Path directory;

    @BeforeAll
    static void makeKey() {
        Tool.require("apt-get", "dpkg-deb", "gpgv");
        gpg = new Gpg(keys);
        key = gpg.key("Archive <archive@example.org>");
        keyring = gpg.export(key);
    }

    @AfterAll
    static void stopAgent() {
        gpg.close();
    }

    /// An archive with what every system needs: `base` is essential, and needs one of two.
    private AptArchive archive() {
        var archive = new AptArchive(directory.resolve("archive"), "stable");
        archive.add("base", "1", "Essential: yes", "Pre-Depends: mawk | awk");
        archive.add("mawk", "1", "Provides: awk");
        archive.add("gawk", "2", "Provides: awk");
        archive.add("libc", "2.36-9+deb12u1", "Essential: no");
        archive.add("editor", "1:3.0~rc1", "Depends: libc", "Recommends: editor-doc");
        archive.add("editor-doc", "1:3.0~rc1");
        archive.add("boot", "7", "Depends: libc, editor");
        return archive;
    }

    private Recipes recipe(AptArchive archive) {
        return new Recipes().archive("test", List.of(archive.uri()), "stable", List.of("main"), keyring, null, null);
    }

    private Store store() throws IOException {
        return Store.open(directory.resolve("store"));
    }

    private Lock resolve(Recipe recipe) throws IOException {
        var resolved = new Resolver(store(), new ResolveOptions(Path.of("/nowhere"), directory.resolve("state/seen"),
                Instant.now(), Map.of())).resolve(recipe, Task.silent());
        assertThat(resolved.proof().refused()).isEmpty();
        return resolved.lock();
    }

    private void refused(Recipes recipe, Reason reason) {
        assertThatThrownBy(() -> resolve(recipe.recipe())).isInstanceOfSatisfying(ResolveException.class,
                it -> assertThat(it.reason()).as(it.getMessage()).isEqualTo(reason));
    }

    private static List<String> names(Lock lock, Use use) {
        return lock.packages().stream().filter(it -> it.uses().contains(use))
                .map(it -> it.name() + " " + it.version()).toList();
    }

    @Test
    void aptChoosesAndEverythingIsInTheStore() throws IOException {
        var archive = archive().publish(gpg, key);
        var lock = resolve(recipe(archive).packages(Stage.SYSTEM, "editor").packages(Stage.IMAGE, "boot").recipe());
        assertThat(names(lock, Use.BOOTSTRAP)).containsExactly("base 1", "mawk 1");
        assertThat(names(lock, Use.SYSTEM)).containsExactly("base 1", "editor 1:3.0~rc1", "libc 2.36-9+deb12u1",
                "mawk 1");
        assertThat(names(lock, Use.IMAGE)).containsExactly("boot 7");
        assertThat(lock.packages()).filteredOn(Lock.Binary::requested).extracting(Lock.Binary::name)
                .containsExactly("editor");
        var store = store();
        for (var each : lock.packages()) {
            try (var content = store.open(each.sha256(), Task.silent())) {
                assertThat(content.size()).isEqualTo(each.size());
            }
        }
        var locked = lock.archives().getFirst();
        assertThat(locked.indexes()).extracting(Lock.Index::path).containsExactly("main/binary-amd64/Packages");
        assertThat(locked.inRelease().signers()).containsExactly(key);
        assertThat(locked.inRelease().codename()).isEqualTo("stable");
        for (var digest : List.of(locked.inRelease().sha256(), locked.keyring(), locked.indexes().getFirst().sha256())) {
            store.open(digest, Task.silent()).close();
        }
        assertThat(lock.tools()).extracting(Lock.Tool::name).containsExactly("apt");
        assertThat(LockJson.read(new BytesContent(LockJson.write(lock)))).isEqualTo(lock);
    }

    @Test
    void whatTheSystemHasIsTakenForItsFirstPackagesToo() throws IOException {
        var archive = archive().publish(gpg, key);
        var lock = resolve(recipe(archive).packages(Stage.SYSTEM, "gawk").recipe());
        assertThat(names(lock, Use.BOOTSTRAP)).containsExactly("base 1", "gawk 2");
        assertThat(names(lock, Use.SYSTEM)).containsExactly("base 1", "gawk 2");
    }
}
