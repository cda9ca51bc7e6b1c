package org.selfsame.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.selfsame.compare.Trees.compare;
import static org.selfsame.compare.Trees.directory;
import static org.selfsame.compare.Trees.lines;
import static org.selfsame.compare.Trees.link;
import static org.selfsame.compare.Trees.metadata;
import static org.selfsame.compare.Trees.tree;

import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;

/// One thing is changed; it is named, and nothing else is.
class TreeComparisonTest {

    private static void expect(Tree left, Tree right, String... expected) throws IOException {
        var comparison = compare(left, right);
        assertThat(lines(comparison)).containsExactly(expected);
        assertThat(comparison.identical()).isEqualTo(expected.length == 0);
        assertThat(comparison.complete()).isTrue();
        assertThat(comparison.troubles()).isEmpty();
        assertThat(compare(left, right, 1)).usingRecursiveComparison().ignoringFields("differences.subject")
                .isEqualTo(compare(left, right, 5));
    }

    private static Entry.File file(String name, Metadata metadata) {
        return Trees.file(name, metadata, "same");
    }

    @Test
    void findsEqualTreesEqual() throws IOException {
        expect(tree(Trees.file("a", "1"), directory("d", link("l", "a"))),
                tree(Trees.file("a", "1"), directory("d", link("l", "a"))));
    }

    @Test
    void findsAChangedByte() throws IOException {
        expect(tree(directory("d", Trees.file("f", "abc"))), tree(directory("d", Trees.file("f", "abd"))),
                "content !/d/f");
    }

    @Test
    void tellsWhichBytesDiffer() throws IOException {
        var comparison = compare(tree(Trees.file("f", "abcdef")), tree(Trees.file("f", "aXcdYZlonger")));
        assertThat(comparison.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.ranges()).containsExactly(new ByteRange(Side.LEFT, 1, 1),
                    new ByteRange(Side.LEFT, 4, 2), new ByteRange(Side.RIGHT, 6, 6));
            assertThat(difference.bytes()).isEqualTo(3 + 9);
        });
    }

    @Test
    void findsWhatIsThereOnOneSideOnly() throws IOException {
        expect(tree(Trees.file("a", "1"), directory("gone", Trees.file("x", "xyz"), Trees.file("y", ""))),
                tree(Trees.file("a", "1"), Trees.file("new", "completely other things")), "removed !/gone",
                "added !/new");
        var comparison = compare(tree(directory("gone", Trees.file("x", "xyz"), Trees.file("y", ""))), tree());
        assertThat(comparison.differences().getFirst().count()).as("the directory and what is in it").isEqualTo(3);
    }

    @Test
    void findsAnotherType() throws IOException {
        expect(tree(Trees.file("a", "1")), tree(link("a", "1")), "type !/a type: file | symlink");
        expect(tree(new Entry.Device(Name.of("d"), metadata(0600), true, 1, 2)),
                tree(new Entry.Device(Name.of("d"), metadata(0600), false, 1, 2)),
                "type !/d type: block device | character device");
    }

    @Test
    void findsEachFieldOfMetadata() throws IOException {
        var base = metadata(0644);
        expect(tree(file("f", base)), tree(file("f", base.with().permissions(04755).build())),
                "metadata !/f permissions: 0644 | 4755");
        expect(tree(file("f", base)), tree(file("f", base.with().owner(1, 0).build())), "metadata !/f user: 0 | 1");
        expect(tree(file("f", base)), tree(file("f", base.with().owner(0, 7).build())), "metadata !/f group: 0 | 7");
        expect(tree(file("f", base)), tree(file("f", base.with().modified(Trees.TIME.plusNanos(1)).build())),
                "metadata !/f modified: 2023-11-14T22:13:20Z | 2023-11-14T22:13:20.000000001Z");
        expect(tree(file("f", base)), tree(file("f", base.with().modified(null).build())),
                "metadata !/f modified: 2023-11-14T22:13:20Z | null");
        expect(tree(file("f", base)), tree(file("f", base.with().accessed(Trees.TIME).build())),
                "metadata !/f accessed: null | 2023-11-14T22:13:20Z");
        expect(tree(file("f", base)), tree(file("f", base.with().changed(Trees.TIME).build())),
                "metadata !/f changed: null | 2023-11-14T22:13:20Z");
        expect(tree(file("f", base)), tree(file("f", base.with().created(Trees.TIME).build())),
                "metadata !/f created: null | 2023-11-14T22:13:20Z");
        expect(tree(file("f", base)), tree(file("f", base.with().links(2).build())), "metadata !/f links: 1 | 2");
        expect(tree(link("l", "a")), tree(link("l", "b\u0007")), "metadata !/l target: a | b\\u{7}");
        expect(tree(new Entry.Device(Name.of("d"), base, true, 1, 2)),
                tree(new Entry.Device(Name.of("d"), base, true, 1, 3)), "metadata !/d device: 1:2 | 1:3");
    }

    @Test
    void findsAttributes() throws IOException {
        expect(tree(file("f", attribute("user.a", 1))), tree(file("f", attribute("user.a", 2))),
                "metadata !/f xattr user.a: 01 | 02");
        expect(tree(file("f", attribute("user.a", 1))), tree(file("f", attribute("security.capability", 1))),
                "metadata !/f xattr security.capability: null | 01", "metadata !/f xattr user.a: 01 | null");
    }

    private static Metadata attribute(String name, int value) {
        var attributes = new TreeMap<Name, byte[]>();
        attributes.put(Name.of(name), new byte[]{(byte) value});
        return metadata(0644).with().xattrs(attributes).build();
    }

    @Test
    void findsTheMetadataOfDirectories() throws IOException {
        expect(new Tree(MemoryTree.directory(Name.of(""), metadata(0700), List.of())), tree(),
                "metadata !/ permissions: 0700 | 0755");
    }

    @Test
    void findsAnotherStructureOfHardLinks() throws IOException {
        var first = metadata(0644).with().links(2).inode(5).build();
        var other = metadata(0644).with().links(2).inode(6).build();
        expect(tree(file("a", first), file("b", first), file("c", other), file("d", other)),
                tree(file("a", first), file("b", other), file("c", first), file("d", other)),
                "metadata !/b hard links: a | null", "metadata !/c hard links: null | a",
                "metadata !/d hard links: c | b");
    }

    @Test
    void tellsOfTheBytesOfAHardLinkOnce() throws IOException {
        var metadata = metadata(0644).with().links(2).inode(5).build();
        expect(tree(Trees.file("a", metadata, "1"), Trees.file("b", metadata, "1")),
                tree(Trees.file("a", metadata, "2"), Trees.file("b", metadata, "2")), "content !/a");
    }

    @Test
    void pairsNamesThatAreThereTwiceInTheirOrder() throws IOException {
        expect(tree(Trees.file("a", "1"), Trees.file("a", "2")), tree(Trees.file("a", "1"), Trees.file("a", "3")),
                "content !/a");
    }

    @Test
    void findsAMoveByTheSameBytesAtAnySize() throws IOException {
        expect(tree(directory("d", Trees.file("old", "x")), directory("e")),
                tree(directory("d"), directory("e", Trees.file("new", "x"))), "moved !/d/old -> !/e/new");
        expect(tree(Trees.file("old", "x")), tree(Trees.file("new", metadata(0600), "x")),
                "metadata !/old permissions: 0644 | 0600", "moved !/old -> !/new");
    }

    @Test
    void takesEmptyFilesForNoMove() throws IOException {
        expect(tree(Trees.file("old", "")), tree(Trees.file("new", "")), "added !/new", "removed !/old");
    }

    @Test
    void prefersAMoveThatKeepsTheName() throws IOException {
        expect(tree(directory("d", Trees.file("n", "x")), directory("e")),
                tree(directory("d"), directory("e", Trees.file("a", "x"), Trees.file("n", "x"))),
                "moved !/d/n -> !/e/n",
                "added !/e/a");
    }

    @Test
    void findsAMovedDirectoryAndWhatChangedInIt() throws IOException {
        expect(tree(directory("modules-1", Trees.file("a", "1"), Trees.file("b", "2"), Trees.file("c", "3"))),
                tree(directory("extra", Trees.file("a", "1"), Trees.file("b", "changed"), Trees.file("c", "3"))),
                "moved !/modules-1 -> !/extra", "content !/modules-1/b");
    }

    @Test
    void findsANameWhoseNumbersChanged() throws IOException {
        expect(tree(Trees.file("vmlinuz-6.1.0-31", "one kernel")), tree(Trees.file("vmlinuz-6.1.0-32", "ANOTHER")),
                "content !/vmlinuz-6.1.0-31", "moved !/vmlinuz-6.1.0-31 -> !/vmlinuz-6.1.0-32");
    }

    @Test
    void findsAMoveBySimilarBytes() throws IOException {
        var text = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            text.append("setting-").append(i * 7919 % 1000).append(" = on\n");
        }
        expect(tree(Trees.file("old.conf", text.toString())), tree(Trees.file("new.ini", text + "one more\n")),
                "content !/old.conf", "moved !/old.conf -> !/new.ini");
    }

    @Test
    void goesOnBesideWhatCannotBeRead() throws IOException {
        var broken = Trees.file("b", new Content() {
            @Override
            public long size() {
                return 3;
            }

            @Override
            public void read(long offset, byte[] target, int targetOffset, int length) throws IOException {
                throw new FormatException("test", 42, "a broken block");
            }
        });
        var comparison = compare(tree(Trees.file("a", "1"), broken, Trees.file("c", "3")),
                tree(Trees.file("a", "2"), Trees.file("b", "xyz"), Trees.file("c", "4")));
        assertThat(lines(comparison)).containsExactly("content !/a", "content !/b", "content !/c");
        assertThat(comparison.troubles()).singleElement().satisfies(trouble -> {
            assertThat(trouble.path()).isEqualTo("!/b");
            assertThat(trouble.side()).isEqualTo(Side.LEFT);
            assertThat(trouble.problem().offset()).isEqualTo(42);
        });
    }

    @Test
    void goesOnBesideADirectoryThatCannotBeRead() throws IOException {
        var broken = new Entry.Directory() {
            @Override
            public Name name() {
                return Name.of("d");
            }

            @Override
            public Metadata metadata() {
                return Trees.metadata(0755);
            }

            @Override
            public List<Entry> children() throws IOException {
                throw new FormatException("test", 7, "a broken directory");
            }
        };
        var comparison = compare(tree(broken, Trees.file("e", "1")), tree(directory("d"), Trees.file("e", "2")));
        assertThat(lines(comparison)).containsExactly("content !/d", "content !/e");
        assertThat(comparison.troubles()).singleElement().extracting(Trouble::path).isEqualTo("!/d");
        assertThat(comparison.identical()).isFalse();
    }
}
