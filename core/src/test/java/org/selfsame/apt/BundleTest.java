package org.selfsame.apt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.apt.BundleException.Reason;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.FileContent;
import org.selfsame.store.Store;
import org.selfsame.store.StoreException;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;

class BundleTest {
    private static final Content RECIPE = new BytesContent("# v2 git bundle\n".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path directory;
    private Store store;
    private Lock lock;

    @BeforeEach
    void fill() throws IOException {
        store = Store.open(directory.resolve("store"));
        var keyring = bytes("keyring");
        var list = bytes("list");
        var index = bytes("index".repeat(1000));
        var file = bytes("package".repeat(100_000));
        var source = bytes("source");
        lock = new Lock(new Lock.RecipeStamp("tiny", "1", "/r", "0".repeat(40), null, Locks.digest(1)),
                Instant.parse("2026-07-12T00:00:00Z"), "amd64",
                List.of(new Lock.Archive("debian", "http://deb.example.org", "bookworm", List.of("main"),
                        new Lock.InRelease(TestArchive.put(store, list), list.length,
                                Instant.parse("2026-07-11T00:00:00Z"), null, "bookworm", List.of()),
                        List.of(new Lock.Index("main/binary-amd64/Packages", TestArchive.put(store, index),
                                index.length)),
                        TestArchive.put(store, keyring), null, null)),
                List.of(new Lock.Binary("hello", "1", "amd64", TestArchive.put(store, file), file.length, "hello.deb",
                        0,
                        Set.of(Lock.Use.SYSTEM), true)),
                List.of(new Lock.Source("hello", "1", 0, List.of(), List.of(new Lock.SourceFile("hello.dsc",
                        TestArchive.put(store, source), source.length)))),
                List.of());
    }

    @Test
    void takesAllInputsToAnotherStore() throws IOException {
        TestArchive.put(store, bytes("something else"));
        var bundle = Bundle.open(new BytesContent(write(RECIPE)));
        assertThat(bundle.lock()).isEqualTo(lock);
        assertThat(bundle.recipe().orElseThrow().stream().readAllBytes()).isEqualTo(RECIPE.stream().readAllBytes());
        var other = Store.open(directory.resolve("other"));
        bundle.store(other, Task.silent());
        assertThat(other.list()).hasSize(5);
        assertThat(other.check(Task.silent()).corrupt()).isEmpty();
        assertThat(LockFiles.of(lock).keySet()).allMatch(other::has);
        // once more: nothing to do
        bundle.store(other, Task.silent());
    }

    @Test
    void hasTheSameBytesWheneverItIsWritten() throws IOException {
        var bytes = write(null);
        var other = Store.open(directory.resolve("other"));
        Bundle.open(new BytesContent(bytes)).store(other, Task.silent());
        var out = new ByteArrayOutputStream();
        Bundle.write(lock, null, other, out, Task.silent());
        assertThat(out.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void isATarArchiveThatUnpacksIntoAStore() throws IOException {
        Tool.require("tar");
        Files.write(directory.resolve("bundle"), write(RECIPE));
        assertThat(Tool.run(directory, "tar", "-tvf", "bundle", "--numeric-owner", "--utc").out().lines())
                .hasSize(8).allMatch(line -> line.startsWith("-rw-r--r-- 0/0 ") && line.contains("2026-07-12 00:00"));
        Files.createDirectory(directory.resolve("plain"));
        Tool.run(directory, "tar", "-xf", "bundle", "-C", "plain", "sha256");
        assertThat(Store.open(directory.resolve("plain")).check(Task.silent()).corrupt()).isEmpty();
    }

    @Test
    void isNotWrittenWithoutAnInput() throws IOException {
        Files.delete(store.path(lock.packages().getFirst().sha256()));
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> write(null))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.MISSING));
    }

    @Test
    void goesOnWhereItWasInterrupted() throws IOException {
        var other = Store.open(directory.resolve("other"));
        var digest = lock.packages().getFirst().sha256();
        Files.createDirectories(other.root().resolve("incoming"));
        Files.write(other.root().resolve("incoming").resolve(digest.hex()),
                "package".repeat(50_000).getBytes(StandardCharsets.UTF_8));
        Bundle.open(new BytesContent(write(null))).store(other, Task.silent());
        other.open(digest, Task.silent()).close();
    }

    /// A bundle comes from anywhere: nothing of it gets into the store that the lock does not name.
    @Test
    void refusesBundlesThatLie() throws IOException {
        var root = directory.resolve("made");
        Files.createDirectories(root);
        Files.write(directory.resolve("bundle"), write(null));
        Tool.run(directory, "tar", "-xf", "bundle", "-C", "made");
        var input = root.resolve("sha256/" + path(lock.packages().getFirst().sha256().hex()));
        var other = Store.open(directory.resolve("other"));

        Files.writeString(root.resolve("more"), "x");
        assertRefused(Reason.NOT_EXPECTED, root, other);
        Files.delete(root.resolve("more"));

        var extra = root.resolve("sha256/" + path("0".repeat(64)));
        Files.createDirectories(extra.getParent());
        Files.writeString(extra, "x");
        assertRefused(Reason.NOT_EXPECTED, root, other);
        Files.delete(extra);
        Files.delete(extra.getParent());

        var good = Files.readAllBytes(input);
        var altered = good.clone();
        altered[altered.length - 1] ^= 1;
        Files.write(input, altered);
        assertRefused(Reason.ALTERED, root, other);
        assertThat(other.has(lock.packages().getFirst().sha256())).isFalse();
        Files.writeString(input, "short");
        assertRefused(Reason.ALTERED, root, other);
        Files.delete(input);
        assertRefused(Reason.MISSING, root, other);
        Files.createSymbolicLink(input, Path.of("/etc/passwd"));
        assertRefused(Reason.NOT_EXPECTED, root, other);
        Files.delete(input);
        Files.write(input, good);

        Files.writeString(root.resolve("selfsame-bundle"), "bundle/2\n");
        assertRefused(Reason.OTHER_VERSION, root, other);
        Files.writeString(root.resolve("selfsame-bundle"), "something\n");
        assertRefused(Reason.NOT_A_BUNDLE, root, other);
        Files.writeString(root.resolve("selfsame-bundle"), "bundle/1\n");
        Files.delete(root.resolve("selfsame.lock"));
        assertRefused(Reason.NO_LOCK, root, other);
        for (var broken : List.of("", "no archive")) {
            assertThatExceptionOfType(BundleException.class).isThrownBy(() -> Bundle.open(new BytesContent(
                    bytes(broken)))).satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NOT_A_BUNDLE));
        }
    }

    @Test
    void refusesAFileThatIsThereTwice() throws IOException {
        Files.write(directory.resolve("bundle"), write(null));
        Files.createDirectories(directory.resolve("made"));
        Tool.run(directory, "tar", "-xf", "bundle", "-C", "made");
        Tool.run(directory.resolve("made"), "tar", "-rf", "../bundle", "selfsame.lock");
        try (var content = FileContent.open(directory.resolve("bundle"))) {
            assertThatExceptionOfType(BundleException.class).isThrownBy(() -> Bundle.open(content))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.NOT_EXPECTED));
        }
    }

    private void assertRefused(Reason reason, Path root, Store other) throws IOException {
        Tool.run(root, "sh", "-c", "tar -cf ../lie --sort=name *");
        try (var content = FileContent.open(directory.resolve("lie"))) {
            assertThatExceptionOfType(BundleException.class)
                    .isThrownBy(() -> Bundle.open(content).store(other, Task.silent()))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
        }
    }

    private byte[] write(@Nullable Content recipe) throws IOException {
        var out = new ByteArrayOutputStream();
        Bundle.write(lock, recipe, store, out, Task.silent());
        return out.toByteArray();
    }

    private static String path(String hex) {
        return hex.substring(0, 2) + "/" + hex.substring(2);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
