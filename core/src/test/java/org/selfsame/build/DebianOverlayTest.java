package org.selfsame.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.apt.AptArchive;
import org.selfsame.apt.Lock;
import org.selfsame.apt.ResolveException;
import org.selfsame.apt.ResolveOptions;
import org.selfsame.apt.Resolver;
import org.selfsame.build.BuildException.Reason;
import org.selfsame.compare.CauseCode;
import org.selfsame.recipe.Recipe;
import org.selfsame.recipe.Recipe.SandboxChoice;
import org.selfsame.recipe.RecipeReader;
import org.selfsame.recipe.RecipeRequest;
import org.selfsame.store.Store;
import org.selfsame.task.Task;
import org.selfsame.testing.ExampleRecipe;
import org.selfsame.testing.Gpg;
import org.selfsame.testing.Tool;

/// A source package of Debian that reproduces, and one of an archive of our own that does not, built with Debian's own
/// packages into one system.
@Tag("slow")
class DebianOverlayTest {
    private static final String REASON = "it tells when it was built";

    @TempDir
    private Path directory;

    @BeforeAll
    static void require() {
        Tool.require("apt-get", "unshare", "gpg", "dpkg-source");
        Tool.requireFile(ResolveOptions.DEBIAN_KEYRING.toString(), "debian-archive-keyring");
    }

    @Test
    void oneReproducesAndOneDoesNot() throws IOException {
        try (var gpg = new Gpg(Files.createDirectories(directory.resolve("g")))) {
            var key = gpg.key("Archive <archive@example.org>");
            var archive = archive().publish(gpg, key);
            Files.createDirectories(directory.resolve("recipe"));
            Files.write(directory.resolve("recipe/own.gpg"), gpg.export(key));
            var allowing = recipe(archive, "\nnot-reproducible = \"" + REASON + "\"");
            var lock = lock(allowing);
            assertThat(lock.sources()).extracting(it -> it.name() + ": " + it.binaries().stream()
                    .map(Lock.Built::name).collect(Collectors.joining(", ")))
                    .containsExactly("hostname: hostname", "leaky: leaky");
            assertThat(lock.packages()).filteredOn(it -> it.uses().contains(Lock.Use.OVERLAY))
                    .extracting(Lock.Binary::name).contains("gcc", "debhelper", "fakeroot", "hostname");
            var result = build(allowing, lock, "allowing");
            assertThat(result.record().overlay().getFirst()).satisfies(it -> {
                assertThat(it.result()).as("hostname").isEqualTo(it.again());
                assertThat(it.leaks()).isEmpty();
            });
            assertThat(result.record().overlay().getLast()).satisfies(it -> {
                assertThat(it.result()).as("leaky").isNotEqualTo(it.again());
                assertThat(it.allowed()).isEqualTo(REASON);
                assertThat(it.leaks()).extracting(BuiltSource.Leak::cause).contains(CauseCode.TIME_TEXT);
            });
            assertThat(Files.readString(result.artifacts().stream().filter(it -> it.name().endsWith(".packages"))
                    .findFirst().orElseThrow().file())).contains("leaky\t1\n", "hostname\t");

            var strict = recipe(archive, "");
            assertThatExceptionOfType(BuildException.class).isThrownBy(() -> build(strict, lock(strict), "strict"))
                    .satisfies(e -> {
                        assertThat(e.reason()).isEqualTo(Reason.NOT_REPRODUCIBLE);
                        assertThat(e.subject()).isEqualTo("leaky 1");
                    });
        }
    }

    /// Sources alone, and a package that has to be there for the archive to have an index.
    private AptArchive archive() throws IOException {
        var archive = new AptArchive(directory.resolve("archive"), "own");
        archive.add("unused", "1");
        var pool = Files.createDirectories(directory.resolve("archive/pool"));
        var source = MiniTools.source(store(), pool, "leaky", "1", "date -u");
        return archive.list("main", "source/Sources", "Package: leaky\nFormat: 3.0 (native)\nBinary: leaky\n"
                + "Architecture: any\nVersion: 1\nDirectory: pool\nPackage-List:\n leaky deb misc optional arch=any\n"
                + "Checksums-Sha256:\n" + source.files().stream().map(it -> " " + it.sha256().hex() + " " + it.size()
                        + " " + PackageSet.fileName(it) + "\n").collect(Collectors.joining()));
    }

    private Store store() throws IOException {
        return Store.open(directory.resolve("store"));
    }

    private Recipe recipe(AptArchive archive, String allowed) throws IOException {
        Files.writeString(directory.resolve("recipe/selfsame.toml"), """
                name = "overlay"
                version = "1"
                suite = "bookworm"
                source-date = 2024-11-01T00:00:00Z

                [[archive]]
                name = "debian"
                uri = "http://deb.debian.org/debian"

                [[archive]]
                name = "security"
                uri = "http://deb.debian.org/debian-security"
                suite = "bookworm-security"

                [[archive]]
                name = "own"
                uri = "%s"
                suite = "own"
                keyring = "own.gpg"

                [packages]
                system = ["leaky"]

                [[overlay]]
                name = "hostname"

                [[overlay]]
                name = "leaky"%s

                [boot]
                bios = false
                uefi = false

                [image]
                outputs = ["tar"]
                """.formatted(archive.uri(), allowed));
        ExampleRecipe.commitAll(directory.resolve("recipe"));
        return new RecipeReader(directory.resolve("cache"))
                .read(RecipeRequest.of(directory.resolve("recipe").toString()), Task.silent());
    }

    private Lock lock(Recipe recipe) throws IOException {
        try {
            return new Resolver(store(), new ResolveOptions(ResolveOptions.DEBIAN_KEYRING, directory.resolve("seen"),
                    Instant.now(), Map.of())).resolve(recipe, Task.silent()).lock();
        } catch (ResolveException e) {
            if (e.reason() != ResolveException.Reason.UNREACHABLE) {
                throw e;
            }
            return abort("the archive cannot be reached: " + e.getMessage());
        }
    }

    private BuildResult build(Recipe recipe, Lock lock, String name) throws IOException {
        return Builder.build(recipe, lock, store(),
                Backends.of(SandboxChoice.NAMESPACES, lock, store(), Task.silent()),
                BuildOptions.to(directory.resolve(name)), _ -> {}, Task.silent());
    }
}
