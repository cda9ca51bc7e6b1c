package org.selfsame.apt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
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
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.task.TaskEvent;
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
        assertThat(locked.indexes()).extracting(Lock.Index::path).containsExactly("main/binary-amd64/Packages.gz");
        assertThat(locked.inRelease().signers()).containsExactly(key);
        assertThat(locked.inRelease().codename()).isEqualTo("stable");
        for (var digest : List.of(locked.inRelease().sha256(), locked.keyring(),
                locked.indexes().getFirst().sha256())) {
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

    @Test
    void versionsPinsAndPatternsAreLeftToApt() throws IOException {
        var archive = archive();
        archive.add("editor", "1:4.0", "Depends: libc");
        archive.add("tool", "1", "Priority: required");
        archive.publish(gpg, key);
        assertThat(names(resolve(recipe(archive).packages(Stage.SYSTEM, "editor").recipe()), Use.SYSTEM))
                .contains("editor 1:4.0");
        assertThat(names(resolve(recipe(archive).packages(Stage.SYSTEM, "editor=1:3.0~rc1").recipe()), Use.SYSTEM))
                .contains("editor 1:3.0~rc1");
        assertThat(names(resolve(recipe(archive).packages(Stage.SYSTEM, "editor/stable").recipe()), Use.SYSTEM))
                .contains("editor 1:4.0");
        var pinned = resolve(recipe(archive).packages(Stage.SYSTEM, "editor", "?priority(required)").recommends()
                .pins("Package: editor\nPin: version 1:3.*\nPin-Priority: 1001\n").recipe());
        assertThat(names(pinned, Use.SYSTEM)).contains("editor 1:3.0~rc1", "editor-doc 1:3.0~rc1", "tool 1");
        assertThat(pinned.packages()).filteredOn(Lock.Binary::requested).extracting(Lock.Binary::name)
                .containsExactly("editor", "tool");
    }

    @Test
    void packagesOfTheRecipeComeFromItAlone() throws IOException {
        var archive = archive().publish(gpg, key);
        var deb = directory.resolve("own.deb");
        AptArchive.deb(deb, "own", "2:5-1", "amd64", "Depends: editor");
        var bytes = Files.readAllBytes(deb);
        var lock = resolve(recipe(archive).local("config/packages.chroot/own.deb", bytes)
                .packages(Stage.SYSTEM, "own").recipe());
        assertThat(names(lock, Use.SYSTEM)).contains("own 2:5-1", "editor 1:3.0~rc1");
        assertThat(lock.packages()).filteredOn(it -> it.archive() < 0).singleElement().satisfies(it -> {
            assertThat(it.path()).isEqualTo("config/packages.chroot/own.deb");
            assertThat(it.size()).isEqualTo(bytes.length);
            assertThat(it.sha256().hex()).isEqualTo(AptArchive.sha256(bytes));
        });
        refused(recipe(archive).local("config/packages.chroot/own.deb", "!<arch>\n".getBytes(StandardCharsets.UTF_8)),
                Reason.BAD_LOCAL_PACKAGE);
    }

    @Test
    void whatHooksNeedIsBesideTheSystem() throws IOException {
        var archive = archive().publish(gpg, key);
        var lock = resolve(recipe(archive).packages(Stage.SYSTEM, "libc").packages(Stage.BUILD, "editor").recipe());
        assertThat(names(lock, Use.BUILD)).containsExactly("editor 1:3.0~rc1");
        assertThat(names(lock, Use.SYSTEM)).containsExactly("base 1", "libc 2.36-9+deb12u1", "mawk 1");
    }

    @Test
    void whatIsNotThereIsNamedWithWhoAsks() throws IOException {
        var archive = archive().publish(gpg, key);
        for (var spec : List.of("nothing", "libc=1", "libc/testing", "nothing*", "-y")) {
            assertThatThrownBy(() -> resolve(recipe(archive).packages(Stage.SYSTEM, "editor", spec).recipe())).as(spec)
                    .isInstanceOfSatisfying(ResolveException.class, it -> {
                        assertThat(it.reason()).as(it.getMessage()).isEqualTo(switch (spec) {
                            case "libc=1", "libc/testing" -> Reason.NO_VERSION;
                            case "-y" -> Reason.BAD_NAME;
                            default -> Reason.NO_PACKAGE;
                        });
                        assertThat(it.subject()).isEqualTo(spec);
                        assertThat(it.details()).containsExactly("config/package-lists/SYSTEM.list");
                    });
        }
        refused(recipe(archive).packages(Stage.IMAGE, "nothing"), Reason.NO_PACKAGE);
    }

    @Test
    void whatExcludesEachOtherIsRefused() throws IOException {
        var archive = archive();
        archive.add("a", "1", "Conflicts: b");
        archive.add("b", "1");
        archive.add("c", "1", "Depends: d (>= 2)");
        archive.publish(gpg, key);
        assertThatThrownBy(() -> resolve(recipe(archive).packages(Stage.SYSTEM, "a", "b").recipe()))
                .isInstanceOfSatisfying(ResolveException.class, it -> {
                    assertThat(it.reason()).isEqualTo(Reason.UNSATISFIABLE);
                    assertThat(it.details()).anyMatch(line -> line.contains("Conflicts: b"));
                });
        refused(recipe(archive).packages(Stage.SYSTEM, "c"), Reason.UNSATISFIABLE);
    }

    @Test
    void listsThatLieAboutTimeOrNameAreRefused() {
        var now = Instant.now();
        refused(recipe(archive().time("Valid-Until", now.minusSeconds(60)).publish(gpg, key)), Reason.EXPIRED);
        refused(recipe(archive().time("Date", now.plusSeconds(86_400)).publish(gpg, key)), Reason.FUTURE);
        refused(recipe(archive().field("Suite", "other").field("Codename", "other").publish(gpg, key)),
                Reason.OTHER_SUITE);
        refused(recipe(archive().publish(gpg, gpg.key("Mallory <mallory@example.org>"))), Reason.UNKNOWN_SIGNER);
        var good = archive().publish(gpg, key);
        refused(new Recipes().archive("test", List.of(good.uri()), "stable", List.of("main"), keyring, null,
                now), Reason.BELOW_FLOOR);
        refused(new Recipes().archive("test", List.of(good.uri()), "stable", List.of("main"), keyring,
                now.minusSeconds(86_400), null), Reason.AFTER_SNAPSHOT);
        refused(new Recipes().archive("test", List.of(good.uri()), "stable", List.of("main", "contrib"), keyring, null,
                null), Reason.NO_COMPONENT);
        refused(new Recipes().archive("test", List.of(good.uri()), "testing", List.of("main"), keyring, null, null),
                Reason.NO_SUITE);
        refused(new Recipes().archive("test", List.of(good.uri()), "stable", List.of("main"), null, null, null),
                Reason.NO_KEYRING);
        refused(new Recipes().archive("test", List.of("http://127.0.0.1:9/debian"), "stable", List.of("main"), keyring,
                null, null), Reason.UNREACHABLE);
        for (var uri : List.of("ssh://host/debian", "file:/a\nTrusted: yes", "cdrom:x", "http://h/ trusted=yes")) {
            refused(new Recipes().archive("test", List.of(uri), "stable", List.of("main"), keyring, null, null),
                    Reason.BAD_ARCHIVE);
        }
    }

    @Test
    void aSnapshotMayBeOutOfDate() throws IOException {
        var now = Instant.now();
        var archive = archive().time("Valid-Until", now.minusSeconds(60)).publish(gpg, key);
        var lock = resolve(new Recipes().archive("test", List.of(archive.uri()), "stable", List.of("main"), keyring,
                now.minusSeconds(120), null).packages(Stage.SYSTEM, "libc").recipe());
        assertThat(lock.archives().getFirst().snapshot()).isEqualTo(now.minusSeconds(120));
    }

    @Test
    void anOlderStateThanOneThatWasSeenIsRefused() throws IOException {
        var now = Instant.now();
        resolve(recipe(archive().time("Date", now.minusSeconds(60)).publish(gpg, key)).recipe());
        refused(recipe(archive().time("Date", now.minusSeconds(90)).publish(gpg, key)), Reason.ROLLED_BACK);
        assertThat(Files.readAllLines(directory.resolve("state/seen"))).hasSize(1);
    }

    @Test
    void filesThatWereAlteredAreRefused() throws IOException {
        var archive = archive();
        var deb = archive.add("victim", "1");
        archive.publish(gpg, key);
        var asking = recipe(archive).packages(Stage.SYSTEM, "victim");
        var bytes = Files.readAllBytes(deb);
        bytes[bytes.length / 2] ^= 1;
        Files.write(deb, bytes);
        refused(asking, Reason.ALTERED);
        bytes[bytes.length / 2] ^= 1;
        Files.write(deb, bytes);
        Files.write(deb, new byte[100], StandardOpenOption.APPEND);
        refused(asking, Reason.ALTERED);
        Files.delete(deb);
        refused(asking, Reason.UNREACHABLE);
        var index = archive.directory().resolve("dists/stable/main/binary-amd64/Packages.gz");
        Files.write(index, new byte[10], StandardOpenOption.APPEND);
        refused(recipe(archive), Reason.ALTERED);
    }

    @Test
    void whatIsLockedIsKeptUntilTheRecipeAsksForMore() throws IOException {
        var archive = archive().publish(gpg, key);
        var first = resolve(recipe(archive).packages(Stage.SYSTEM, "editor").recipe());
        archive.add("editor", "1:4.0", "Depends: libc");
        archive.time("Date", Instant.now().minusSeconds(30)).publish(gpg, key);
        var resolver = new Resolver(store(), new ResolveOptions(Path.of("/nowhere"), directory.resolve("state/seen"),
                Instant.now(), Map.of()));
        assertThat(
                resolver.keep(recipe(archive).packages(Stage.SYSTEM, "editor").recipe(), first, Task.silent()).lock())
                .isEqualTo(first);
        var more = resolver.keep(recipe(archive).packages(Stage.SYSTEM, "editor", "gawk").tree("cd").recipe(), first,
                Task.silent());
        assertThat(more.proof().refused()).isEmpty();
        assertThat(more.lock().archives()).isEqualTo(first.archives());
        assertThat(names(more.lock(), Use.SYSTEM)).contains("editor 1:3.0~rc1", "gawk 2");
        var anew = resolve(recipe(archive).packages(Stage.SYSTEM, "editor", "gawk").recipe());
        assertThat(LockChange.between(first, anew)).extracting(it -> it.kind() + " " + it.name()).containsExactly(
                "UPGRADED editor", "ADDED gawk", "REMOVED mawk");
    }

    @Test
    void anEmptyStoreIsFilledFromALock() throws IOException {
        var archive = archive().publish(gpg, key);
        var recipe = recipe(archive).packages(Stage.SYSTEM, "editor").recipe();
        var lock = resolve(recipe);
        var empty = Store.open(directory.resolve("other"));
        var resolver = new Resolver(empty, new ResolveOptions(Path.of("/nowhere"), directory.resolve("state/seen"),
                Instant.now(), Map.of()));
        assertThat(resolver.keep(recipe, lock, Task.silent()).proof().refused()).isEmpty();
        assertThat(LockFiles.of(lock).keySet()).allMatch(empty::has);
        archive.time("Date", Instant.now().minusSeconds(30)).publish(gpg, key);
        var gone = new Resolver(Store.open(directory.resolve("third")),
                new ResolveOptions(Path.of("/nowhere"), directory.resolve("state/seen"), Instant.now(), Map.of()));
        assertThatThrownBy(() -> gone.keep(recipe, lock, Task.silent())).isInstanceOfSatisfying(ResolveException.class,
                it -> assertThat(it.reason()).isEqualTo(Reason.MOVED_ON));
    }

    @Test
    void allAddressesMustGiveTheSame() throws IOException {
        var archive = archive().publish(gpg, key);
        var mirror = directory.resolve("mirror");
        Tool.run(directory, "cp", "-a", archive.directory().toString(), mirror.toString());
        var recipe = new Recipes().archive("test", List.of(archive.uri(), "file:" + mirror), "stable",
                List.of("main"), keyring, null, null).packages(Stage.SYSTEM, "libc");
        var lock = resolve(recipe.recipe());
        assertThat(lock.archives().getFirst().uri()).isEqualTo(archive.uri());
        archive.time("Date", Instant.now().minusSeconds(30)).publish(gpg, key);
        refused(recipe, Reason.SOURCES_DIFFER);
        Files.delete(mirror.resolve("dists/stable/InRelease"));
        refused(recipe, Reason.UNREACHABLE);
    }

    @Test
    void redirectsLeadToNoFileOfThisComputer() throws IOException {
        var archive = archive().publish(gpg, key);
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Location", archive.uri() + exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
        try {
            assertThatThrownBy(() -> resolve(new Recipes().archive("test",
                    List.of("http://127.0.0.1:" + server.getAddress().getPort()), "stable", List.of("main"), keyring,
                    null, null).recipe())).isInstanceOf(ResolveException.class);
            assertThat(directory.resolve("state/seen")).doesNotExist();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void nothingIsLeftOfACancelledRun() throws IOException {
        var archive = archive().publish(gpg, key);
        var task = new Task[1];
        task[0] = new Task(event -> {
            if (event instanceof TaskEvent.Started && event.activity() == Activity.FETCH) {
                task[0].cancel();
            }
        });
        var resolver = new Resolver(store(), new ResolveOptions(Path.of("/nowhere"), directory.resolve("state/seen"),
                Instant.now(), Map.of()));
        assertThatThrownBy(() -> resolver.resolve(recipe(archive).packages(Stage.SYSTEM, "editor").recipe(), task[0]))
                .isInstanceOf(CancellationException.class);
        assertThat(directory.resolve("store/resolve/0/apt")).doesNotExist();
        assertThat(directory.resolve("state/seen")).doesNotExist();
    }

    @Test
    void sourcesAreLockedWithWhatBuildsThem() throws IOException {
        var archive = archive();
        archive.add("build-essential", "12");
        archive.add("fakeroot", "1.31");
        archive.source("tool", "1", "Build-Depends: editor, awk").source("tool", "2", "Build-Depends: nothing");
        archive.publish(gpg, key);
        var lock = resolve(recipe(archive).packages(Stage.SYSTEM, "gawk", "tool").overlay("tool", "1").recipe());
        assertThat(lock.sources()).singleElement().satisfies(it -> {
            assertThat(it.name() + " " + it.version()).isEqualTo("tool 1");
            assertThat(it.files()).extracting(Lock.SourceFile::path).containsExactly("pool/tool_1.dsc",
                    "pool/tool_1.tar.xz");
            assertThat(it.files()).allMatch(file -> store(file));
            assertThat(it.binaries()).containsExactly(
                    new Lock.Built("tool", "1", "amd64", Set.of(Use.SYSTEM), true));
        });
        // of alternatives, what builds has the usual one, and the system the one that it asks for
        assertThat(names(lock, Use.OVERLAY)).containsExactly("base 1", "build-essential 12", "editor 1:3.0~rc1",
                "fakeroot 1.31", "libc 2.36-9+deb12u1", "mawk 1");
        assertThat(names(lock, Use.BOOTSTRAP)).containsExactly("base 1", "gawk 2");
        assertThat(names(lock, Use.SYSTEM)).containsExactly("base 1", "gawk 2");
        assertThat(names(lock, Use.BUILD)).isEmpty();
        assertThat(LockJson.read(new BytesContent(LockJson.write(lock)))).isEqualTo(lock);
        refused(recipe(archive).packages(Stage.SYSTEM, "tool").overlay("tool", null), Reason.UNSATISFIABLE);
        refused(recipe(archive).overlay("tool", "3"), Reason.NO_VERSION);
        refused(recipe(archive).overlay("editor", null), Reason.NO_PACKAGE);
        refused(recipe(archive).overlay("tool", "1"), Reason.OVERLAY_UNUSED);
    }

    @Test
    void whatIsBuiltTakesThePlaceOfWhatTheArchiveHas() throws IOException {
        var archive = archive();
        archive.add("build-essential", "12");
        archive.addTo("main", "tool", "2+b1", "amd64", "Source: tool (2)", "Depends: tool-data (= 2+b1), libc");
        archive.addTo("main", "tool-data", "2+b1", "amd64", "Source: tool (2)");
        archive.addTo("main", "tool", "3", "amd64", "Depends: nothing");
        archive.addTo("main", "epoch", "4:9", "amd64", "Source: tool (2)");
        archive.source("tool", "2", "Package-List:", " tool deb misc optional arch=any",
                " tool-data deb misc optional arch=linux-any", " tool-other deb misc optional arch=arm64",
                " tool-udeb udeb misc optional arch=any", " epoch deb misc optional arch=amd64,i386");
        archive.publish(gpg, key);
        var lock = resolve(recipe(archive).packages(Stage.SYSTEM, "tool").packages(Stage.IMAGE, "epoch")
                .overlay("tool", null).recipe());
        assertThat(lock.sources().getFirst().binaries()).containsExactly(
                new Lock.Built("epoch", "4:9", "amd64", Set.of(Use.IMAGE), false),
                new Lock.Built("tool", "2", "amd64", Set.of(Use.SYSTEM), true),
                new Lock.Built("tool-data", "2", "amd64", Set.of(Use.SYSTEM), false));
        assertThat(names(lock, Use.SYSTEM)).as("its dependencies are known from the archive")
                .containsExactly("base 1", "libc 2.36-9+deb12u1", "mawk 1");
    }

    @Test
    void whatEverySystemNeedsCanBeBuiltToo() throws IOException {
        var archive = archive();
        archive.add("build-essential", "12");
        archive.source("base", "1", "Package-List:", " base deb misc required arch=all essential=yes");
        archive.publish(gpg, key);
        var lock = resolve(recipe(archive).overlay("base", null).recipe());
        assertThat(lock.sources().getFirst().binaries()).containsExactly(
                new Lock.Built("base", "1", "all", Set.of(Use.BOOTSTRAP, Use.SYSTEM), false));
        assertThat(lock.packages()).filteredOn(it -> it.name().equals("base")).as("it is built with the archive's own")
                .singleElement().satisfies(it -> assertThat(it.uses()).containsExactly(Use.OVERLAY));
    }

    private boolean store(Lock.SourceFile file) {
        try {
            return store().has(file.sha256());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
