package org.selfsame.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.EntryTimes;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;
import org.selfsame.tree.Walk;

class ShapeTest {
    private static final Instant EARLY = Instant.ofEpochSecond(100);
    private static final Instant LATE = Instant.ofEpochSecond(2_000, 5);

    private static final Metadata OWNED = Metadata.builder().permissions(0640).owner(5, 6).modified(LATE)
            .xattrs(new TreeMap<>(Map.of(Name.of("user.x"), new byte[]{1}))).build();
    private static final Tree TREE = new Tree(MemoryTree.directory(Name.of(""), OWNED, List.of(
            MemoryTree.directory(Name.of("var"), OWNED, List.of(
                    MemoryTree.directory(Name.of("cache"), OWNED, List.of(file("c", OWNED), file("m.pyc", OWNED))),
                    file("early", OWNED.with().modified(EARLY).build()))),
            file("m.pyc", OWNED),
            file("one", OWNED.with().inode(7).build()), file("two", OWNED.with().inode(7).build()),
            new Entry.Symlink(Name.of("link"), OWNED, Name.of("one")),
            new Entry.Device(Name.of("null"), OWNED, false, 1, 3), new Entry.Fifo(Name.of("pipe"), OWNED),
            new Entry.Socket(Name.of("socket"), Metadata.NONE))));

    private static Entry.File file(String name, Metadata metadata) {
        return MemoryTree.file(Name.of(name), metadata,
                new BytesContent("abc".getBytes(StandardCharsets.US_ASCII)));
    }

    private static Shaped apply(Shape shape) throws IOException {
        return shape.apply(TREE, Limits.DEFAULT, Task.silent());
    }

    private static List<String> paths(Tree tree) throws IOException {
        var paths = new ArrayList<String>();
        Walk.of(tree, Limits.DEFAULT, (path, _) -> paths.add(path));
        return paths;
    }

    @Test
    void theWholeTreeStaysAsItIs() throws IOException {
        var shaped = apply(Shape.WHOLE);

        assertThat(paths(shaped.tree())).isEqualTo(paths(TREE));
        assertThat(shaped.tree().find("one")).isEqualTo(TREE.find("one"));
        assertThat(shaped.tree().find("var/cache").orElseThrow().metadata()).isEqualTo(OWNED);
        assertThat(shaped.counts()).isEqualTo(new Shaped.Counts(3, 5, 1, 1, 3, 15));
        assertThat(shaped.newest()).isEqualTo(LATE);
    }

    @Test
    void laterTimesBecomeTheLatest() throws IOException {
        var latest = Instant.ofEpochSecond(1_000);
        var shaped = apply(new Shape(EntryTimes.clamp(latest), false, true, List.of()));

        Walk.of(shaped.tree(), Limits.DEFAULT, (path, entry) -> assertThat(entry.metadata().modified()).as(path)
                .isEqualTo(path.equals("var/early") ? EARLY : path.equals("socket") ? null : latest));
        assertThat(shaped.newest()).isEqualTo(latest);
        assertThat(shaped.tree().find("null").orElseThrow()).isEqualTo(
                new Entry.Device(Name.of("null"), OWNED.with().modified(latest).build(), false, 1, 3));
    }

    @Test
    void allTimesBecomeOne() throws IOException {
        var time = Instant.ofEpochSecond(1_000);
        var shaped = apply(new Shape(EntryTimes.set(time), false, true, List.of()));

        Walk.of(shaped.tree(), Limits.DEFAULT, (path, entry) -> assertThat(entry.metadata().modified()).as(path)
                .isEqualTo(time));
        assertThat(shaped.newest()).isEqualTo(time);
    }

    @Test
    void ownersAndAttributesCanBeLeftOut() throws IOException {
        var shaped = apply(new Shape(null, true, false, List.of()));

        Walk.of(shaped.tree(), Limits.DEFAULT, (_, entry) -> {
            assertThat(entry.metadata().owner()).isEqualTo(Metadata.Owner.ROOT);
            assertThat(entry.metadata().xattrs()).isEmpty();
        });
        assertThat(shaped.tree().find("one").orElseThrow().metadata().inode()).isEqualTo(7);
        assertThat(shaped.tree().find("one").orElseThrow().metadata().permissions()).isEqualTo(0640);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            *.pyc,       var/cache/m.pyc m.pyc
            /*.pyc,      m.pyc
            var/cache,   var/cache var/cache/c var/cache/m.pyc
            /var/cache/, var/cache var/cache/c var/cache/m.pyc
            /var/*/?,    var/cache/c
            **/m.pyc,    var/cache/m.pyc
            cache,       var/cache var/cache/c var/cache/m.pyc
            ca,          ''
            one,         one
            """)
    void leavesOutWhatFits(String pattern, String gone) throws IOException {
        var expected = new ArrayList<>(paths(TREE));
        expected.removeAll(List.of(gone.split(" ", -1)));
        if (gone.isEmpty()) {
            expected.addFirst("");
        }

        assertThat(paths(apply(new Shape(null, false, true, List.of(pattern))).tree())).isEqualTo(expected);
    }

    @Test
    void staysWithinItsLimits() {
        assertThatThrownBy(() -> Shape.WHOLE.apply(TREE, new Limits(2, 100, 100, 100), Task.silent()))
                .isInstanceOf(FormatException.class).hasMessageContaining("deep");
        assertThatThrownBy(() -> Shape.WHOLE.apply(TREE, new Limits(9, 5, 100, 100), Task.silent()))
                .isInstanceOf(FormatException.class).hasMessageContaining("entries");
        var task = Task.silent();
        task.cancel();
        assertThatThrownBy(() -> Shape.WHOLE.apply(TREE, Limits.DEFAULT, task))
                .isInstanceOf(CancellationException.class);
    }

    /// A directory that counts how often it is listed.
    private record Counted(Name name, Metadata metadata, List<Entry> entries, AtomicInteger listed)
            implements
                Entry.Directory {
        @Override
        public List<Entry> children() throws IOException {
            listed.incrementAndGet();
            if (name.equals(BROKEN)) {
                throw new IOException("broken");
            }
            return entries;
        }
    }

    private static final Name BROKEN = Name.of("broken");

    /// `width` directories in each directory, `depth` deep, with a file each.
    private static Entry.Directory wide(Name name, int width, int depth, AtomicInteger listed) {
        var entries = new ArrayList<Entry>();
        for (int i = 0; depth > 0 && i < width; i++) {
            entries.add(wide(Name.of("d" + i), width, depth - 1, listed));
        }
        entries.add(file("file", OWNED));
        return new Counted(name, OWNED, entries, listed);
    }

    @Test
    void twoThreadsGiveTheSameTreeAndListEachDirectoryOnce() throws IOException {
        var listed = new AtomicInteger();
        var tree = new Tree(wide(Name.of(""), 6, 4, listed));
        var one = Shape.WHOLE.apply(tree, Limits.DEFAULT, Task.silent());
        listed.set(0);

        var two = Shape.WHOLE.applyAhead(tree, Limits.DEFAULT, Task.silent());

        assertThat(listed).hasValue((int) one.counts().directories());
        assertThat(two.counts()).isEqualTo(one.counts());
        assertThat(paths(two.tree())).isEqualTo(paths(one.tree()));
        assertThat(Thread.getAllStackTraces().keySet()).noneMatch(thread -> thread.getName().equals("lister"));
    }

    @Test
    void twoThreadsTellOfADirectoryThatCannotBeRead() {
        var entries = new ArrayList<Entry>();
        entries.add(new Counted(BROKEN, OWNED, List.of(), new AtomicInteger()));
        for (int i = 0; i < 200; i++) {
            entries.add(wide(Name.of("d" + i), 2, 2, new AtomicInteger()));
        }
        var tree = new Tree(new Counted(Name.of(""), OWNED, entries, new AtomicInteger()));

        assertThatThrownBy(() -> Shape.WHOLE.applyAhead(tree, Limits.DEFAULT, Task.silent()))
                .isInstanceOf(IOException.class).hasMessage("broken");
        assertThatThrownBy(() -> Shape.WHOLE.applyAhead(tree, new Limits(100, 50, 100, 100), Task.silent()))
                .isInstanceOf(FormatException.class);
    }
}
