package org.selfsame.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.selfsame.content.BytesContent;
import org.selfsame.task.Task;
import org.selfsame.tree.Members.Member;
import org.selfsame.tree.Members.Order;

class MembersTest {
    private static Entry.File file(String name, long inode) {
        return MemoryTree.file(Name.of(name), Metadata.builder().inode(inode).build(), new BytesContent(new byte[1]));
    }

    private static Entry.Directory directory(String name, Entry... children) {
        return MemoryTree.directory(Name.of(name), Metadata.NONE, List.of(children));
    }

    private static List<Member> members(Order order, Entry... children) throws IOException {
        return Members.of(new Tree(directory("", children)), "test", order, Task.silent());
    }

    private static List<String> paths(List<Member> members) {
        return members.stream().map(member -> member.path().toString()).toList();
    }

    @Test
    void listsADirectoryBeforeWhatIsInIt() throws IOException {
        var entries = new Entry[]{directory("a", file("x", 0), directory("b", file("y", 0))), file("a-b", 0),
                file("Z", 0)};
        assertThat(paths(members(Order.TREE, entries))).containsExactly("", "Z", "a", "a/b", "a/b/y", "a/x", "a-b");
        // '-' comes before '/'
        assertThat(paths(members(Order.PATH, entries))).containsExactly("", "Z", "a", "a-b", "a/b", "a/b/y", "a/x");
    }

    @Test
    void tellsWhichMembersAreOneFile() throws IOException {
        var members = members(Order.TREE, directory("d", file("one", 7), file("other", 8)), file("two", 7),
                file("x", 0),
                file("y", 0));
        assertThat(members).extracting(Member::links).containsExactly(3, 2, 2, 1, 2, 1, 1);
        assertThat(members.get(4).first()).isEqualTo(Name.of("d/one"));
        assertThat(members).extracting(Member::first).filteredOn(first -> first != null).hasSize(1);
    }

    @Test
    void answersTheUsualWhereTheTreeRecordsNothing() throws IOException {
        var members = members(Order.TREE, directory("d"), file("f", 0),
                new Entry.Symlink(Name.of("s"), Metadata.NONE, Name.of("f")));
        assertThat(members).extracting(Member::permissions).containsExactly(0755, 0755, 0644, 0777);
        assertThat(members).extracting(Member::owner).containsOnly(Metadata.Owner.ROOT);
    }

    @Test
    void refusesNamesAndDepthsThatNoArchiveHolds() {
        for (var name : List.of("..", ".", "", "a/b", "a\0b")) {
            assertThatThrownBy(() -> members(Order.TREE, file(name, 0))).isInstanceOf(NotStorableException.class);
        }
        assertThatThrownBy(() -> Members.of(new Tree(new Endless(Name.of(""))), "test", Order.TREE, Task.silent()))
                .isInstanceOfSatisfying(NotStorableException.class, e -> {
                    assertThat(e.format()).isEqualTo("test");
                    assertThat(e.rule()).contains("1000 deep");
                });
    }

    @Test
    void stopsWhenCancelled() {
        var task = Task.silent();
        task.cancel();
        assertThatThrownBy(() -> Members.of(new Tree(directory("")), "test", Order.TREE, task))
                .isInstanceOf(CancellationException.class);
    }

    /// A directory that contains itself.
    private record Endless(Name name) implements Entry.Directory {
        @Override
        public Metadata metadata() {
            return Metadata.NONE;
        }

        @Override
        public List<Entry> children() {
            return List.of(new Endless(Name.of("d")));
        }
    }
}
