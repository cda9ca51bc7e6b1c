package org.selfsame.format.squashfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.format.squashfs.SquashfsOptions.Xattrs;
import org.selfsame.task.Task;
import org.selfsame.task.TaskEvent;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Text;
import org.selfsame.tree.Tree;

/// What is refused before anything is written, and what ends the writing.
class SquashfsWriterLimitsTest {
    private static final SquashfsOptions OPTIONS = SquashfsOptions.of(Instant.EPOCH).with().threads(3).build();

    @TempDir
    private Path directory;

    @Test
    void namesTheEntryAndTheLimit() throws IOException {
        assertRefused(file("n".repeat(257)), "at most 256 bytes, this one 257");
        assertRefused(file(".."), "no file has such a name");
        assertRefused(file("a/b"), "no file has such a name");
        assertRefused(new Entry.Symlink(Name.of("link"), Metadata.NONE, Name.of("x".repeat(4096))), "4096");
        assertRefused(new Entry.Symlink(Name.of("link"), Metadata.NONE, Name.of("")), "1 to 4095");
        assertRefused(new Entry.Device(Name.of("d"), Metadata.NONE, true, 4096, 0), "the device 4096:0");
        assertRefused(new Entry.Device(Name.of("d"), Metadata.NONE, true, 0, 1 << 20), "the device 0:1048576");
        assertRefused(MemoryTree.file(Name.of("large"), Metadata.NONE, new Zeros(1L << 41)), "16777216 blocks");
        assertRefused(new Entry.Fifo(Name.of("fifo"), xattr("system.posix_acl_access", 1)), "system.posix_acl_access");
        assertRefused(new Entry.Fifo(Name.of("fifo"), xattr("user.x", 65_537)), "user.x of 65537 bytes");
        assertRefused(new Entry.Fifo(Name.of("fifo"), xattr("user." + "x".repeat(256), 1)), "of 1 bytes");
    }

    @Test
    void refusesANameThatIsThereTwice() {
        assertRefused(MemoryTree.directory(Name.of("outer"), Metadata.NONE, List.of(file("twice"), file("twice"))),
                "twice", "outer/twice");
    }

    @Test
    void refusesMoreOwnersThanThereIsRoomFor() throws IOException {
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < 65_535; i++) {
            entries.add(new Entry.Fifo(Name.of("f%06d".formatted(i)), Metadata.builder().owner(i + 1L, 0).build()));
        }
        assertRefused(MemoryTree.directory(Name.of("many"), Metadata.NONE, entries), "65535 different", "many/f065534");
        write(tree(MemoryTree.directory(Name.of("many"), Metadata.NONE, entries.subList(0, 65_534))), OPTIONS);
        write(tree(MemoryTree.directory(Name.of("many"), Metadata.NONE, entries)),
                OPTIONS.with().rootOwned(true).build());
    }

    @Test
    void leavesAttributesOutWhereToldTo() throws IOException {
        var tree = tree(new Entry.Fifo(Name.of("fifo"), xattr("system.posix_acl_access", 1)));
        for (var xattrs : List.of(Xattrs.STORABLE, Xattrs.NONE)) {
            var image = write(tree, OPTIONS.with().xattrs(xattrs).build());
            assertThat(read(image).root().children().getFirst().metadata().xattrs()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 257})
    void refusesOptionsThatDoNotFit(int threads) {
        var builder = OPTIONS.with();
        for (int size : new int[]{0, 2048, 5000, 1 << 21}) {
            assertThatThrownBy(() -> OPTIONS.with().blockSize(size).build())
                    .isInstanceOf(IllegalArgumentException.class);
        }
        if (threads != 1) {
            assertThatThrownBy(() -> builder.threads(threads).build()).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(
                () -> OPTIONS.with().blockSize(4096).compressor(new SquashfsCompressor.Xz(8192, true)).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SquashfsCompressor.Xz(10_000, true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SquashfsCompressor.Zstd(23)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SquashfsCompressor.Gzip(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFileOfAnotherSizeEndsTheWriting() {
        Entry.File changed = new Grown(Name.of("log"), new BytesContent(new byte[9]), 8);
        assertThatThrownBy(() -> write(tree(file("a"), changed), OPTIONS))
                .isInstanceOfSatisfying(SizeChangedException.class, e -> assertThat(e.name()).isEqualTo("log"))
                .hasMessageContaining("had 8 bytes, and has 9 now");
    }

    @Test
    void aFileThatCannotBeReadEndsTheWriting() {
        var broken = new IOException("the disk is gone");
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < 200; i++) {
            // so many that the queue is full when the writing ends
            entries.add(MemoryTree.file(Name.of("f" + i), Metadata.NONE, new Numbers(150_000, i == 3 ? broken : null)));
        }
        assertThatThrownBy(() -> write(tree(entries.toArray(Entry[]::new)), OPTIONS)).isSameAs(broken);
    }

    /// Between two files, and within a large one.
    @ParameterizedTest
    @CsvSource({"500, 150000", "1, 50000000"})
    void stopsWhenItIsCancelled(int files, long size) {
        var seen = new AtomicInteger();
        var task = new Task[1];
        task[0] = new Task(event -> {
            if (event instanceof TaskEvent.Advanced && seen.incrementAndGet() == 5) {
                task[0].cancel();
            }
        });
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < files; i++) {
            entries.add(MemoryTree.file(Name.of("f" + i), Metadata.NONE, new Numbers(size, null)));
        }
        assertThatThrownBy(() -> write(tree(entries.toArray(Entry[]::new)), OPTIONS, task[0]))
                .isInstanceOf(CancellationException.class);
        assertThat(seen.get()).isEqualTo(5);
        assertThat(Thread.getAllStackTraces().keySet()).noneMatch(thread -> thread.getName().startsWith("squashfs-"));
    }

    @Test
    void tellsOfEveryByte() throws IOException {
        var done = new AtomicLong();
        var task = new Task(event -> {
            if (event instanceof TaskEvent.Advanced advanced) {
                done.set(advanced.done());
                assertThat(advanced.total()).isEqualTo(2_400_003);
            }
        });
        for (var fragments : SquashfsOptions.Fragments.values()) {
            write(tree(MemoryTree.file(Name.of("hole"), Metadata.NONE, new Zeros(2_000_000)),
                    MemoryTree.file(Name.of("numbers"), Metadata.NONE, new Numbers(400_000, null)),
                    MemoryTree.file(Name.of("short"), Metadata.NONE, new BytesContent(new byte[3]))),
                    OPTIONS.with().fragments(fragments).build(), task);
            assertThat(done.get()).isEqualTo(2_400_003);
        }
    }

    /// The blocks of a hole are not read, however many there are.
    @Test
    void aFileOfHolesIsQuick() throws IOException {
        var image = write(tree(MemoryTree.file(Name.of("hole"), Metadata.NONE, new Zeros(1L << 33))), OPTIONS);
        assertThat(Files.size(image)).isLessThan(8192);
        var file = (Entry.File) read(image).root().children().getFirst();
        assertThat(file.size()).isEqualTo(1L << 33);
        assertThat(file.content().nextData(0)).isEqualTo(1L << 33);
    }

    @Test
    void equalFilesAreStoredOnce() throws IOException {
        var noise = new byte[300_000];
        new Random(1).nextBytes(noise);
        var entries = List.of("a", "b", "c").stream()
                .map(name -> MemoryTree.file(Name.of(name), Metadata.NONE, new BytesContent(noise)))
                .toArray(Entry[]::new);
        assertThat(Files.size(write(tree(entries), OPTIONS))).isLessThan(310_000);
        assertThat(Files.size(write(tree(entries), OPTIONS.with().sharing(false).build()))).isGreaterThan(900_000);
    }

    private void assertRefused(Entry entry, String limit) {
        assertRefused(entry, limit, Text.printable(entry.name()));
    }

    private void assertRefused(Entry entry, String limit, String path) {
        assertThatThrownBy(() -> write(tree(entry), OPTIONS))
                .isInstanceOfSatisfying(SquashfsLimitException.class, e -> {
                    assertThat(e.path()).isEqualTo(path);
                    assertThat(e.limit()).contains(limit);
                }).hasMessageStartingWith("SquashFS has no place for");
    }

    private static Entry.File file(String name) {
        return MemoryTree.file(Name.of(name), Metadata.NONE, new BytesContent(new byte[10]));
    }

    private static Metadata xattr(String name, int length) {
        var xattrs = new TreeMap<Name, byte[]>();
        xattrs.put(Name.of(name), new byte[length]);
        return Metadata.builder().xattrs(xattrs).build();
    }

    private static Tree tree(Entry... entries) {
        return new Tree(MemoryTree.directory(Name.of(""), Metadata.NONE, List.of(entries)));
    }

    private Path write(Tree tree, SquashfsOptions options) throws IOException {
        return write(tree, options, Task.silent());
    }

    private Path write(Tree tree, SquashfsOptions options, Task task) throws IOException {
        var image = Files.createTempFile(directory, "image", ".sqfs");
        try (var channel = FileChannel.open(image, StandardOpenOption.WRITE)) {
            SquashfsWriter.write(tree, channel, options, task);
        } catch (SquashfsLimitException e) {
            assertThat(image).isEmptyFile();
            throw e;
        }
        return image;
    }

    private static Tree read(Path image) throws IOException {
        return new SquashfsFormat().open(new BytesContent(Files.readAllBytes(image)), Limits.DEFAULT).tree();
    }

    private record Grown(Name name, Content content, long size) implements Entry.File {
        @Override
        public Metadata metadata() {
            return Metadata.NONE;
        }
    }

    /// A hole from end to end.
    private record Zeros(long size) implements Content {
        @Override
        public void read(long offset, byte[] target, int targetOffset, int length) {
            // the end of a file that goes into a fragment block is read in any case
            if (length >= OPTIONS.blockSize()) {
                throw new AssertionError("a hole is read");
            }
            Arrays.fill(target, targetOffset, targetOffset + length, (byte) 0);
        }

        @Override
        public long nextData(long offset) {
            return size;
        }
    }

    /// Bytes that count, or an error.
    private record Numbers(long size, @Nullable IOException problem) implements Content {
        @Override
        public void read(long offset, byte[] target, int targetOffset, int length) throws IOException {
            if (problem != null) {
                throw problem;
            }
            for (int i = 0; i < length; i++) {
                target[targetOffset + i] = (byte) (offset + i);
            }
        }
    }
}
