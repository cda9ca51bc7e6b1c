package org.selfsame.format.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.format.tar.TarOptions.Owners;
import org.selfsame.task.Task;
import org.selfsame.testing.OnDisk;
import org.selfsame.testing.RandomTree;
import org.selfsame.testing.Tool;
import org.selfsame.testing.TreeLines;
import org.selfsame.testing.Writing;
import org.selfsame.tree.Entry;
import org.selfsame.tree.EntryTimes;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.NotStorableException;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Tree;

/// Writes archives and has them judged by GNU tar, bsdtar and our reader.
class TarWriterTest {
    private static final Instant TIME = Instant.ofEpochSecond(1_600_000_000);
    private static final String POSIX = "--format=posix --xattrs "
            + "--pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime";

    @TempDir
    private Path directory;

    private static Metadata metadata(Instant time) {
        return Metadata.builder().permissions(0644).owner(0, 0).modified(time).build();
    }

    private static Entry.File file(String name, Metadata metadata, String text) {
        return MemoryTree.file(Name.of(name), metadata, new BytesContent(Name.of(text).bytes()));
    }

    private static Entry.Directory directory(String name, Entry... children) {
        return MemoryTree.directory(Name.of(name), metadata(TIME).with().permissions(0755).build(), List.of(children));
    }

    /// Everything that does not fit in a header.
    private static Tree sample() {
        var plain = metadata(TIME.minusSeconds(5));
        var twice = plain.with().inode(7).owner(3_000_000, 4_000_000_000L).build();
        var linked = metadata(TIME).with().permissions(0777).inode(8).build();
        var xattrs = new TreeMap<Name, byte[]>();
        xattrs.put(Name.of("user.key"), new byte[]{'=', '\n', 0, -1});
        return new Tree(directory("", file("a", twice, "two names"), directory("b",
                file("n".repeat(120), twice, "two names"), file("é", plain, "not ASCII"), file("y", plain, "")),
                directory("d".repeat(90), directory("e".repeat(90), file("f", plain, "deep"))),
                new Entry.Symlink(Name.of("long"), linked, Name.of("t".repeat(130))),
                new Entry.Symlink(Name.of("longer"), linked, Name.of("t".repeat(130))),
                file("before", metadata(Instant.parse("1960-01-01T00:00:00Z")), "early"),
                file("fraction", metadata(Instant.parse("2001-02-03T04:05:06.5Z")), "half"),
                file("nanos", metadata(Instant.parse("1969-12-31T23:59:58.123456789Z")), "nanos"),
                file("after", metadata(Instant.parse("2030-02-03T04:05:06.007Z")), "late"),
                file("xattr", plain.with().xattrs(xattrs).build(), "attributes"),
                new Entry.Device(Name.of("null"), plain, false, 1, 3),
                new Entry.Device(Name.of("disk"), plain, true, 259, 70_000), new Entry.Fifo(Name.of("pipe"), plain),
                file("x".repeat(100), plain, "just fits not"), file("x".repeat(98), plain, "just fits"),
                file("x".repeat(1000).substring(0, 255), plain, "longest")));
    }

    private static byte[] bytes(Tree tree, TarOptions options) throws IOException {
        return Writing.bytes(out -> TarWriter.write(tree, options, out, Task.silent()));
    }

    private static Reader open(byte[] bytes) throws IOException {
        return new TarFormat().open(new BytesContent(bytes), Limits.DEFAULT);
    }

    private Path tar(Path source, String options) {
        var archive = directory.resolve("made.tar");
        Tool.run(directory, "sh", "-ec", "tar --sort=name --numeric-owner " + options + " -cf made.tar -C " + source
                + " .");
        return archive;
    }

    @Test
    void givesTheBytesOfGnuTar() throws IOException {
        Tool.require("tar");
        var source = OnDisk.write(sample(), directory.resolve("source"));
        OnDisk.assertSame(bytes(sample(), TarOptions.gnu(EntryTimes.keep(TIME))), tar(source, "--format=gnu"));
        OnDisk.assertSame(bytes(sample(), TarOptions.gnu(EntryTimes.clamp(TIME)).owners(Owners.ROOT)),
                tar(source, "--format=gnu --owner=root --group=root --clamp-mtime --mtime=@1600000000"));
        OnDisk.assertSame(bytes(sample(), TarOptions.pax(EntryTimes.keep(TIME))), tar(source, POSIX));
        OnDisk.assertSame(bytes(sample(), TarOptions.pax(EntryTimes.clamp(TIME))),
                tar(source, POSIX + " --clamp-mtime --mtime=@1600000000"));
        OnDisk.assertSame(bytes(sample(), TarOptions.pax(EntryTimes.set(TIME))), tar(source, POSIX
                + " --mtime=@1600000000"));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void givesTheBytesOfGnuTarForAnyTree(long seed) throws IOException {
        Tool.require("tar");
        var tree = RandomTree.unix(seed);
        var source = OnDisk.write(tree, directory.resolve("source"));
        OnDisk.assertSame(bytes(tree, TarOptions.gnu(EntryTimes.keep(TIME))), tar(source, "--format=gnu"));
        OnDisk.assertSame(bytes(tree, TarOptions.pax(EntryTimes.clamp(TIME))), tar(source, POSIX
                + " --clamp-mtime --mtime=@1600000000"));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void readsBackAnyTree(long seed) throws IOException {
        var tree = RandomTree.unix(seed);
        for (var options : List.of(TarOptions.gnu(EntryTimes.keep(TIME)), TarOptions.pax(EntryTimes.keep(TIME)),
                TarOptions.pax(EntryTimes.keep(TIME)).dotted(false))) {
            var bytes = bytes(tree, options);
            assertThat(Writing.elsewhere(out -> TarWriter.write(RandomTree.shuffled(tree, seed), options, out,
                    Task.silent()))).as("elsewhere").isEqualTo(bytes);
            if (tree.root().children().isEmpty() && !options.dotted()) {
                continue;
            }
            var reader = open(bytes);
            assertThat(TreeLines.of(reader.tree())).isEqualTo(TreeLines.of(tree));
            assertThat(reader.anomalies(Task.silent())).isEmpty();
            assertThat(reader.layout(Task.silent()).unknown()).isEmpty();
            assertThat(bytes(reader.tree(), options).length).as("written again").isEqualTo(bytes.length);
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void otherToolsReadTheSame(boolean gnu) throws IOException {
        Tool.require("tar", "bsdtar", "cpio");
        var source = OnDisk.write(sample(), directory.resolve("source"));
        var options = gnu ? TarOptions.gnu(EntryTimes.keep(TIME)) : TarOptions.pax(EntryTimes.keep(TIME));
        var archive = Files.write(directory.resolve("ours.tar"), bytes(sample(), options));
        Tool.run(directory, "tar", "--compare", "-f", archive.toString(), "-C", source.toString());
        var copy = Files.createDirectory(directory.resolve("copy"));
        // libarchive 3.6 takes the fraction of a time before 1970 away from it instead of adding it
        Tool.run(copy, "sh", "-ec", "bsdtar -xpf ../ours.tar; chmod --reference ../source .; touch -r ../source .; "
                + "touch -r ../source/nanos nanos");
        OnDisk.assertSame(bytes(sample(), TarOptions.gnu(EntryTimes.keep(TIME))), tar(copy, "--format=gnu"));
        if (gnu) {
            var listed = Tool.run(directory, "sh", "-ec", "cpio --quiet -it < ours.tar").out();
            assertThat(listed.lines()).contains("./a", "./b/y", "./null");
        }
    }

    @Test
    void keepsWhatTheTreeRecords() throws IOException {
        var tree = open(bytes(sample(), TarOptions.pax(EntryTimes.keep(TIME)))).tree();
        var attributes = tree.find("xattr").orElseThrow().metadata().xattrs();
        assertThat(attributes.get(Name.of("user.key"))).containsExactly('=', '\n', 0, 0xff);
        assertThat(tree.find("nanos").orElseThrow().metadata().modified())
                .isEqualTo(Instant.parse("1969-12-31T23:59:58.123456789Z"));
        assertThat(tree.find("a").orElseThrow().metadata().inode()).isNotZero()
                .isEqualTo(tree.find("b/" + "n".repeat(120)).orElseThrow().metadata().inode());
        var bare = new Tree(MemoryTree.directory(Name.of(""), Metadata.NONE, List.of(file("f", Metadata.NONE, ""))));
        var metadata = open(bytes(bare, TarOptions.gnu(EntryTimes.keep(TIME)))).tree().find("f").orElseThrow()
                .metadata();
        assertThat(metadata.permissions()).isEqualTo(0644);
        assertThat(metadata.owner()).isEqualTo(Metadata.Owner.ROOT);
        assertThat(metadata.modified()).isEqualTo(TIME);
    }

    @Test
    void statesSizesBeyondEightGibibytes() throws IOException {
        var huge = new Tree(directory("", new Zeros(Name.of("huge"), metadata(TIME), (8L << 30) + 1)));
        for (var options : List.of(TarOptions.gnu(EntryTimes.keep(TIME)), TarOptions.pax(EntryTimes.keep(TIME)))) {
            var head = new Head();
            assertThatThrownBy(() -> TarWriter.write(huge, options, head, Task.silent())).isSameAs(head.full);
            var file = (Entry.File) open(head.bytes).tree().find("huge").orElseThrow();
            assertThat(file.size()).isEqualTo((8L << 30) + 1);
        }
    }

    @Test
    void refusesSockets() {
        var tree = new Tree(directory("", directory("d", new Entry.Socket(Name.of("s"), metadata(TIME)))));
        assertThatThrownBy(() -> bytes(tree, TarOptions.gnu(EntryTimes.keep(TIME))))
                .isInstanceOf(NotStorableException.class).hasMessage("tar cannot hold \"/d/s\": it is a socket");
        var bad = new Tree(directory("", file("a/b", metadata(TIME), "")));
        assertThatThrownBy(() -> bytes(bad, TarOptions.gnu(EntryTimes.keep(TIME))))
                .isInstanceOf(NotStorableException.class);
    }

    private record Zeros(Name name, Metadata metadata, long size) implements Entry.File, Content {
        @Override
        public Content content() {
            return this;
        }

        @Override
        public void read(long offset, byte[] target, int targetOffset, int length) {}
    }

    /// Takes the first bytes, and no more.
    private static final class Head extends OutputStream {
        private final byte[] bytes = new byte[10_240];
        private final IOException full = new IOException("full");
        private int count;

        @Override
        public void write(int b) throws IOException {
            if (count == bytes.length) {
                throw full;
            }
            bytes[count++] = (byte) b;
        }
    }
}
