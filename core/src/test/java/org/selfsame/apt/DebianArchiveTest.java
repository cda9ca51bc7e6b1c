package org.selfsame.apt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.apt.Lock.Use;
import org.selfsame.recipe.Recipe.Stage;
import org.selfsame.store.Store;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;

/// Debian's own archive, where it can be reached.
@Tag("slow")
class DebianArchiveTest {
    @TempDir
    private Path directory;

    @Test
    void aSystemAndAPackageFromSourceAreLocked() throws IOException {
        Tool.require("apt-get", "gpgv");
        Tool.requireFile(ResolveOptions.DEBIAN_KEYRING.toString(), "debian-archive-keyring");
        var recipe = new Recipes().archive("debian", List.of("http://deb.debian.org/debian"), "bookworm",
                List.of("main"), null, null, null)
                .archive("security", List.of("http://deb.debian.org/debian-security"), "bookworm-security",
                        List.of("main"), null, null, null)
                .packages(Stage.SYSTEM, "hello").packages(Stage.IMAGE, "isolinux").overlay("hello", null).recipe();
        var resolver = new Resolver(Store.open(directory.resolve("store")),
                new ResolveOptions(ResolveOptions.DEBIAN_KEYRING, directory.resolve("seen"), Instant.now(), Map.of()));
        Resolved resolved;
        try {
            resolved = resolver.resolve(recipe, Task.silent());
        } catch (ResolveException e) {
            assumeTrue(e.reason() != ResolveException.Reason.UNREACHABLE, "no network: " + e.getMessage());
            throw e;
        }
        assertThat(resolved.proof().refused()).isEmpty();
        var lock = resolved.lock();
        assertThat(of(lock, Use.BOOTSTRAP)).contains("apt", "base-files", "bash", "dpkg", "libc6", "usr-is-merged")
                .doesNotContain("usrmerge", "hello");
        assertThat(of(lock, Use.SYSTEM)).doesNotContain("hello").containsAll(of(lock, Use.BOOTSTRAP));
        assertThat(of(lock, Use.IMAGE)).containsExactly("isolinux");
        assertThat(of(lock, Use.MACHINE)).contains("busybox-static").anyMatch(it -> it.startsWith("linux-image-"));
        assertThat(of(lock, Use.CLOCK)).containsExactly("libfaketime");
        assertThat(of(lock, Use.BUILD)).isEmpty();
        assertThat(of(lock, Use.OVERLAY)).contains("bash", "build-essential", "gcc", "make");
        assertThat(lock.sources()).singleElement().satisfies(it -> {
            assertThat(it.files().getFirst().path()).endsWith(".dsc");
            assertThat(it.binaries()).singleElement().satisfies(built -> {
                assertThat(built.name()).isEqualTo("hello");
                assertThat(built.uses()).containsExactly(Use.SYSTEM);
            });
        });
    }

    private static List<String> of(Lock lock, Use use) {
        return lock.packages().stream().filter(it -> it.uses().contains(use)).map(Lock.Binary::name).toList();
    }
}
