package org.selfsame.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.selfsame.content.BytesContent;
import org.selfsame.content.FormatException;
import org.selfsame.testing.Allocations;

class WalkPathsTest {

    @Test
    void visitsParentsFirstAndChildrenInOrder() throws IOException {
        var file = MemoryTree.file(Name.of("f"), Metadata.NONE, new BytesContent(new byte[0]));
        var inner = MemoryTree.directory(Name.of("b"), Metadata.NONE, List.of(file));
        var root = MemoryTree.directory(Name.of(""), Metadata.NONE,
                List.of(inner, MemoryTree.directory(Name.of("a"), Metadata.NONE, List.of(file)), file));
        var paths = new ArrayList<String>();
        Walk.of(new Tree(root), Limits.DEFAULT, (path, _) -> paths.add(path));
        assertThat(paths).containsExactly("", "a", "a/f", "b", "b/f", "f");
    }

    @Test
    void refusesPathsWithoutEnd() {
        assertThatThrownBy(() -> Walk.of(new Tree(new Endless()), Limits.DEFAULT, (_, _) -> {}))
                .isInstanceOf(FormatException.class).hasMessageContaining("path of more than 65536");
    }

    /// Paths wait in memory once a directory, not once an entry.
    @Test
    void keepsNoPathsOfEntriesThatWait() {
        long allocated = Allocations.of(() -> {
            try {
                Walk.of(new Tree(new Endless()), Limits.DEFAULT, (_, _) -> {});
            } catch (IOException e) {
                assertThat(e).isInstanceOf(FormatException.class);
            }
        });
        assertThat(allocated).isLessThan(200L << 20);
    }

    /// A directory of 1000 entries, the first of which is like itself.
    private record Endless() implements Entry.Directory {
        private static final Name NAME = Name.of("n".repeat(250));

        @Override
        public Name name() {
            return NAME;
        }

        @Override
        public Metadata metadata() {
            return Metadata.NONE;
        }

        @Override
        public List<Entry> children() {
            Entry.Fifo other = new Entry.Fifo(NAME, Metadata.NONE);
            return Stream.concat(Stream.<Entry>of(this), Collections.<Entry>nCopies(999, other).stream()).toList();
        }
    }
}
