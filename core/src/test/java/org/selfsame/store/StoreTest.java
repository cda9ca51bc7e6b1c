package org.selfsame.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.host.HostError;
import org.selfsame.host.HostException;
import org.selfsame.store.StoreException.Reason;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;

class StoreTest {
    private static final byte[] TEXT = "some text".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;
    private Path root;
    private Store store;

    @BeforeEach
    void open() throws IOException {
        root = directory.resolve("store");
        store = Store.open(root);
    }

    @Test
    void givesBackWhatItWasGiven() throws IOException {
        var digest = add(store, TEXT);
        assertThat(digest).isEqualTo(digest(TEXT));
        assertThat(store.has(digest)).isTrue();
        try (var file = store.open(digest, Task.silent())) {
            assertThat(file.stream().readAllBytes()).isEqualTo(TEXT);
        }
        assertThat(store.list()).containsExactly(new Store.Stored(digest, TEXT.length));
        assertThat(incoming()).isEmpty();
        store.add(digest, TEXT.length, new ByteArrayInputStream(TEXT), Task.silent());
    }

    @Test
    void storesNothingButWhatIsExpected() throws IOException {
        var other = digest("other".getBytes(StandardCharsets.UTF_8));
        var endless = new InputStream() {
            private long given;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                given += length;
                assertThat(given).isLessThanOrEqualTo(TEXT.length + 1);
                Arrays.fill(target, offset, offset + length, (byte) 'x');
                return length;
            }
        };
        assertReason(Reason.UNEXPECTED, () -> store.add(other, TEXT.length, new ByteArrayInputStream(TEXT),
                Task.silent()));
        assertReason(Reason.UNEXPECTED, () -> store.add(digest(TEXT), TEXT.length - 1L, new ByteArrayInputStream(TEXT),
                Task.silent()));
        assertReason(Reason.UNEXPECTED, () -> store.add(digest(TEXT), TEXT.length + 1L, new ByteArrayInputStream(TEXT),
                Task.silent()));
        assertReason(Reason.UNEXPECTED, () -> store.add(digest(TEXT), TEXT.length, endless, Task.silent()));
        assertThat(store.list()).isEmpty();
        assertThat(incoming()).isEmpty();
    }

    @Test
    void noticesFlippedBitsAndMovesTheFileAside() throws IOException {
        var digest = add(store, TEXT);
        flip(digest);
        assertReason(Reason.CORRUPT, () -> store.open(digest, Task.silent()));
        assertReason(Reason.MISSING, () -> store.open(digest, Task.silent()));
        assertThat(root.resolve("corrupt").resolve(digest.hex())).exists();
        add(store, TEXT);
        store.open(digest, Task.silent()).close();
    }

    @Test
    void addingMendsWhatWasChanged() throws IOException {
        var digest = add(store, TEXT);
        flip(digest);
        add(store, TEXT);
        store.open(digest, Task.silent()).close();
    }

    @Test
    void checksAllFiles() throws IOException {
        var good = add(store, TEXT);
        var bad = add(store, "bad".getBytes(StandardCharsets.UTF_8));
        flip(bad);
        assertThat(store.check(Task.silent())).isEqualTo(new Store.Checked(2, TEXT.length + 3, List.of(bad)));
        assertThat(store.list()).extracting(Store.Stored::digest).containsExactly(good);
        var task = Task.silent();
        task.cancel();
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> store.check(task));
    }

    @Test
    void goesOnWhereItWasInterrupted() throws IOException {
        var bytes = "0123456789".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        var digest = digest(bytes);
        var offsets = new ArrayList<Long>();
        Store.Source cut = offset -> {
            offsets.add(offset);
            return new InputStream() {
                private final InputStream in = new ByteArrayInputStream(bytes, (int) offset, 400_000);
                private int left = 400_000;

                @Override
                public int read() {
                    throw new UnsupportedOperationException();
                }

                @Override
                public int read(byte[] target, int at, int length) throws IOException {
                    if (left == 0) {
                        throw new IOException("the line is dead");
                    }
                    int read = in.read(target, at, Math.min(left, length));
                    left -= read;
                    return read;
                }
            };
        };
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> store.resume(digest, bytes.length, cut, Task.silent()))
                    .withMessage("the line is dead");
            assertThat(store.has(digest)).isFalse();
        }
        Store.Source rest = offset -> {
            offsets.add(offset);
            return new ByteArrayInputStream(bytes, (int) offset, bytes.length - (int) offset);
        };
        store.resume(digest, bytes.length, rest, Task.silent());
        assertThat(offsets).containsExactly(0L, 400_000L, 800_000L);
        store.open(digest, Task.silent()).close();
        assertThat(incoming()).isEmpty();
    }

    @Test
    void doesNotGoOnWithWhatIsWrong() throws IOException {
        var digest = digest(TEXT);
        Files.createDirectories(root.resolve("incoming"));
        for (var left : List.of("wrong", "much longer than it should be")) {
            Files.writeString(root.resolve("incoming").resolve(digest.hex()), left);
            Store.Source source = offset -> new ByteArrayInputStream(TEXT, (int) offset, TEXT.length - (int) offset);
            if (left.length() < TEXT.length) {
                assertReason(Reason.UNEXPECTED, () -> store.resume(digest, TEXT.length, source, Task.silent()));
            }
            store.resume(digest, TEXT.length, source, Task.silent());
            store.open(digest, Task.silent()).close();
            Files.delete(store.path(digest));
        }
    }

    @Test
    void remembersResults() throws IOException {
        var key = digest("key".getBytes(StandardCharsets.UTF_8));
        var digest = add(store, TEXT);
        assertThat(store.result(key)).isEmpty();
        store.remember(key, digest);
        assertThat(store.result(key)).contains(digest);
        assertThat(store.results()).containsExactly(digest);
        Files.delete(store.path(digest));
        assertThat(store.result(key)).isEmpty();
        Files.writeString(root.resolve("result").resolve(key.hex().substring(0, 2)).resolve(key.hex().substring(2)),
                "cut");
        assertThat(store.result(key)).isEmpty();
    }

    @Test
    void collectsWhatNobodyKeeps() throws IOException {
        var kept = add(store, TEXT);
        var dropped = add(store, "dropped".getBytes(StandardCharsets.UTF_8));
        store.remember(digest("1".getBytes(StandardCharsets.UTF_8)), kept);
        store.remember(digest("2".getBytes(StandardCharsets.UTF_8)), dropped);
        Files.writeString(root.resolve("incoming/left"), "left");
        assertThat(store.collect(Set.of(kept), Task.silent())).isEqualTo("dropped".length() + "left".length());
        assertThat(store.list()).extracting(Store.Stored::digest).containsExactly(kept);
        assertThat(store.results()).containsExactly(kept);
        assertThat(incoming()).isEmpty();
    }

    @Test
    void deletesNothingWhileAnotherProcessWorksWithIt() throws Exception {
        add(store, TEXT);
        var other = OtherProcess.started(root, "hold");
        try {
            assertThatExceptionOfType(StoreInUseException.class)
                    .isThrownBy(() -> store.collect(Set.of(), Task.silent()));
            assertThat(store.list()).hasSize(1);
        } finally {
            other.getOutputStream().close();
            other.waitFor();
        }
        store.collect(Set.of(), Task.silent());
        assertThat(store.list()).isEmpty();
    }

    @Test
    void isWholeAfterAProcessWasKilled() throws Exception {
        var other = OtherProcess.started(root, "endless");
        other.destroyForcibly().waitFor();
        assertThat(store.list()).isEmpty();
        assertThat(incoming()).hasSize(1);
        assertThat(store.collect(Set.of(), Task.silent())).isPositive();
        assertThat(incoming()).isEmpty();
    }

    @Test
    void isSharedByProcesses() throws Exception {
        var others = List.of(OtherProcess.start(root, "many"), OtherProcess.start(root, "many"));
        for (int i = 0; i < 100; i++) {
            add(store, Integer.toString(i).getBytes(StandardCharsets.UTF_8));
        }
        for (var other : others) {
            assertThat(other.waitFor()).isZero();
        }
        assertThat(store.check(Task.silent())).isEqualTo(new Store.Checked(100, 190, List.of()));
        assertThat(incoming()).isEmpty();
    }

    @Test
    void saysThatTheDiskIsFullOrReadOnly() throws IOException {
        var mount = Files.createDirectory(directory.resolve("mount"));
        Files.createDirectory(directory.resolve("fixed"));
        var mounted = Tool.tryRun(directory, Map.of(), "mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", "mount");
        assumeTrue(mounted.exit() == 0, () -> "this computer mounts nothing: " + mounted.err());
        try {
            var small = Store.open(mount.resolve("store"));
            assertThatExceptionOfType(HostException.class).isThrownBy(() -> add(small, new byte[2 << 20]))
                    .satisfies(e -> assertThat(e.error()).isEqualTo(HostError.NO_SPACE));
            var digest = add(small, TEXT);
            Tool.run(directory, "mount", "--bind", "mount", "fixed");
            Tool.run(directory, "mount", "-o", "remount,bind,ro", "fixed");
            var fixed = Store.open(directory.resolve("fixed/store"));
            assertThatExceptionOfType(HostException.class).isThrownBy(() -> add(fixed, TEXT))
                    .satisfies(e -> assertThat(e.error()).isEqualTo(HostError.READ_ONLY));
            assertThatExceptionOfType(HostException.class).isThrownBy(() -> fixed.remember(digest, digest))
                    .satisfies(e -> assertThat(e.error()).isEqualTo(HostError.READ_ONLY));
            assertThatExceptionOfType(HostException.class)
                    .isThrownBy(() -> Store.open(directory.resolve("fixed/other")))
                    .satisfies(e -> assertThat(e.error()).isEqualTo(HostError.READ_ONLY));
            fixed.open(digest, Task.silent()).close();
        } finally {
            Tool.tryRun(directory, Map.of(), "umount", "-l", "fixed");
            Tool.tryRun(directory, Map.of(), "umount", "-l", "mount");
        }
    }

    private List<Path> incoming() throws IOException {
        try (var all = Files.list(root.resolve("incoming"))) {
            return all.toList();
        }
    }

    private void flip(Digest digest) throws IOException {
        var bytes = Files.readAllBytes(store.path(digest));
        bytes[0] ^= 1;
        Files.delete(store.path(digest));
        Files.write(store.path(digest), bytes);
    }

    private static void assertReason(Reason reason, ThrowingCallable call) {
        assertThatExceptionOfType(StoreException.class).isThrownBy(call)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static Digest add(Store to, byte[] bytes) throws IOException {
        return to.add(new ByteArrayInputStream(bytes), Task.silent());
    }

    private static Digest digest(byte[] bytes) {
        try {
            return Digests.of(new BytesContent(bytes), DigestAlgorithm.SHA256, _ -> {});
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
