package org.selfsame.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.FileChangedException;
import org.selfsame.testing.Tool;
import org.selfsame.testing.TreeLines;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;
import org.selfsame.tree.Walk;

/// GNU find, sha256sum and getfattr judge.
class HostTreeTest {
    private static final String LISTING = """
            find . -mindepth 1 -type f -printf 'f|%P|%m|%U:%G|%T@0|%s|\\n' | while IFS= read -r line; do
                path=${line#f|}; path=${path%%|*}
                printf '%s%s\\n' "$line" "$(sha256sum "$path" | cut -d ' ' -f 1)"
            done
            find . -mindepth 1 -type d -printf 'd|%P|%m|%U:%G|%T@0\\n'
            find . -mindepth 1 -type l -printf 'l|%P|%m|%U:%G|%T@0|%l\\n'
            find . -mindepth 1 -type p -printf 'p|%P|%m|%U:%G|%T@0\\n'
            """;

    @TempDir
    private Path directory;
    private Path tree;

    @BeforeEach
    void makeTree() {
        tree = directory.resolve("tree");
        Tool.run(directory, "sh", "-ec", """
                mkdir -p tree/d/empty tree/deep/1/2/3
                head -c 3000000 /dev/urandom > tree/d/large
                : > tree/d/nothing
                printf 'a' > tree/é
                ln -s ../nowhere tree/link
                ln -s /nowhere/at/all tree/d/outside
                printf hard > tree/hard && ln tree/hard tree/deep/1/other && ln tree/hard tree/d/again
                touch -d '2001-02-03T04:05:06.123456789Z' tree/d/nothing
                touch -d '1969-12-31T23:59:58.5Z' tree/hard
                chmod 4751 tree/d/nothing && chmod 1777 tree/d/empty
                """);
    }

    @Test
    void isWhatFindSees() throws IOException {
        Tool.run(directory, "sh", "-ec", "mkfifo tree/fifo; chown 1000:65000 tree/d/large 2>/dev/null || true");
        try (var host = HostTree.open(tree)) {
            assertThat(TreeLines.of(host.tree())).isEqualTo(TreeLines.of(listing())).hasSizeGreaterThan(12);
        }
    }

    @Test
    void isTheSameByThePortableWay() throws IOException {
        try (var host = HostTree.open(tree, true)) {
            assertThat(TreeLines.of(host.tree())).isEqualTo(TreeLines.of(listing()));
            assertLinked(host.tree());
        }
    }

    @Test
    void thePortableWayRefusesWhatItCannotTell() throws IOException {
        Tool.run(directory, "mkfifo", "tree/fifo");
        try (var host = HostTree.open(tree, true)) {
            assertThatThrownBy(() -> host.tree().root().children()).hasMessageContaining("fifo")
                    .hasMessageContaining("neither");
        }
    }

    private String listing() {
        // a time of find has ten decimals, the last of which is 0
        return Tool.run(tree, "sh", "-ec", LISTING).out().replaceAll("(\\|-?\\d+\\.\\d{9})0+", "$1");
    }

    @Test
    void namesOfOneFileShareAnInode() throws IOException {
        try (var host = HostTree.open(tree)) {
            assertLinked(host.tree());
        }
    }

    private static void assertLinked(Tree host) throws IOException {
        var inode = host.find("hard").orElseThrow().metadata().inode();
        assertThat(inode).isNotZero().isEqualTo(host.find("d/again").orElseThrow().metadata().inode())
                .isEqualTo(host.find("deep/1/other").orElseThrow().metadata().inode());
        assertThat(host.find("d/large").orElseThrow().metadata().inode()).isZero();
    }

    @Test
    void takesNamesOfAnyBytes() throws IOException {
        assumeTrue(LinuxCalls.isAvailable(), "elsewhere names are text");
        Tool.run(directory, "sh", "-ec", "printf x > \"tree/deep/$(printf 'raw\\n\\377')\"");
        var name = Name.of(new byte[]{'r', 'a', 'w', '\n', (byte) 0xff});
        try (var host = HostTree.open(tree)) {
            var deep = (Entry.Directory) host.tree().find("deep").orElseThrow();
            var names = deep.children().stream().map(Entry::name).toList();
            assertThat(names).containsExactly(Name.of("1"), name);
            var file = (Entry.File) deep.children().getLast();
            assertThat(file.content().bytes(0, 1)).isEqualTo("x".getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void tellsDevices() throws IOException {
        assumeTrue(LinuxCalls.isAvailable(), "the JDK does not tell which device it is");
        try (var host = HostTree.open(Path.of("/dev"))) {
            assertThat(host.tree().find("null").orElseThrow()).isInstanceOfSatisfying(Entry.Device.class, device -> {
                assertThat(device.block()).isFalse();
                assertThat(device.major()).isEqualTo(1);
                assertThat(device.minor()).isEqualTo(3);
            });
        }
    }

    @Test
    void hasExtendedAttributes() throws IOException {
        assumeTrue(LinuxCalls.isAvailable(), "the JDK tells of the user's attributes only");
        Tool.require("setfattr");
        assumeTrue(Tool.tryRun(tree, Map.of(), "setfattr", "-n", "user.a", "-v", "1", "d").exit() == 0,
                "no attributes on this file system");
        Tool.run(tree, "sh", "-ec", "setfattr -n user.b -v 0x00ff hard; setfattr -n user.root -v r .");
        try (var host = HostTree.open(tree)) {
            var root = host.tree();
            assertThat(root.root().metadata().xattrs().get(Name.of("user.root"))).isEqualTo(new byte[]{'r'});
            assertThat(root.find("d").orElseThrow().metadata().xattrs().get(Name.of("user.a"))).containsExactly('1');
            assertThat(root.find("d/again").orElseThrow().metadata().xattrs().get(Name.of("user.b")))
                    .containsExactly(0, -1);
            assertThat(root.find("link").orElseThrow().metadata().xattrs()).isEmpty();
        }
        try (var host = HostTree.openWithoutXattrs(tree)) {
            assertThat(TreeLines.of(host.tree())).isEqualTo(TreeLines.of(listing()));
            assertThat(host.tree().root().metadata().xattrs()).isEmpty();
            assertThat(host.tree().find("hard").orElseThrow().metadata().xattrs()).isEmpty();
        }
    }

    @Test
    void tellsOfHoles() throws IOException {
        assumeTrue(LinuxCalls.isAvailable(), "the JDK tells nothing of holes");
        Tool.run(tree, "sh", "-ec",
                "truncate -s 4M holes && printf x | dd of=holes bs=1M seek=2 conv=notrunc 2>/dev/null");
        try (var host = HostTree.open(tree)) {
            var content = ((Entry.File) host.tree().find("holes").orElseThrow()).content();
            assertThat(content.nextData(0)).isBetween(0L, 2L << 20);
            assertThat(content.nextData(3 << 20)).isIn(3L << 20, 4L << 20);
            assertThat(content.nextData(4 << 20)).isEqualTo(4 << 20);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noticesAFileThatChanges(boolean portable) throws IOException {
        try (var host = HostTree.open(tree, portable)) {
            var d = (Entry.Directory) host.tree().find("d").orElseThrow();
            var children = d.children();
            var large = (Entry.File) named(children, "large");
            var again = (Entry.File) named(children, "again");
            var nothing = (Entry.File) named(children, "nothing");
            assertThat(large.content().bytes(1_000_000, 10)).hasSize(10);

            Files.setLastModifiedTime(tree.resolve("d/large"), FileTime.fromMillis(1));
            assertChanged(large, "d/large");
            Files.writeString(tree.resolve("hard"), "longer");
            assertChanged(again, "d/again");
            Files.delete(tree.resolve("d/nothing"));
            Files.createSymbolicLink(tree.resolve("d/nothing"), Path.of("large"));
            assertThatThrownBy(() -> nothing.content().read(0, new byte[1], 0, 0)).isInstanceOf(IOException.class);
            assertThatThrownBy(d::children).isInstanceOf(FileChangedException.class).hasMessageContaining("d");
        }
    }

    private static Entry named(List<Entry> children, String name) {
        return children.stream().filter(child -> child.name().equals(Name.of(name))).findFirst().orElseThrow();
    }

    private static void assertChanged(Entry.File file, String path) {
        assertThatThrownBy(() -> file.content().bytes(0, 1)).isInstanceOf(FileChangedException.class)
                .hasMessageContaining(path);
    }

    @Test
    void followsNoLinkThatTakesTheNameOfADirectory() throws IOException {
        try (var host = HostTree.open(tree)) {
            var d = (Entry.Directory) host.tree().find("deep").orElseThrow();
            Tool.run(directory, "sh", "-ec", "mv tree/deep tree/moved && ln -s moved tree/deep");
            assertThatThrownBy(d::children).isInstanceOf(FileChangedException.class);
        }
    }

    @Test
    void hasFewFilesOpen() throws IOException {
        Tool.run(directory, "sh", "-ec", "for i in $(seq 300); do mkdir tree/$i; echo $i > tree/$i/f; done");
        try (var host = HostTree.open(tree)) {
            long before = openFiles();
            var kept = new ArrayList<Entry>();
            Walk.of(host.tree(), Limits.DEFAULT, (_, entry) -> {
                if (entry instanceof Entry.File file && file.size() > 0) {
                    file.content().bytes(0, 1);
                }
                kept.add(entry);
            });
            assertThat(kept).hasSizeGreaterThan(600);
            assertThat(openFiles() - before).isLessThan(50);
        }
        long after = openFiles();
        try (var host = HostTree.open(tree)) {
            host.tree().find("d/large");
        }
        assertThat(openFiles()).isLessThanOrEqualTo(after + 3);
    }

    private static long openFiles() throws IOException {
        try (var files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    @Test
    void canBeReadByManyThreads() throws Exception {
        Tool.run(directory, "sh", "-ec", "for i in $(seq 100); do mkdir tree/$i; echo $i > tree/$i/f; done");
        try (var host = HostTree.open(tree); var threads = Executors.newFixedThreadPool(4)) {
            Callable<List<String>> listing = () -> TreeLines.of(host.tree());
            var first = listing.call();
            for (var other : threads.invokeAll(List.of(listing, listing, listing, listing))) {
                assertThat(other.get()).isEqualTo(first);
            }
        }
    }

    @Test
    void needsADirectory() {
        assertThatThrownBy(() -> HostTree.open(tree.resolve("hard"))).isInstanceOf(NotDirectoryException.class);
        assertThatThrownBy(() -> HostTree.open(tree.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }
}
