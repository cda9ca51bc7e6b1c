package org.selfsame.format.ext4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.Content;
import org.selfsame.content.FileContent;
import org.selfsame.task.Task;
import org.selfsame.testing.Layouts;
import org.selfsame.testing.Tool;
import org.selfsame.testing.TreeLines;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Fact;
import org.selfsame.tree.Layout;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Name;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Region;

/// Volumes that mke2fs made of a directory, judged by that directory, and volumes that Linux wrote to, judged by Linux.
class Ext4ReaderTest {
    /// Lists a directory of the host as [TreeLines] does.
    private static final String JUDGE = """
            import os, stat, sys, hashlib
            top = sys.argv[1]
            for at, directories, files in os.walk(top):
                for name in directories + files:
                    path = os.path.join(at, name)
                    s = os.lstat(path)
                    mode, rest = s.st_mode, ''
                    kind = {stat.S_IFDIR: 'd', stat.S_IFREG: 'f', stat.S_IFLNK: 'l', stat.S_IFCHR: 'c',
                            stat.S_IFBLK: 'b', stat.S_IFIFO: 'p', stat.S_IFSOCK: 's'}[stat.S_IFMT(mode)]
                    if kind == 'f':
                        data = open(path, 'rb').read()
                        rest = '|%d|%s' % (len(data), hashlib.sha256(data).hexdigest())
                    elif kind == 'l':
                        rest = '|' + os.readlink(path)
                    elif kind in 'bc':
                        rest = '|%d,%d' % (os.major(s.st_rdev), os.minor(s.st_rdev))
                    seconds, nanos = divmod(s.st_mtime_ns, 10**9)
                    print('%s|%s|%o|%d:%d|%d.%09d%s' % (kind, os.path.relpath(path, top), mode & 0o7777, s.st_uid,
                                                        s.st_gid, seconds, nanos, rest))
            """;

    @TempDir
    Path directory;
    private Path files;
    private Path image;

    @BeforeEach
    void tools() throws IOException {
        Tool.require("mke2fs", "python3", "truncate", "debugfs");
        files = Files.createDirectory(directory.resolve("files"));
        image = directory.resolve("image");
    }

    private void fill(Path target) throws IOException {
        var dice = new Random(1);
        for (int size : new int[]{0, 1, 59, 60, 61, 150, 1024, 4097, 300_000, 1_500_000}) {
            var bytes = new byte[size];
            dice.nextBytes(bytes);
            Files.write(target.resolve("f" + size), bytes);
        }
        try (var sparse = Files.newByteChannel(target.resolve("sparse"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
            for (int i = 1; i < 12; i++) {
                sparse.position(i * 70_000L);
                sparse.write(ByteBuffer.wrap("not a hole".getBytes(StandardCharsets.UTF_8)));
            }
        }
        Files.createDirectories(target.resolve("sub/deep/deeper"));
        var many = Files.createDirectory(target.resolve("many"));
        for (int i = 0; i < 250; i++) {
            Files.writeString(many.resolve("a name that fills the directory " + i + "x".repeat(i % 90)), "" + i);
        }
        Files.createSymbolicLink(target.resolve("short"), Path.of("sub/deep"));
        Files.createSymbolicLink(target.resolve("long"), Path.of("t".repeat(200)));
        Files.createLink(target.resolve("sub/twin"), target.resolve("f300000"));
        Tool.run(target, "mkfifo", "fifo");
        for (var device : List.of("c 5 1", "b 8 17", "c 300 70000")) {
            Tool.tryRun(target, Map.of(), ("mknod device" + device.replace(' ', '-') + " " + device).split(" "));
        }
        Tool.run(target, "chmod", "2751", "sub");
        Tool.run(target, "sh", "-c", "find . -exec touch -h -d @1234567890 {} +");
    }

    private void make(String options) {
        Tool.run(directory, "truncate", "-s", "24M", "image");
        Tool.run(directory, "sh", "-c", "mke2fs -q " + options + " -d files image");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-t ext2", "-t ext2 -O ^sparse_super,^resize_inode -b 1024", "-t ext3 -b 1024", "-t ext4",
            "-t ext4 -b 1024",
            "-t ext4 -b 2048 -I 128", "-t ext4 -O inline_data -I 256", "-t ext4 -O ^64bit,^metadata_csum,uninit_bg",
            "-t ext4 -O meta_bg,^resize_inode -b 1024", "-t ext4 -O bigalloc -C 16384 -b 4096",
            "-t ext4 -O sparse_super2,^resize_inode -b 1024", "-t ext4 -E packed_meta_blocks=1 -b 1024 -G 4",
            "-t ext4 -O metadata_csum_seed,large_dir", "-t ext4 -O ^has_journal,^dir_index",
            "-t ext4 -O quota,mmp -b 1024",
            "-t ext4 -O orphan_file"})
    void listsAndReadsWhatWasPutIn(String options) throws IOException {
        fill(files);
        make(options);
        var judged = Tool.run(directory, "python3", "-c", JUDGE, files.toString()).out();
        try (var content = FileContent.open(image)) {
            check(content, judged, options.contains("bigalloc"));
        }
    }

    private void check(Content content, String judged, boolean clusters) throws IOException {
        assertThat(new Ext4Format().recognizes(content)).isTrue();
        var reader = open(content);
        var lines = TreeLines.of(reader.tree()).stream().filter(line -> !line.contains("|lost+found|")).toList();
        assertThat(lines).isEqualTo(TreeLines.of(judged)).hasSizeGreaterThan(250);
        assertThat(reader.anomalies(Task.silent())).isEmpty();
        var layout = Layouts.covered(reader, content, Layouts.UNCHECKED);
        if (!clusters) {
            long free = Long.parseLong(facts(reader).get("ext4.free_blocks"))
                    * Long.parseLong(facts(reader).get("ext4.block_size"));
            assertThat(bytes(layout, "free blocks")).isEqualTo(free);
            assertThat(bytes(layout, "unreferenced")).isZero();
        }
    }

    private static long bytes(Layout layout, String what) {
        return layout.regions().stream().filter(region -> region.what().equals(what)).mapToLong(Region::length).sum();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-t ext4", "-t ext4 -b 1024 -O inline_data -I 256", "-t ext2 -b 1024", "-t ext3"})
    void listsAndReadsWhatLinuxWrote(String options) throws IOException {
        make(options);
        var mount = Files.createDirectory(directory.resolve("mount"));
        var mounted = Tool.tryRun(directory, Map.of(), "mount", "-o", "loop,acl,user_xattr", "image", "mount");
        assumeTrue(mounted.exit() == 0, () -> "this computer mounts no images: " + mounted.err());
        String judged;
        try {
            fill(mount);
            Tool.tryRun(mount, Map.of(), "fallocate", "-n", "-l", "200000", "f1024");
            Files.delete(mount.resolve("f4097"));
            Tool.run(mount, "touch", "-d", "2300-01-02T03:04:05.123456789Z", options.contains("ext4") ? "f60" : "f61");
            judged = Tool.run(directory, "python3", "-c", JUDGE, mount.toString()).out().lines()
                    .filter(line -> !line.contains("|lost+found|")).collect(Collectors.joining("\n"));
        } finally {
            Tool.run(directory, "umount", "mount");
        }
        if (!options.contains("ext4")) {
            // beyond what 32 bits hold; Linux shows the last second that they do
            judged = judged.lines().filter(line -> !line.contains("|f61|")).collect(Collectors.joining("\n"));
        }
        try (var content = FileContent.open(image)) {
            var lines = TreeLines.of(open(content).tree()).stream()
                    .filter(line -> !line.contains("|lost+found|")
                            && (options.contains("ext4") || !line.contains("|f61|")))
                    .toList();
            assertThat(lines).isEqualTo(TreeLines.of(judged));
            assertThat(open(content).anomalies(Task.silent())).isEmpty();
            Layouts.covered(open(content), content, Layouts.UNCHECKED);
        }
    }

    @Test
    void readsAttributesAndAccessControlLists() throws IOException {
        Tool.require("setfattr", "getfattr");
        fill(files);
        Tool.run(files, "setfattr", "-n", "user.small", "-v", "value", "f60");
        Tool.run(files, "setfattr", "-n", "user.large", "-v", "v".repeat(700), "f60");
        // version 2: user::rwx, user:1000:r--, group::r-x, mask::r-x, other::---
        var list = "0x0200000001000700ffffffff02000400e803000004000500ffffffff10000500ffffffff20000000ffffffff";
        Tool.run(files, "setfattr", "-n", "system.posix_acl_access", "-v", list, "f61");
        make("-t ext4");
        try (var content = FileContent.open(image)) {
            var reader = open(content);
            assertThat(entry(reader, "f60").metadata().xattrs()).hasSize(2)
                    .containsEntry(Name.of("user.small"), "value".getBytes(StandardCharsets.UTF_8))
                    .containsEntry(Name.of("user.large"), "v".repeat(700).getBytes(StandardCharsets.UTF_8));
            var found = entry(reader, "f61").metadata().xattrs().get(Name.of("system.posix_acl_access"));
            assertThat(HexFormat.of().formatHex(found)).isEqualTo(list.substring(2));
            assertThat(reader.anomalies(Task.silent())).isEmpty();
        }
    }

    @Test
    void showsHolesAndSharesTheBytesOfFilesInOnePiece() throws IOException {
        fill(files);
        make("-t ext4 -b 4096");
        try (var content = FileContent.open(image)) {
            var reader = open(content);
            var sparse = ((Entry.File) entry(reader, "sparse")).content();
            assertThat(sparse.nextData(0)).isEqualTo(69_632);
            assertThat(sparse.nextData(sparse.size())).isEqualTo(sparse.size());
            var span = ((Entry.File) entry(reader, "f300000")).content().span();
            assertThat(span.root()).isSameAs(content);
            assertThat(content.bytes(span.offset(), 300_000)).isEqualTo(Files.readAllBytes(files.resolve("f300000")));
            assertThat(entry(reader, "f300000").metadata().inode()).isEqualTo(entry(reader, "sub/twin").metadata()
                    .inode());
            assertThat(entry(reader, "f300000").metadata().links()).isEqualTo(2);
        }
    }

    @Test
    void namesTimesAndIds() throws IOException {
        fill(files);
        make("-t ext4 -b 1024 -U 01234567-89ab-cdef-0123-456789abcdef -E hash_seed=00000000-0000-0000-0000-000000000001 "
                + "-L LABEL");
        try (var content = FileContent.open(image)) {
            var reader = open(content);
            assertThat(facts(reader)).containsEntry("ext4.type", "ext4").containsEntry("ext4.volume_name", "LABEL")
                    .containsEntry("ext4.uuid", "01234567-89ab-cdef-0123-456789abcdef")
                    .containsEntry("ext4.hash_seed", "00000000-0000-0000-0000-000000000001");
            var layout = reader.layout(Task.silent());
            assertThat(layout.at(1024 + 104).getLast().what()).isEqualTo("superblock.s_uuid");
            assertThat(layout.at(1024 + 48).getLast().what()).isEqualTo("superblock.s_wtime");
            assertThat(layout.regions()).extracting(Region::what).contains("inode.mtime", "inode.crtime",
                    "inode.generation", "backup superblock.s_wtime", "journal superblock.s_uuid", "block bitmap",
                    "inode table", "group descriptor.bg_checksum", "reserved group descriptors", "directory", "slack");
            assertThat(layout.regions()).filteredOn(region -> region.what().equals("inode.mtime"))
                    .extracting(Region::owner).contains("f60", "sub/deep");
        }
    }

    @Test
    void seesWhatDebugfsBreaks() throws IOException {
        fill(files);
        make("-t ext4 -O ^metadata_csum");
        Tool.run(directory, "sh", "-c", """
                printf 'freeb 3000 5\\nsetb 5000 2\\nset_inode_field f61 links_count 5\\nunlink f150\\nln f1 again
                set_super_value state 0\\nfeature needs_recovery\\nq\\n' | debugfs -w image >/dev/null 2>&1""");
        try (var content = FileContent.open(image)) {
            assertThat(open(content).anomalies(Task.silent())).extracting(Anomaly::code).contains("ext4.lost_blocks",
                    "ext4.link_count", "ext4.unnamed_inode", "ext4.not_clean", "ext4.needs_recovery");
        }
    }

    @Test
    void showsWhatDeletedFilesLeft() throws IOException {
        Files.writeString(files.resolve("secret"), "left behind ".repeat(1000));
        make("-t ext4 -b 1024");
        Tool.run(directory, "debugfs", "-w", "-R", "rm secret", "image");
        try (var content = FileContent.open(image)) {
            var unknown = open(content).layout(Task.silent()).unknown();
            assertThat(unknown).filteredOn(region -> region.what().equals("free blocks")).hasSize(1).first()
                    .extracting(Region::length).isEqualTo(12 * 1024L);
        }
    }

    private static Reader open(Content content) throws IOException {
        return new Ext4Format().open(content, Limits.DEFAULT);
    }

    private static Entry entry(Reader reader, String path) throws IOException {
        return reader.tree().find(path).orElseThrow();
    }

    private static Map<String, String> facts(Reader reader) {
        return reader.facts().stream()
                .collect(Collectors.toMap(Fact::name, Fact::value, (one, two) -> one, TreeMap::new));
    }
}
