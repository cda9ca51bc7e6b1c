package org.selfsame.iuk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;

/// Releases that take little room, and would take all the memory there is.
class BoundsTest {
    private static final Limits LIMITS = new Limits(100, 1_000, 1 << 20, 1 << 20);

    @TempDir
    private Path directory;

    private record Zeros(long size) implements Content {
        @Override
        public void read(long offset, byte[] target, int targetOffset, int length) {
            Arrays.fill(target, targetOffset, targetOffset + length, (byte) 0);
        }
    }

    private static Entry.Directory directory(String name, Entry... children) {
        return MemoryTree.directory(Name.of(name), Metadata.NONE, List.of(children));
    }

    private static Entry.File zeros(String name, long size) {
        return MemoryTree.file(Name.of(name), Metadata.NONE, new Zeros(size));
    }

    /// Two names for one directory at each level: 2 to the power of `levels` entries.
    private static Entry.Directory unfolding(String name, int levels) {
        var children = new Entry[0];
        for (int level = 1; level < levels; level++) {
            children = new Entry[]{directory("a", children), directory("b", children)};
        }
        return directory(name, children);
    }

    private static Tree diff(Tree now) throws IOException {
        return SystemDiff.of(new Tree(directory("")), now, Union.OVERLAYFS, Instant.EPOCH, false, List.of(), LIMITS,
                Task.silent());
    }

    @Test
    void countsTheEntriesOfADiff() throws IOException {
        assertThat(diff(new Tree(unfolding("", 9))).root().children()).hasSize(2);
        assertThatThrownBy(() -> diff(new Tree(unfolding("", 60)))).isInstanceOf(FormatException.class)
                .hasMessageContaining("more than 1000 entries");
    }

    @Test
    void countsBootFiles() throws IOException {
        assertThat(bootFiles(unfolding("EFI", 9))).hasSize(1);
        assertThatThrownBy(() -> bootFiles(unfolding("EFI", 60))).isInstanceOf(FormatException.class)
                .hasMessageContaining("more than 1000 entries");
    }

    private static List<Entry> bootFiles(Entry.Directory directory) throws IOException {
        return new BootFiles(Instant.EPOCH, false, LIMITS).of(new Tree(directory("", directory)));
    }

    @Test
    void boundsWhatIsRewrittenInMemory() throws IOException {
        var half = 32L << 20;
        assertThat(bootFiles(directory("isolinux", zeros("a", half), zeros("b", half)))).hasSize(1);
        assertThatThrownBy(() -> bootFiles(directory("isolinux", zeros("a", half), zeros("b", half), zeros("c", 1))))
                .isInstanceOfSatisfying(KitException.class, e -> {
                    assertThat(e.reason()).isEqualTo(KitException.Reason.TOO_LARGE);
                    assertThat(e.path()).isEqualTo("isolinux/c");
                });
    }

    /// Nothing is compressed of what is too large: so this takes no time.
    @Test
    void boundsWhatIsCompressedInMemory() throws IOException {
        var medium = new Tree(directory("", directory("EFI", zeros("a", 300L << 20), zeros("b", 300L << 20))));
        var release = new LiveImage(medium, new Tree(directory("")));
        var path = directory.resolve("kit");
        try (var kit = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            assertThatThrownBy(() -> KitWriter.write(release, release, Releases.options(KitFormat.TAR, Union.AUFS),
                    directory.resolve("diff"), kit, Task.silent())).isInstanceOfSatisfying(KitException.class,
                            e -> assertThat(e.reason()).isEqualTo(KitException.Reason.TOO_LARGE));
        }
        assertThat(path).isEmptyFile();
    }
}
