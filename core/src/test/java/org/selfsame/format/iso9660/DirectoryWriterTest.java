package org.selfsame.format.iso9660;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.ZeroContent;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;

class DirectoryWriterTest {
    private static final Instant TIME = Instant.ofEpochSecond(1_700_000_000);
    private static final Metadata METADATA = Metadata.builder().permissions(0755).owner(0, 0).modified(TIME).build();
    private static final long LARGE = 9L << 30;

    /// The size is known before a record is made; without continuation areas it is computed, else not.
    @ParameterizedTest
    @ValueSource(ints = {1, 30, 31, 64, 90, 91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 102, 150, 248, 249, 250, 251,
            255})
    void measuresWhatItWrites(int longest) throws IOException {
        var planned = PlannedTree.of(new Tree(directory("", entries(longest))), Limits.DEFAULT, Task.silent());
        for (var directory : List.of(planned.root(), planned.root().children.getFirst())) {
            WrittenNames.assign(directory, Joliet.LONG);
        }
        for (boolean joliet : new boolean[]{false, true}) {
            var hierarchy = new WrittenHierarchy(planned.root(), joliet, 0, new SystemUseWriter(TIME, false));
            for (var directory : hierarchy.directories()) {
                var size = DirectoryWriter.measure(hierarchy, directory);
                var written = DirectoryWriter.write(hierarchy, directory);
                assertThat(size.extent()).isEqualTo(written.extent().size());
                assertThat(size.continuations()).isEqualTo(written.continuations().size());
            }
        }
    }

    /// A directory with entries of each kind, whose names have 1 to `longest` bytes.
    private static List<Entry> entries(int longest) {
        var inner = new ArrayList<Entry>();
        for (int i = 0; i < 60; i++) {
            var name = name(i, 1 + i * 7 % longest);
            inner.add(switch (i % 6) {
                case 0 -> new Entry.Symlink(name, METADATA, Name.of("../" + "t".repeat(i * 5)));
                case 1 -> new Entry.Device(name, METADATA, true, 8, i);
                case 2 -> MemoryTree.file(name, METADATA, new ZeroContent(i == 2 ? LARGE : i));
                // names of one file
                case 3 -> MemoryTree.file(name, METADATA.with().inode(7).build(), new ZeroContent(5));
                case 4 -> directory(name.toString(), List.of());
                default -> new Entry.Fifo(name, METADATA);
            });
        }
        return List.of(directory("d", inner));
    }

    private static Name name(int number, int length) {
        var start = Integer.toString(100 + number);
        return Name.of(length <= 3 ? start.substring(0, 3) : start + "n".repeat(length - 3));
    }

    private static Entry.Directory directory(String name, List<Entry> entries) {
        return MemoryTree.directory(Name.of(name), METADATA, entries);
    }
}
