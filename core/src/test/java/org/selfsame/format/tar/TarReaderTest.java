package org.selfsame.format.tar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.content.FileContent;
import org.selfsame.task.Task;
import org.selfsame.testing.Layouts;
import org.selfsame.testing.Tool;
import org.selfsame.testing.TreeLines;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Name;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Region;
import org.selfsame.tree.Region.Kind;

/// Archives that GNU tar, bsdtar and Python made, judged by Python's tarfile.
class TarReaderTest {
    private static final Instant TIME = Instant.parse("2021-03-04T05:06:07.123456789Z");
    private static final String JUDGE = """
            import sys, tarfile, hashlib
            from decimal import Decimal
            def shown(name):
                return '/'.join(p for p in name.split('/') if p not in ('', '.'))
            with tarfile.open(sys.argv[1]) as tar:
                for m in tar:
                    path = shown(m.name)
                    if not path:
                        continue
                    seconds, nanos = divmod(int(Decimal(m.pax_headers.get('mtime', m.mtime)) * 10**9), 10**9)
                    kind, rest = 'f', ''
                    if m.isdir(): kind = 'd'
                    elif m.issym(): kind, rest = 'l', '|' + m.linkname
                    elif m.ischr(): kind, rest = 'c', '|%d,%d' % (m.devmajor, m.devminor)
                    elif m.isblk(): kind, rest = 'b', '|%d,%d' % (m.devmajor, m.devminor)
                    elif m.isfifo(): kind = 'p'
                    else:
                        data = tar.extractfile(m).read()
                        rest = '|%d|%s' % (len(data), hashlib.sha256(data).hexdigest())
                    print('%s|%s|%o|%d:%d|%d.%09d%s'
                          % (kind, path, m.mode & 0o7777, m.uid, m.gid, seconds, nanos, rest))
            """;

    @TempDir
    Path directory;
    private Path files;
    private Path archive;

    @BeforeEach
    void makeFiles() throws IOException {
        Tool.require("tar", "bsdtar", "python3");
        files = Files.createDirectory(directory.resolve("files"));
        archive = directory.resolve("a.tar");
        var dice = new Random(1);
        for (int size : new int[]{0, 1, 511, 512, 513, 70_000}) {
            var bytes = new byte[size];
            dice.nextBytes(bytes);
            Files.write(files.resolve("f" + size), bytes);
        }
        Files.createDirectories(files.resolve("sub/deep"));
        Files.writeString(files.resolve("sub/deep/text"), "text\n");
        Files.createSymbolicLink(files.resolve("link"), Path.of("sub/deep/text"));
        Files.createLink(files.resolve("twin"), files.resolve("f513"));
        Files.setPosixFilePermissions(files.resolve("f1"), PosixFilePermissions.fromString("r-x-w---x"));
        try (var walk = Files.walk(files)) {
            for (var path : walk.filter(path -> !Files.isSymbolicLink(path)).toList()) {
                Files.setLastModifiedTime(path, FileTime.from(TIME));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tar --format=v7", "tar --format=oldgnu", "tar --format=gnu", "tar --format=ustar",
            "tar --format=posix", "tar --format=posix --sort=name -b 1", "tar --format=gnu -S",
            "tar --format=posix -S --sparse-version=0.0", "tar --format=posix -S --sparse-version=0.1",
            "tar --format=posix -S --sparse-version=1.0", "bsdtar --format=pax", "bsdtar --format=ustar",
            "bsdtar --format=gnutar", "bsdtar --format=v7tar"})
    void listsAndReadsWhatPythonDoes(String command) throws IOException {
        if (!command.contains("v7") && !command.contains("ustar")) {
            longNames();
        }
        if (command.contains("-S")) {
            sparse("hole", 4);
            sparse("many holes", 60);
            sparse("very many holes", 200);
        }
        make(command);
        check(0);
        if (command.contains("-S")) {
            try (var content = FileContent.open(archive)) {
                var file = ((Entry.File) entry(open(content), "many holes")).content();
                assertThat(file.nextData(0)).isEqualTo(65_536);
                assertThat(file.nextData(file.size())).isEqualTo(file.size());
                assertThat(file.bytes(65_530, 13)).endsWith("piece 1".getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private void longNames() throws IOException {
        var long1 = Files.createDirectories(files.resolve("l".repeat(120)).resolve("m".repeat(150)));
        Files.writeString(long1.resolve("n".repeat(101)), "long");
        Files.writeString(files.resolve("ä" + "x".repeat(98)), "umlaut");
        Files.createSymbolicLink(files.resolve("longlink"), Path.of("t".repeat(300)));
    }

    private void sparse(String name, int pieces) throws IOException {
        try (var file = Files.newByteChannel(files.resolve(name), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
            for (int i = 1; i <= pieces; i++) {
                file.position(i * 65_536L);
                file.write(ByteBuffer.wrap(("piece " + i).repeat(i * 7).getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    private void make(String command) {
        var arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.addAll(List.of("-cf", archive.toString(), "-C", files.toString(), "."));
        Tool.run(directory, arguments.toArray(String[]::new));
    }

    private void check(long unknown) throws IOException {
        var judged = Tool.run(directory, "python3", "-c", JUDGE, archive.toString()).out();
        try (var content = FileContent.open(archive)) {
            assertThat(new TarFormat().recognizes(content)).isTrue();
            var reader = open(content);
            assertThat(TreeLines.of(reader.tree())).isEqualTo(TreeLines.of(judged)).isNotEmpty();
            assertThat(reader.anomalies(Task.silent())).isEmpty();
            Layouts.covered(reader, content, unknown);
        }
    }

    @Test
    void readsDevicesLargeNumbersAndNegativeTimes() throws IOException {
        Tool.run(directory, "python3", "-c", """
                import sys, tarfile
                for name, form in (('g.tar', tarfile.GNU_FORMAT), ('p.tar', tarfile.PAX_FORMAT)):
                    with tarfile.open(name, 'w', format=form) as tar:
                        def add(name, kind, **more):
                            m = tarfile.TarInfo(name)
                            m.type = kind
                            for key, value in more.items():
                                setattr(m, key, value)
                            tar.addfile(m)
                        add('character', tarfile.CHRTYPE, devmajor=5, devminor=255, mode=0o666)
                        add('block', tarfile.BLKTYPE, devmajor=8, devminor=1)
                        add('fifo', tarfile.FIFOTYPE)
                        add('large', tarfile.REGTYPE, uid=4000000000, gid=3000000, mtime=2**35)
                        add('old', tarfile.REGTYPE, mtime=-86400 * 365 * 100)
                        add('setuid', tarfile.REGTYPE, mode=0o6755)
                """);
        for (var name : List.of("g.tar", "p.tar")) {
            archive = directory.resolve(name);
            check(0);
        }
    }

    @Test
    void keepsTimesToTheNanosecondAndAttributes() throws IOException {
        Tool.require("setfattr");
        Tool.run(directory, "setfattr", "-n", "user.colour", "-v", "blue = sky", files.resolve("f1").toString());
        for (var command : List.of("tar --format=posix --xattrs", "bsdtar --format=pax --xattrs")) {
            make(command);
            try (var content = FileContent.open(archive)) {
                var metadata = entry(open(content), "f1").metadata();
                assertThat(metadata.modified()).isEqualTo(TIME);
                assertThat(metadata.xattrs()).as(command).hasSize(1).containsEntry(Name.of("user.colour"),
                        "blue = sky".getBytes(StandardCharsets.UTF_8));
                assertThat(regions(open(content), Kind.FIELD)).contains("pax.mtime", "pax.SCHILY.xattr.user.colour",
                        "member header.chksum");
            }
        }
    }

    @Test
    void tellsHardLinks() throws IOException {
        make("tar --format=gnu --sort=name");
        try (var content = FileContent.open(archive)) {
            var reader = open(content);
            long inode = entry(reader, "f513").metadata().inode();
            assertThat(inode).isNotZero().isEqualTo(entry(reader, "twin").metadata().inode());
            assertThat(entry(reader, "f512").metadata().inode()).isZero();
            var first = ((Entry.File) entry(reader, "f513")).content().span();
            assertThat(first.root()).isSameAs(content);
            assertThat(((Entry.File) entry(reader, "twin")).content().span()).isEqualTo(first);
        }
    }

    @Test
    void readsGlobalHeadersAndLabels() throws IOException {
        Tool.require("git");
        Tool.run(directory, "git", "init", "-q", "files");
        Tool.run(files, "git", "add", "f1", "sub");
        Tool.run(files, "git", "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-q", "-m", "one");
        var commit = Tool.run(files, "git", "rev-parse", "HEAD").out().strip();
        Tool.run(files, "git", "archive", "-o", archive.toString(), "HEAD");
        check(0);
        try (var content = FileContent.open(archive)) {
            assertThat(open(content).facts()).extracting(Object::toString).anyMatch(fact -> fact.contains(commit));
        }
        Tool.run(files, "tar", "-cf", archive.toString(), "--label=Backup", "f1");
        try (var content = FileContent.open(archive)) {
            assertThat(open(content).facts()).extracting(Object::toString).anyMatch(fact -> fact.contains("Backup"));
            assertThat(open(content).tree().root().children()).hasSize(1);
        }
    }

    @Test
    void showsWhatIsBehindTheEnd() throws IOException {
        make("tar --format=ustar -b 1");
        var one = Files.readAllBytes(archive);
        Tool.run(files, "tar", "-b", "1", "-cf", archive.toString(), "f1");
        var two = Files.readAllBytes(archive);
        var both = Arrays.copyOf(one, one.length + two.length + 3);
        System.arraycopy(two, 0, both, one.length, two.length);
        both[both.length - 1] = 1;
        var content = new BytesContent(both);
        var reader = open(content);
        assertThat(reader.anomalies(Task.silent())).extracting(Anomaly::code).containsExactly("tar.after_end",
                "tar.duplicate_name", "tar.trailing_bytes");
        assertThat(reader.tree().root().children().stream().filter(it -> it.name().toString().equals("f1"))).hasSize(2);
        Layouts.covered(reader, content, 3);
    }

    @Test
    void knowsTheDigestsOfWhatIsDecodedFromItsStart() throws IOException {
        make("tar --format=gnu");
        var bytes = new BytesContent(Files.readAllBytes(archive));
        var decoded = new Content() {
            @Override
            public long size() {
                return bytes.size();
            }

            @Override
            public void read(long offset, byte[] target, int targetOffset, int length) throws IOException {
                bytes.read(offset, target, targetOffset, length);
            }
        };
        var file = ((Entry.File) entry(open(decoded), "f70000")).content();
        assertThat(file.knownDigest()).isEqualTo(Digests.of(file, DigestAlgorithm.SHA256, count -> {}));
        assertThat(file.span().root()).isSameAs(decoded);
        assertThat(((Entry.File) entry(open(bytes), "f70000")).content().knownDigest()).isNull();
    }

    private static Reader open(Content content) throws IOException {
        return new TarFormat().open(content, Limits.DEFAULT);
    }

    private static Entry entry(Reader reader, String path) throws IOException {
        return reader.tree().find(path).orElseThrow();
    }

    private static Set<String> regions(Reader reader, Kind kind) throws IOException {
        return reader.layout(Task.silent()).regions().stream().filter(region -> region.kind() == kind)
                .map(Region::what).collect(Collectors.toSet());
    }
}
