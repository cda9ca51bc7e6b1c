package org.selfsame.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.task.TaskEvent;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

class ExtractionTest {
    private static final Instant TIME = Instant.parse("2020-02-03T04:05:06.123456789Z");
    private static final Metadata PLAIN = Metadata.builder().permissions(0644).modified(TIME).build();
    private static final Metadata DIRECTORY = Metadata.builder().permissions(0755).modified(TIME).build();

    @TempDir
    private Path directory;
    private Path target;

    @BeforeEach
    void chooseTarget() {
        target = directory.resolve("target");
    }

    @Test
    void writesBytesModesAndTimes() throws IOException {
        var result = extract(file("a", PLAIN, "hello"), directory("d", DIRECTORY.with().permissions(0500).build(),
                file("b", PLAIN.with().permissions(0400).build(), ""),
                file("c", PLAIN.with().permissions(0777).build(), "c")));

        assertThat(result.isComplete()).isTrue();
        assertThat(result.counts()).isEqualTo(new ExtractionResult.Counts(2, 3, 0, 0, 0));
        assertThat(result.bytes()).isEqualTo(6);
        assertThat(target.resolve("a")).hasContent("hello");
        assertThat(mode("d")).isEqualTo("r-x------");
        assertThat(mode("d/b")).isEqualTo("r--------");
        assertThat(mode("d/c")).isEqualTo("rwxrwxrwx");
        for (var path : List.of("", "a", "d", "d/b", "d/c")) {
            assertThat(Files.getLastModifiedTime(target.resolve(path))).as(path).isEqualTo(FileTime.from(TIME));
        }
    }

    @Test
    void writesLinks() throws IOException {
        var twoNames = PLAIN.with().inode(7).links(3).build();
        var result = extract(file("a", twoNames, "one"), directory("d", DIRECTORY, file("b", twoNames, "one")),
                file("e", twoNames, "one"), symlink("s", "a"), symlink("t", "/nowhere/at all"));

        assertThat(result.isComplete()).isTrue();
        assertThat(result.counts().files()).isEqualTo(1);
        assertThat(result.counts().links()).isEqualTo(2);
        assertThat(Files.isSameFile(target.resolve("a"), target.resolve("d/b"))).isTrue();
        assertThat(Files.isSameFile(target.resolve("a"), target.resolve("e"))).isTrue();
        assertThat(Files.readSymbolicLink(target.resolve("t"))).hasToString("/nowhere/at all");
        assertThat(Files.getLastModifiedTime(target.resolve("s"), LinkOption.NOFOLLOW_LINKS))
                .isEqualTo(FileTime.from(TIME));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "/etc", "x\0y"})
    void refusesNamesThatAreNotPlain(String name) throws IOException {
        var result = extract(file(name, PLAIN, "evil"), file("good", PLAIN, "good"));

        assertThat(result.failed()).isEqualTo(1);
        assertThat(result.failures().getFirst().kind()).isEqualTo(Failure.Kind.BAD_NAME);
        assertThat(result.stop()).isNull();
        assertThat(everything()).containsExactlyInAnyOrder("target", "target/good");
    }

    @Test
    void neverWritesThroughALinkOfTheTree() throws IOException {
        var outside = Files.createDirectory(directory.resolve("outside"));
        var result = extract(symlink("x", outside.toString()), directory("x", DIRECTORY, file("evil", PLAIN, "evil")),
                symlink("y", outside.resolve("evil").toString()), file("y", PLAIN, "evil"));

        assertThat(result.failures()).extracting(Failure::kind).containsOnly(Failure.Kind.DUPLICATE_NAME);
        assertThat(result.failed()).isEqualTo(2);
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void keepsTheFirstOfTwoOfOneName() throws IOException {
        var result = extract(file("a", PLAIN, "first"), file("a", PLAIN, "second"), file("b", PLAIN, "b"));

        assertThat(result.failures()).containsExactly(new Failure("a", Failure.Kind.DUPLICATE_NAME, null));
        assertThat(target.resolve("a")).hasContent("first");
        assertThat(target.resolve("b")).hasContent("b");
    }

    @Test
    void takesNamesOfAnyBytes() throws IOException {
        var raw = Name.of(new byte[]{(byte) 0xff, 'x', '\n'});
        var longest = Name.of("n".repeat(255));
        var tooLong = Name.of("n".repeat(256));
        var result = extract(MemoryTree.file(raw, PLAIN, content("raw")), MemoryTree.file(longest, PLAIN, content("l")),
                MemoryTree.file(tooLong, PLAIN, content("t")));

        assertThat(result.failures()).singleElement()
                .satisfies(failure -> assertThat(failure.problem()).isInstanceOfSatisfying(HostException.class,
                        problem -> assertThat(problem.error()).isEqualTo(HostError.NAME_TOO_LONG)));
        var listing = Tool.run(target, "sh", "-c", "printf '%s.' * | od -An -tx1").out().replaceAll("\\s+", " ");
        assertThat(listing).endsWith(" ff 78 0a 2e ").contains(" 6e 6e 6e ");
    }

    @Test
    void leavesADamagedFileOutAndGoesOn() throws IOException {
        var damaged = new Damaged(3 << 20, (2 << 20) + 5);
        var linked = PLAIN.with().inode(9).links(2).build();
        var result = extract(MemoryTree.file(Name.of("bad"), PLAIN, damaged), file("good", PLAIN, "good"),
                MemoryTree.file(Name.of("linked"), linked, damaged));

        assertThat(result.failures()).extracting(Failure::path).containsExactlyInAnyOrder("bad", "linked");
        assertThat(result.failures()).extracting(Failure::kind).containsOnly(Failure.Kind.DAMAGED);
        assertThat(result.counts().files()).isEqualTo(1);
        assertThat(everything()).containsExactlyInAnyOrder("target", "target/good");
    }

    @Test
    void leavesNoNameOfADamagedFile() throws IOException {
        var linked = PLAIN.with().inode(9).links(3).build();
        var damaged = new Damaged(3 << 20, (2 << 20) + 5);
        var result = extract(MemoryTree.file(Name.of("a"), linked, damaged), directory("d", DIRECTORY,
                MemoryTree.file(Name.of("b"), linked, damaged)), MemoryTree.file(Name.of("c"), linked, damaged));

        assertThat(result.failures()).extracting(Failure::path).containsExactlyInAnyOrder("a", "d/b", "c");
        assertThat(result.counts().links()).isZero();
        assertThat(everything()).containsExactlyInAnyOrder("target", "target/d");
    }

    @Test
    void goesOnBesideADirectoryThatCannotBeRead() throws IOException {
        var result = extract(new DamagedDirectory(Name.of("bad")), file("good", PLAIN, "good"));

        assertThat(result.failures()).singleElement().extracting(Failure::kind).isEqualTo(Failure.Kind.DAMAGED);
        assertThat(target.resolve("good")).hasContent("good");
    }

    @Test
    void keepsHoles() throws IOException {
        var size = 64L << 20;
        var bytes = new byte[4096];
        bytes[17] = 1;
        var result = extract(MemoryTree.file(Name.of("holes"), PLAIN, new Sparse(size, size / 2, bytes)),
                MemoryTree.file(Name.of("zeros"), PLAIN, new BytesContent(new byte[3 << 20])));

        assertThat(result.isComplete()).isTrue();
        assertThat(Files.size(target.resolve("holes"))).isEqualTo(size);
        assertThat(Files.size(target.resolve("zeros"))).isEqualTo(3 << 20);
        assertThat(blocksOnDisk("holes")).isLessThan(64);
        assertThat(blocksOnDisk("zeros")).isLessThan(64);
        try (var file = FileChannel.open(target.resolve("holes"))) {
            var read = ByteBuffer.allocate(4096);
            file.read(read, size / 2);
            assertThat(read.array()).isEqualTo(bytes);
        }
    }

    /// The size alone must cost nothing: the largest file that ext4 takes.
    @Test
    void writesAnEnormousHole() throws IOException {
        var size = 1L << 43;
        var root = root(MemoryTree.file(Name.of("hole"), PLAIN, new Sparse(size, size - 3, new byte[]{1, 2, 3})));
        var result = new Extraction(ExtractionOptions.usual().maxBytes(Long.MAX_VALUE), Task.silent()).tree(root,
                target);

        assertThat(result.isComplete()).as("%s %s", result.failures(), result.stop()).isTrue();
        assertThat(Files.size(target.resolve("hole"))).isEqualTo(size);
        assertThat(blocksOnDisk("hole")).isLessThan(64);
    }

    @Test
    void stopsBeforeAHoleFillsTheDisk() throws IOException {
        var bomb = MemoryTree.file(Name.of("bomb"), PLAIN, new Sparse(1L << 50, 0, new byte[0]));
        var root = root(file("a", PLAIN, "a"), bomb, file("c", PLAIN, "c"));
        var result = new Extraction(ExtractionOptions.usual().maxBytes(1 << 20), Task.silent()).tree(root, target);

        assertThat(result.stop()).isEqualTo(new Stop.OverBudget("bomb", (1L << 50) + 1, 1 << 20));
        assertThat(result.isComplete()).isFalse();
        assertThat(target.resolve("bomb")).doesNotExist();
        assertThat(target.resolve("c")).doesNotExist();
    }

    @Test
    void leavesNothingWhenMeasuredTooLargeFirst() throws IOException {
        var bomb = MemoryTree.file(Name.of("bomb"), PLAIN, new Sparse(1L << 60, 0, new byte[0]));
        var result = new Extraction(ExtractionOptions.usual().measureFirst(true), Task.silent()).tree(root(bomb),
                target);

        assertThat(result.stop()).isInstanceOfSatisfying(Stop.OverBudget.class,
                stop -> assertThat(stop.needed()).isEqualTo(1L << 60));
        assertThat(target).doesNotExist();
    }

    @Test
    void writesALargeFileByAllThreads() throws IOException {
        var bytes = new byte[(40 << 20) + 12345];
        new Random(5).nextBytes(bytes);
        var result = extract(MemoryTree.file(Name.of("large"), PLAIN, new BytesContent(bytes)));

        assertThat(result.isComplete()).isTrue();
        assertThat(Files.readAllBytes(target.resolve("large"))).isEqualTo(bytes);
    }

    @Test
    void reportsBytesUpToTheTotal() throws IOException {
        var events = Collections.synchronizedList(new ArrayList<TaskEvent>());
        var root = root(file("a", PLAIN, "abc"), MemoryTree.file(Name.of("b"), PLAIN, new BytesContent(
                new byte[2 << 20])));
        new Extraction(ExtractionOptions.usual().measureFirst(true), new Task(events::add)).tree(root, target);

        assertThat(events.getFirst()).isInstanceOfSatisfying(TaskEvent.Started.class,
                started -> assertThat(started.total()).isEqualTo((2 << 20) + 3));
        assertThat(events.get(events.size() - 2)).isInstanceOfSatisfying(TaskEvent.Advanced.class,
                advanced -> assertThat(advanced.done()).isEqualTo((2 << 20) + 3));
        assertThat(events.getLast()).isInstanceOf(TaskEvent.Finished.class);
    }

    @Test
    void leavesNoHalfFileWhenCancelled() throws IOException {
        var task = new AtomicReference<Task>();
        task.set(new Task(event -> {
            if (event instanceof TaskEvent.Advanced) {
                task.get().cancel();
            }
        }));
        var large = MemoryTree.file(Name.of("large"), PLAIN, new BytesContent(new byte[64 << 20]));
        var result = new Extraction(ExtractionOptions.usual(), task.get()).tree(root(large), target);

        assertThat(result.stop()).isEqualTo(new Stop.Cancelled());
        assertThat(everything()).containsExactly("target");
    }

    @Test
    void refusesATargetThatIsInUse() throws IOException {
        Files.createDirectory(target);
        Files.writeString(target.resolve("mine"), "mine");
        var root = root(file("mine", PLAIN, "theirs"), file("other", PLAIN, "other"));

        assertThatThrownBy(() -> new Extraction(ExtractionOptions.usual(), Task.silent()).tree(root, target))
                .isInstanceOfSatisfying(TargetException.class,
                        e -> assertThat(e.reason()).isEqualTo(TargetException.Reason.NOT_EMPTY));
        var result = new Extraction(ExtractionOptions.usual().intoNonEmpty(true), Task.silent()).tree(root, target);
        assertThat(result.failures()).singleElement()
                .satisfies(failure -> assertThat(failure.path()).isEqualTo("mine"));
        assertThat(target.resolve("mine")).hasContent("mine");
        assertThat(target.resolve("other")).hasContent("other");
        assertThat(Files.getLastModifiedTime(target)).isNotEqualTo(FileTime.from(TIME));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void addsToDirectoriesThatAreThere(boolean portable) throws IOException {
        var first = root(directory("d", DIRECTORY, file("mine", PLAIN, "mine"),
                directory("e", DIRECTORY.with().permissions(0750).build())));
        new Extraction(ExtractionOptions.usual(), Task.silent(), portable).tree(first, target);
        var then = FileTime.from(Instant.parse("2001-01-01T00:00:00Z"));
        Files.setLastModifiedTime(target.resolve("d/e"), then);
        var twoNames = PLAIN.with().inode(7).links(2).build();
        var more = root(
                directory("d", DIRECTORY.with().permissions(0700).build(),
                        directory("e", DIRECTORY, file("new", twoNames, "new"),
                                directory("made", DIRECTORY.with().permissions(0700).build())),
                        file("mine", PLAIN, "other")),
                file("linked", twoNames, "new"));
        var result = new Extraction(ExtractionOptions.usual().intoNonEmpty(true), Task.silent(), portable)
                .tree(more, target);

        assertThat(result.failures()).singleElement()
                .satisfies(failure -> assertThat(failure.path()).isEqualTo("d/mine"));
        assertThat(target.resolve("d/mine")).hasContent("mine");
        assertThat(target.resolve("d/e/new")).hasContent("new");
        assertThat(Files.isSameFile(target.resolve("linked"), target.resolve("d/e/new"))).isTrue();
        assertThat(mode("d")).isEqualTo("rwxr-xr-x");
        assertThat(mode("d/e")).isEqualTo("rwxr-x---");
        assertThat(mode("d/e/made")).isEqualTo("rwx------");
        assertThat(Files.getLastModifiedTime(target.resolve("d/e"))).as("adding changes it, nobody sets it")
                .isNotEqualTo(FileTime.from(TIME));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void reportsWhatIsInTheWayOfADirectory(boolean portable) throws IOException {
        Files.createDirectory(target);
        Files.writeString(target.resolve("d"), "a file");
        var root = root(directory("d", DIRECTORY, file("new", PLAIN, "new")));
        var result = new Extraction(ExtractionOptions.usual().intoNonEmpty(true), Task.silent(), portable)
                .tree(root, target);

        assertThat(result.failures()).singleElement()
                .satisfies(failure -> assertThat(failure.problem()).isInstanceOfSatisfying(HostException.class,
                        problem -> assertThat(problem.error()).isEqualTo(HostError.EXISTS)));
        assertThat(target.resolve("d")).hasContent("a file");
    }

    /// A file gets a second name in a directory that was there; then it turns out to be damaged, while that directory is
    /// swapped for a link: what is removed must not be outside.
    @Test
    void entersNoLinkThatTakesTheNameOfADirectory() throws IOException {
        Files.createDirectories(target.resolve("b"));
        var outside = Files.createDirectory(directory.resolve("outside"));
        Files.writeString(outside.resolve("f"), "not to be touched");
        var twoNames = PLAIN.with().inode(7).links(2).build();
        var swapping = new Content() {
            @Override
            public long size() {
                return 5;
            }

            @Override
            public void read(long offset, byte[] bytes, int from, int length) throws IOException {
                while (!Files.exists(target.resolve("b/f"))) {
                    Thread.onSpinWait();
                }
                Files.move(target.resolve("b"), target.resolve("moved"));
                Files.createSymbolicLink(target.resolve("b"), outside);
                throw new FormatException("test", 0, "damaged");
            }
        };
        var root = root(directory("a", DIRECTORY, MemoryTree.file(Name.of("f"), twoNames, swapping)),
                directory("b", DIRECTORY, MemoryTree.file(Name.of("f"), twoNames, swapping)));
        var result = new Extraction(ExtractionOptions.usual().intoNonEmpty(true), Task.silent()).tree(root, target);

        assertThat(result.failed()).isPositive();
        assertThat(target.resolve("a/f")).doesNotExist();
        assertThat(outside.resolve("f")).hasContent("not to be touched");
    }

    @Test
    void doesNotEnterALinkThatIsInTheTarget() throws IOException {
        Files.createDirectory(target);
        var outside = Files.createDirectory(directory.resolve("outside"));
        Files.createSymbolicLink(target.resolve("d"), outside);
        var root = root(directory("d", DIRECTORY, file("evil", PLAIN, "evil")));
        var result = new Extraction(ExtractionOptions.usual().intoNonEmpty(true), Task.silent()).tree(root, target);

        assertThat(result.failed()).isEqualTo(1);
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void leavesOutWhatIsTooDeepAndStopsAtTooMany() throws IOException {
        var limits = new Limits(3, 5, 0, 0);
        var options = new ExtractionOptions(false, false, -1, false, limits);
        var deep = root(directory("1", DIRECTORY, directory("2", DIRECTORY, directory("3", DIRECTORY))));
        var result = new Extraction(options, Task.silent()).tree(deep, target);
        assertThat(result.failures()).containsExactly(new Failure("1/2/3", Failure.Kind.TOO_DEEP, null));

        var many = root(file("1", PLAIN, ""), file("2", PLAIN, ""), file("3", PLAIN, ""), file("4", PLAIN, ""),
                file("5", PLAIN, ""), file("6", PLAIN, ""));
        var stopped = new Extraction(options, Task.silent()).tree(many, directory.resolve("many"));
        assertThat(stopped.stop()).isEqualTo(new Stop.TooManyEntries(5));
    }

    /// A bug in a reader must neither hang the extraction nor pass for success.
    @Test
    void passesACrashOn() {
        var crashing = new Content() {
            @Override
            public long size() {
                return 10;
            }

            @Override
            public void read(long offset, byte[] bytes, int at, int length) {
                throw new IllegalStateException("bug");
            }
        };
        var root = root(MemoryTree.file(Name.of("a"), PLAIN, crashing));

        assertThatThrownBy(() -> new Extraction(ExtractionOptions.usual(), Task.silent()).tree(root, target))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void takesOneEntry() throws IOException {
        Files.createDirectory(target);
        Files.writeString(target.resolve("mine"), "mine");
        var extraction = new Extraction(ExtractionOptions.usual(), Task.silent());

        assertThat(extraction.entry(file("one", PLAIN, "one"), target).isComplete()).isTrue();
        assertThat(target.resolve("one")).hasContent("one");
        assertThat(extraction.entry(file("one", PLAIN, "two"), target).failed()).isEqualTo(1);
        assertThat(target.resolve("one")).hasContent("one");
    }

    @Test
    void lendsNoRightsWithoutBeingAsked() throws IOException {
        var owned = Metadata.builder().permissions(06755).owner(12345, 54321).modified(TIME).build();
        var attributed = PLAIN.with().xattrs(new TreeMap<>(Map.of(Name.of("user.colour"), new byte[]{1},
                Name.of("trusted.x"), new byte[]{2}))).build();
        var root = root(file("a", owned, "a"), file("b", attributed, "b"),
                new Entry.Device(Name.of("null"), PLAIN, false, 1, 3), new Entry.Fifo(Name.of("fifo"), PLAIN));
        var result = new Extraction(ExtractionOptions.usual().privileged(false), Task.silent()).tree(root, target);

        assertThat(result.isComplete()).isTrue();
        assertThat(result.lost().keySet()).containsExactlyInAnyOrder(Loss.What.OWNER, Loss.What.SET_ID,
                Loss.What.ATTRIBUTE, Loss.What.DEVICE);
        assertThat((int) Files.getAttribute(target.resolve("a"), "unix:mode") & 07777).isEqualTo(0755);
        assertThat((int) Files.getAttribute(target.resolve("a"), "unix:uid")).isNotEqualTo(12345);
        assertThat(target.resolve("null")).doesNotExist();
    }

    private ExtractionResult extract(Entry... children) throws IOException {
        return new Extraction(ExtractionOptions.usual(), Task.silent()).tree(root(children), target);
    }

    private static Entry.Directory root(Entry... children) {
        return MemoryTree.directory(Name.of(""), DIRECTORY, List.of(children));
    }

    private static Entry directory(String name, Metadata metadata, Entry... children) {
        return MemoryTree.directory(Name.of(name), metadata, List.of(children));
    }

    private static Entry file(String name, Metadata metadata, String text) {
        return MemoryTree.file(Name.of(name), metadata, content(text));
    }

    private static Content content(String text) {
        return new BytesContent(text.getBytes(UTF_8));
    }

    private static Entry symlink(String name, String to) {
        return new Entry.Symlink(Name.of(name), PLAIN, Name.of(to));
    }

    private String mode(String path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(target.resolve(path)));
    }

    private long blocksOnDisk(String path) {
        return Long.parseLong(Tool.run(target, "stat", "-c", "%b", path).out().strip());
    }

    private List<String> everything() throws IOException {
        try (var paths = Files.walk(target)) {
            return paths.map(path -> directory.relativize(path).toString()).toList();
        }
    }

    /// Bytes that cannot be decoded from some place on.
    private record Damaged(long size, long from) implements Content {
        @Override
        public void read(long offset, byte[] bytes, int at, int length) throws IOException {
            if (offset + length > from) {
                throw new FormatException("test", from, "damaged");
            }
        }
    }

    /// Nothing but a few bytes in a hole.
    @SuppressWarnings("ArrayRecordComponent")
    private record Sparse(long size, long dataAt, byte[] data) implements Content {
        @Override
        public void read(long offset, byte[] bytes, int at, int length) {
            for (int i = 0; i < length; i++) {
                long inData = offset + i - dataAt;
                bytes[at + i] = inData >= 0 && inData < data.length ? data[(int) inData] : 0;
            }
        }

        @Override
        public long nextData(long offset) {
            return offset < dataAt ? dataAt : offset < dataAt + data.length ? offset : size;
        }
    }

    private record DamagedDirectory(Name name) implements Entry.Directory {
        @Override
        public Metadata metadata() {
            return DIRECTORY;
        }

        @Override
        public List<Entry> children() throws IOException {
            throw new FormatException("test", 1, "damaged");
        }
    }
}
