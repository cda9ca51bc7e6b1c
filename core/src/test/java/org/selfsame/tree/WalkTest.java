package org.selfsame.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.selfsame.content.BytesContent;
import org.selfsame.content.FormatException;

class WalkTest {
    private static final Name ROOT = Name.of("");

    private static Entry.File file(String name) {
        return MemoryTree.file(Name.of(name), Metadata.NONE, new BytesContent(new byte[0]));
    }

    private static Entry.Directory directory(String name, Entry... children) {
        return MemoryTree.directory(Name.of(name), Metadata.NONE, List.of(children));
    }

    @Test
    void visitsParentsFirstAndChildrenInOrder() throws IOException {
        var tree = new Tree(directory("", file("b"), directory("a", file("z"), file("\n")), file("A")));
        var paths = new ArrayList<String>();
        Walk.of(tree, Limits.DEFAULT, (path, entry) -> paths.add(path));
        assertThat(paths).containsExactly("", "A", "a", "a/\\n", "a/z", "b");
        assertThat(tree.find("/a/z")).hasValueSatisfying(entry -> assertThat(entry.name()).isEqualTo(Name.of("z")));
        assertThat(tree.find("a/none")).isEmpty();
        assertThat(tree.find("b/none")).isEmpty();
        assertThat(tree.find("")).contains(tree.root());
    }

    @Test
    void pathsStartBelowTheDirectoryThatIsWalked() throws IOException {
        var paths = new ArrayList<String>();
        Walk.of(new Tree(directory("etc", file("passwd"))), Limits.DEFAULT, (path, entry) -> paths.add(path));
        assertThat(paths).containsExactly("", "passwd");
    }

    @Test
    void endsInATreeWithoutEnd() {
        var endless = new Tree(new Endless(ROOT));
        assertThatThrownBy(() -> Walk.of(endless, Limits.DEFAULT, (path, entry) -> {}))
                .isInstanceOf(FormatException.class).hasMessageContaining("1000 deep");
        var few = new Limits(1_000_000, 100, 0, 0);
        assertThatThrownBy(() -> Walk.of(endless, few, (path, entry) -> {})).isInstanceOf(FormatException.class)
                .hasMessageContaining("more than 100 entries");
    }

    @Test
    void goesOnBesideAnUnreadableDirectory() throws IOException {
        var tree = new Tree(directory("", new Broken(Name.of("a")), file("b")));
        var seen = new ArrayList<String>();
        Walk.of(tree, Limits.DEFAULT, new Walk.Visitor() {
            @Override
            public void visit(String path, Entry entry) {
                seen.add(path);
            }

            @Override
            public void unreadable(String path, Entry.Directory directory, IOException problem) {
                seen.add("unreadable: " + path);
            }
        });
        assertThat(seen).containsExactly("", "a", "unreadable: a", "b");
        assertThatThrownBy(() -> Walk.of(tree, Limits.DEFAULT, (path, entry) -> {})).hasMessage("broken");
    }

    private record Endless(Name name) implements Entry.Directory {
        @Override
        public Metadata metadata() {
            return Metadata.NONE;
        }

        @Override
        public List<Entry> children() {
            return List.of(new Endless(Name.of("x")));
        }
    }

    private record Broken(Name name) implements Entry.Directory {
        @Override
        public Metadata metadata() {
            return Metadata.NONE;
        }

        @Override
        public List<Entry> children() throws IOException {
            throw new IOException("broken");
        }
    }
}
