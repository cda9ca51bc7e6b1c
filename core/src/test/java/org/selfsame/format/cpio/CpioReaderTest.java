package org.selfsame.format.cpio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.selfsame.codec.CompressedStream;
import org.selfsame.codec.Compressions;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Fact;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Name;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Region;
import org.selfsame.tree.Walk;

/// What GNU cpio writes is read as it means it.
class CpioReaderTest {
    @TempDir
    private static Path directory;

    @BeforeAll
    static void makeTree() {
        Tool.require("cpio", "gzip");
        Tool.run(directory, "sh", "-ec", """
                mkdir -p tree/bin tree/etc/deep
                printf '#!/bin/sh\\n' > tree/init
                chmod 4755 tree/init
                head -c 100000 /dev/zero | tr '\\0' x > tree/bin/large
                ln tree/bin/large tree/bin/other
                ln tree/bin/large tree/etc/third
                printf one > tree/etc/deep/file
                : > tree/etc/empty
                ln -s ../bin/large tree/etc/link
                mkfifo tree/etc/pipe
                find tree -exec touch -h -d @1600000000 {} +
                for format in newc crc odc bin; do
                    (cd tree && find . | LC_ALL=C sort | cpio --quiet -o -H $format > ../$format.cpio 2> ../errors)
                done
                (cd tree && printf 'etc/deep/file\\ninit\\n' | cpio --quiet -o -H newc > ../implied.cpio)
                """);
    }

    @ParameterizedTest
    @CsvSource({"newc, unsorted", "crc, unsorted", "odc, sorted", "bin, sorted"})
    void readsWhatCpioWrites(String variant, String order) throws IOException {
        var file = directory.resolve(variant + ".cpio");
        var reader = open(Files.readAllBytes(file));

        assertThat(reader.facts()).contains(new Fact("cpio.variant", variant), new Fact("cpio.members", "12"),
                // the names of one file wait for the last of them where that one alone has the bytes
                new Fact("cpio.order", order));
        var listed = new ArrayList<String>();
        Walk.of(reader.tree(), Limits.DEFAULT, visitor(listed));
        var expected = Tool.run(directory, "cpio", "--quiet", "-it", "-F", file.toString()).out().lines()
                .filter(name -> !name.equals(".")).sorted().toList();
        assertThat(listed.stream().sorted().toList()).isEqualTo(expected);

        var init = file(reader, "init");
        assertThat(text(init)).isEqualTo("#!/bin/sh\n");
        assertThat(init.metadata().permissions()).isEqualTo(04755);
        assertThat(init.metadata().modified()).isEqualTo(Instant.ofEpochSecond(1_600_000_000));
        assertThat(init.metadata().links()).isEqualTo(1);
        assertThat(init.metadata().inode()).isZero();
        assertThat(find(reader, "etc/link")).isInstanceOfSatisfying(Entry.Symlink.class,
                link -> assertThat(link.target()).isEqualTo(Name.of("../bin/large")));
        assertThat(find(reader, "etc/pipe")).isInstanceOf(Entry.Fifo.class);
        assertThat(file(reader, "etc/empty").size()).isZero();
        assertThat(reader.anomalies(Task.silent())).isEmpty();
        assertThat(reader.layout(Task.silent()).unknown()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"newc", "crc", "odc", "bin"})
    void givesAllNamesOfAFileItsBytes(String variant) throws IOException {
        var reader = open(Files.readAllBytes(directory.resolve(variant + ".cpio")));
        var large = file(reader, "bin/large");
        for (var path : List.of("bin/large", "bin/other", "etc/third")) {
            assertThat(text(file(reader, path))).isEqualTo("x".repeat(100_000));
            assertThat(find(reader, path).metadata().inode()).isNotZero().isEqualTo(large.metadata().inode());
            assertThat(find(reader, path).metadata().links()).isEqualTo(3);
        }
    }

    @Test
    void showsDirectoriesThatAreOnlyImplied() throws IOException {
        var reader = open(Files.readAllBytes(directory.resolve("implied.cpio")));
        assertThat(text(file(reader, "etc/deep/file"))).isEqualTo("one");
        assertThat(find(reader, "etc/deep").metadata().permissions()).isEqualTo(-1);
        assertThat(reader.facts()).contains(new Fact("cpio.order", "sorted"));
    }

    @Test
    void readsDevices() throws IOException {
        var reader = open(
                new NewcArchive().add("console", 0020600, 1, 1, 5, 1, "").add("disk", 0060660, 2, 1, 8, 300, "")
                        .trailer().bytes());
        assertThat(find(reader, "console")).isInstanceOfSatisfying(Entry.Device.class, device -> {
            assertThat(List.of(device.block(), device.major(), device.minor())).containsExactly(false, 5L, 1L);
            assertThat(device.metadata().owner()).isEqualTo(new org.selfsame.tree.Metadata.Owner(7, 8));
        });
        assertThat(find(reader, "disk")).isInstanceOfSatisfying(Entry.Device.class,
                device -> assertThat(List.of(device.block(), device.major(), device.minor()))
                        .containsExactly(true, 8L, 300L));
    }

    @Test
    void namesEveryFieldOfAHeader() throws IOException {
        var bytes = new NewcArchive().add("./a", 0100644, "data!").trailer().pad(512).bytes();
        var regions = open(bytes).layout(Task.silent()).regions();
        assertThat(regions).filteredOn(region -> region.offset() < 124)
                .extracting(Region::what).contains("member header", "member header.magic", "member header.ino",
                        "member header.mtime", "member header.nlink", "member header.check", "member name", "file",
                        "name padding");
        assertThat(regions).filteredOn(region -> region.what().equals("member header.mtime"))
                .extracting(Region::offset, Region::length, Region::owner)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(46L, 8L, "a"));
        assertThat(regions).filteredOn(region -> region.what().equals("trailer header.nlink")).hasSize(1);
        assertThat(regions.getLast().what()).isEqualTo("archive padding");
    }

    @Test
    void digestsMembersWhileItDecodesAStream() throws IOException {
        Tool.run(directory, "sh", "-ec", "gzip -kf newc.cpio");
        var stored = new BytesContent(Files.readAllBytes(directory.resolve("newc.cpio.gz")));
        var decoded = CompressedStream
                .of(Objects.requireNonNull(Compressions.at(stored, 0)), stored, Long.MAX_VALUE, 100).content();
        assertThat(new CpioFormat().recognizes(decoded)).isTrue();
        var reader = new CpioFormat().open(decoded, Limits.DEFAULT);
        for (var path : List.of("init", "etc/third", "etc/empty")) {
            var content = file(reader, path).content();
            assertThat(content.knownDigest()).isNotNull()
                    .isEqualTo(Digests.of(content, DigestAlgorithm.SHA256, count -> {}));
        }
        assertThat(file(open(Files.readAllBytes(directory.resolve("newc.cpio"))), "init").content().knownDigest())
                .isNull();
    }

    @Test
    void saysWhereMembersLieInTheArchive() throws IOException {
        var content = new BytesContent(new NewcArchive().add("a", 0100644, "data").trailer().bytes());
        var reader = new CpioFormat().open(content, Limits.DEFAULT);
        assertThat(file(reader, "a").content().span()).isEqualTo(new Content.Span(content, 112));
    }

    private static Walk.Visitor visitor(List<String> listed) {
        return new Walk.Visitor() {
            @Override
            public void visit(String path, Entry entry) {
                if (!path.isEmpty()) {
                    listed.add(path);
                }
            }

            @Override
            public void unreadable(String path, Entry.Directory directory, IOException problem) throws IOException {
                throw problem;
            }
        };
    }

    private static Reader open(byte[] bytes) throws IOException {
        var content = new BytesContent(bytes);
        assertThat(new CpioFormat().recognizes(content)).isTrue();
        return new CpioFormat().open(content, Limits.DEFAULT);
    }

    private static Entry find(Reader reader, String path) throws IOException {
        return reader.tree().find(path).orElseThrow();
    }

    private static Entry.File file(Reader reader, String path) throws IOException {
        return (Entry.File) find(reader, path);
    }

    private static String text(Entry.File file) throws IOException {
        return new String(file.content().bytes(0, (int) file.size()), UTF_8);
    }
}
