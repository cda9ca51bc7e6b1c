package org.selfsame.format.zip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.FileContent;
import org.selfsame.task.Task;
import org.selfsame.testing.Layouts;
import org.selfsame.testing.Parts;
import org.selfsame.testing.Tool;
import org.selfsame.testing.TreeLines;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Fact;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Region;

/// Archives that Info-ZIP, jar, bsdtar and Python made, judged by Python's zipfile.
class ZipReaderTest {
    private static final Instant TIME = Instant.parse("2021-03-04T05:06:08Z");
    private static final String JUDGE = """
            import sys, zipfile, hashlib, struct, datetime, stat
            def extras(data):
                while len(data) >= 4:
                    number, length = struct.unpack('<HH', data[:4])
                    yield number, data[4:4 + length]
                    data = data[4 + length:]
            with zipfile.ZipFile(sys.argv[1]) as archive:
                for info in archive.infolist():
                    time = int(datetime.datetime(*info.date_time, tzinfo=datetime.timezone.utc).timestamp())
                    owner = ''
                    for number, data in extras(info.extra):
                        if number == 0x5455 and data[0] & 1: time = struct.unpack('<i', data[1:5])[0]
                        if number == 0x7875 and len(data) > 3:
                            owner = '%d:%d' % (struct.unpack('<I', data[2:6])[0], struct.unpack('<I', data[7:11])[0])
                    mode = info.external_attr >> 16 if info.create_system == 3 else 0
                    data = archive.read(info)
                    kind, rest = 'f', '|%d|%s' % (len(data), hashlib.sha256(data).hexdigest())
                    if info.is_dir(): kind, rest = 'd', ''
                    elif stat.S_ISLNK(mode): kind, rest = 'l', '|' + data.decode()
                    shown = '%o' % (mode & 0o7777) if mode else '37777777777'
                    name = info.filename if info.flag_bits & 0x800 else info.filename.encode('cp437').decode()
                    print('%s|%s|%s|%s|%d.000000000%s' % (kind, name.rstrip('/'), shown, owner, time, rest))
            """;

    @TempDir
    Path directory;
    private Path files;
    private Path archive;

    @BeforeEach
    void makeFiles() throws IOException {
        Tool.require("zip", "python3");
        files = Files.createDirectory(directory.resolve("files"));
        archive = directory.resolve("a.zip");
        var dice = new Random(1);
        for (int size : new int[]{0, 1, 300, 100_000}) {
            var bytes = new byte[size];
            dice.nextBytes(bytes);
            Files.write(files.resolve("r" + size), bytes);
        }
        Files.writeString(files.resolve("text"), "The same line again.\n".repeat(20_000));
        Files.createDirectories(files.resolve("sub/deep"));
        Files.writeString(files.resolve("sub/deep/ä"), "umlaut\n");
        Files.createSymbolicLink(files.resolve("link"), Path.of("sub/deep/ä"));
        Files.setPosixFilePermissions(files.resolve("r1"), PosixFilePermissions.fromString("r-x-w---x"));
        try (var walk = Files.walk(files)) {
            for (var path : walk.filter(path -> !Files.isSymbolicLink(path)).toList()) {
                Files.setLastModifiedTime(path, FileTime.from(TIME));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"zip -qry $A .", "zip -qry -0 $A .", "zip -qryX -9 $A .", "zip -qry -fz $A .",
            "zip -qry - . | cat > $A",
            "zip -qry -fz- - . | cat > $A", "bsdtar --format=zip -cf $A *", "jar -c -M -f $A *",
            "zip -qryD $A . && printf 'a comment' | zip -qz $A"})
    void listsAndReadsWhatPythonDoes(String command) throws IOException {
        Tool.require(command.substring(0, command.indexOf(' ')));
        make(command);
        check(0);
    }

    private void make(String command) {
        Tool.run(files, "sh", "-c", command.replace("$A", archive.toString()));
    }

    private Reader check(long unknown) throws IOException {
        var judged = Tool.run(directory, "python3", "-c", JUDGE, archive.toString()).out();
        var content = new BytesContent(Files.readAllBytes(archive));
        assertThat(new ZipFormat().recognizes(content)).isTrue();
        var reader = open(content);
        var expected = TreeLines.of(judged);
        assertThat(TreeLines.of(reader.tree())).containsAll(expected).filteredOn(line -> !line.startsWith("d"))
                .hasSameSizeAs(expected.stream().filter(line -> !line.startsWith("d")).toList());
        assertThat(expected).hasSizeGreaterThan(6);
        assertThat(reader.anomalies(Task.silent())).isEmpty();
        Layouts.covered(reader, content, unknown);
        return reader;
    }

    @Test
    void readsAnArchiveBehindAProgram() throws IOException {
        make("zip -qry $A .");
        var plain = Files.readAllBytes(archive);
        var stub = "#!/bin/sh\nexit 0\n".getBytes(StandardCharsets.US_ASCII);
        var both = Arrays.copyOf(stub, stub.length + plain.length);
        System.arraycopy(plain, 0, both, stub.length, plain.length);
        Files.write(archive, both);
        assertThat(facts(check(stub.length))).containsEntry("zip.bytes_before", Integer.toString(stub.length));
        make("zip -qA $A");
        assertThat(facts(check(stub.length))).containsEntry("zip.bytes_before", "0");
    }

    /// As mozpack orders a jar: length of what is read first, central directory, its end, the members, its end again.
    @Test
    void readsWhatMozillaOptimized() throws IOException {
        make("zip -qry $A .");
        Tool.run(directory, "python3", "-c", """
                import struct
                data = open('a.zip', 'rb').read()
                end = data.rfind(b'PK\\5\\6')
                size, start = struct.unpack('<II', data[end + 12:end + 20])
                shift = 4 + size + 22
                directory, at = b'', start
                while data[at:at + 4] == b'PK\\1\\2':
                    n, e, c = struct.unpack('<HHH', data[at + 28:at + 34])
                    local, = struct.unpack('<I', data[at + 42:at + 46])
                    directory += data[at:at + 42] + struct.pack('<I', local + shift) + data[at + 46:at + 46 + n + e + c]
                    at += 46 + n + e + c
                tail = data[end:end + 16] + struct.pack('<I', 4) + data[end + 20:]
                open('omni.ja', 'wb').write(struct.pack('<I', 4711) + directory + tail + data[:start] + tail)
                """);
        var plain = TreeLines.of(open(new BytesContent(Files.readAllBytes(archive))).tree());
        var content = new BytesContent(Files.readAllBytes(directory.resolve("omni.ja")));
        assertThat(new ZipFormat().recognizes(content)).isTrue();
        var reader = open(content);
        assertThat(TreeLines.of(reader.tree())).isEqualTo(plain);
        assertThat(facts(reader)).containsEntry("zip.directory_first", "yes");
        assertThat(reader.anomalies(Task.silent())).isEmpty();
        assertThat(Layouts.covered(reader, content, 0).regions()).extracting(Region::what).contains("preload length",
                "copy of end of central directory");
    }

    @Test
    void readsAnyPartOfADeflatedMember() throws IOException {
        make("zip -qry $A .");
        try (var content = FileContent.open(archive)) {
            var inflated = ((Entry.File) open(content).tree().find("text").orElseThrow()).content();
            var expected = Files.readAllBytes(files.resolve("text"));
            var dice = new Random(2);
            for (int i = 0; i < 200; i++) {
                int at = dice.nextInt(expected.length);
                int length = dice.nextInt(Math.min(50_000, expected.length - at) + 1);
                assertThat(inflated.bytes(at, length)).isEqualTo(Arrays.copyOfRange(expected, at, at + length));
            }
        }
    }

    /// The last bytes that are stored make a thousand times as many, which need not be asked for at once.
    @Test
    void readsALongRunPieceByPiece() throws IOException {
        Tool.require("python3");
        Tool.run(directory, "python3", "-c",
                "import zipfile; zipfile.ZipFile('z.zip', 'w', zipfile.ZIP_DEFLATED).writestr('zeros', bytes(1000000))");
        try (var zip = FileContent.open(directory.resolve("z.zip"))) {
            var content = Parts.file(new ZipFormat().open(zip, Limits.DEFAULT), "zeros").file().content();
            for (int at = 0; at < 1_000_000; at += 1000) {
                assertThat(content.bytes(at, 1000)).containsOnly(0);
            }
        }
    }

    @Test
    void sharesTheBytesOfStoredMembers() throws IOException {
        make("zip -qry -0 $A .");
        try (var content = FileContent.open(archive)) {
            var file = ((Entry.File) open(content).tree().find("r300").orElseThrow()).content();
            assertThat(file.span().root()).isSameAs(content);
        }
    }

    @Test
    void namesTheFields() throws IOException {
        make("zip -qry $A . && zip -qry - . | cat > $A.stream");
        var names = open(new BytesContent(Files.readAllBytes(archive))).layout(Task.silent()).regions().stream()
                .map(Region::what).collect(Collectors.toSet());
        assertThat(names).contains("local header.modified", "local header.extra.unix_times",
                "local header.extra.unix_owner", "central directory entry.modified",
                "central directory entry.external_attributes", "end of central directory.entries", "compressed data",
                "stored data").doesNotContain("unreferenced");
        var content = new BytesContent(Files.readAllBytes(directory.resolve("a.zip.stream")));
        assertThat(Layouts.covered(open(content), content, 0).regions()).extracting(Region::what)
                .contains("data descriptor.crc");
    }

    @Test
    void keepsTheTimesOfTheLocalHeader() throws IOException {
        make("zip -qry $A .");
        var metadata = open(new BytesContent(Files.readAllBytes(archive))).tree().find("r1").orElseThrow().metadata();
        assertThat(metadata.modified()).isEqualTo(TIME);
        assertThat(metadata.accessed()).isNotNull();
        assertThat(metadata.permissions()).isEqualTo(0521);
    }

    private static Reader open(Content content) throws IOException {
        return new ZipFormat().open(content, Limits.DEFAULT);
    }

    private static Map<String, String> facts(Reader reader) {
        return reader.facts().stream()
                .collect(Collectors.toMap(Fact::name, Fact::value, (one, two) -> one, TreeMap::new));
    }

    static List<String> codes(Reader reader) throws IOException {
        return reader.anomalies(Task.silent()).stream().map(Anomaly::code).toList();
    }
}
