package org.selfsame.format.initrd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.format.Address;
import org.selfsame.format.Formats;
import org.selfsame.task.Task;
import org.selfsame.testing.Mutations;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Format;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Region;
import org.selfsame.tree.Walk;

/// Initrds of several archives, put together as distributions do.
class InitrdTest {
    @TempDir
    private static Path directory;

    /// Archives `early.cpio` and `main.cpio`, the first padded to 512 bytes as GNU cpio does.
    @BeforeAll
    static void makeArchives() {
        Tool.require("bzip2", "cpio", "gzip", "lz4", "lzop", "xz", "zstd");
        Tool.run(directory, "sh", "-ec", """
                mkdir -p early/kernel/x86/microcode main/bin main/etc
                printf early > early/kernel/x86/microcode/GenuineIntel.bin
                head -c 300000 /dev/urandom | od > main/bin/busybox
                printf main > main/etc/hostname
                (cd early && find . | LC_ALL=C sort | cpio --quiet -o -H newc --reproducible) > early.cpio
                (cd main && find . | LC_ALL=C sort | cpio --quiet -o -H newc --reproducible) > main.cpio
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cat", "gzip -n", "xz --check=crc32", "xz --format=lzma", "zstd -q", "lz4 -l -q", "lz4 -q",
            "bzip2", "lzop"})
    void findsTheSegments(String compressor) throws IOException {
        var stored = run("cat early.cpio; head -c 100 /dev/zero; " + compressor + " < main.cpio; head -c 12 /dev/zero; "
                + "cat early.cpio; " + compressor + " < main.cpio");
        var reader = open(stored);

        assertThat(reader.tree().root().children()).extracting(entry -> entry.name().toString())
                .containsExactly("segment-1", "segment-2", "segment-3", "segment-4");
        assertThat(reader.anomalies(Task.silent())).isEmpty();
        var layout = reader.layout(Task.silent());
        assertThat(layout.unknown()).isEmpty();
        assertThat(layout.regions()).filteredOn(region -> region.kind() == Region.Kind.DATA).hasSize(4);
        // where they end, to the byte: the rest is padding, that of GNU cpio too
        assertThat(bytes(reader, "segment-2")).isEqualTo(bytes(reader, "segment-4"));
        if (!compressor.equals("cat")) {
            assertThat(bytes(reader, "segment-2")).isEqualTo(run(compressor + " < main.cpio"));
        }
        assertThat(bytes(reader, "segment-1")).isEqualTo(bytes(reader, "segment-3"));
        Files.write(directory.resolve("initrd.img"), stored);
        try (var place = Address.resolve(directory + "/initrd.img!/segment-2!" + (compressor.equals("cat") ? "" : "!")
                + "/etc/hostname", Limits.DEFAULT)) {
            var content = Objects.requireNonNull(place.content());
            assertThat(content.bytes(0, (int) content.size())).asString().isEqualTo("main");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip -n", "xz --check=crc32", "zstd -q", "lz4 -l -q", "bzip2"})
    void takesOneArchiveForWhatItIs(String compressor) throws IOException {
        assertThat(names(run(compressor + " < main.cpio; head -c 100 /dev/zero"))).doesNotContain("initrd");
        assertThat(names(run("cat main.cpio; head -c 2000 /dev/zero"))).containsExactly("cpio");
        assertThat(names(run("cat main.cpio; printf junk"))).containsExactly("cpio");
        assertThat(names(run(compressor + " < main/etc/hostname; " + compressor + " < main.cpio")))
                .doesNotContain("initrd");
    }

    @Test
    void takesMembersThatGoOnForOneSegment() throws IOException {
        var reader = open(
                run("cat early.cpio; head -c 100000 main.cpio | gzip -n; tail -c +100001 main.cpio | gzip -n; "
                        + "gzip -n < early.cpio"));
        assertThat(reader.tree().root().children()).hasSize(3);
        assertThat(bytes(reader, "segment-2"))
                .isEqualTo(run("head -c 100000 main.cpio | gzip -n; tail -c +100001 main.cpio | gzip -n"));
    }

    @Test
    void noticesWhatIsNoArchive() throws IOException {
        var reader = open(run("cat early.cpio; gzip -n < main.cpio; printf nonsense"));
        assertThat(reader.anomalies(Task.silent())).extracting(Anomaly::code)
                .containsExactly("initrd.trailing_bytes");
        assertThat(reader.layout(Task.silent()).unknown()).extracting(Region::length).containsExactly(8L);

        var cut = open(run("cat early.cpio; gzip -n < main.cpio | head -c 5000"));
        assertThat(cut.anomalies(Task.silent())).extracting(Anomaly::code).containsExactly("initrd.damaged_segment");
        assertThat(bytes(cut, "segment-2")).hasSize(5000);
    }

    /// The names that lsinitramfs lists are those in our trees.
    @ParameterizedTest
    @ValueSource(strings = {"gzip -n", "xz --check=crc32", "zstd -q", "lz4 -l -q"})
    void listsWhatLsinitramfsLists(String compressor) throws IOException {
        Tool.require("lsinitramfs");
        Files.write(directory.resolve("listed.img"), run("cat early.cpio; " + compressor + " < main.cpio"));
        var result = Tool.tryRun(directory, Map.of(), "lsinitramfs", "listed.img");
        assertThat(result.exit()).as(result.err()).isZero();
        var expected = new TreeSet<>(result.out().lines().toList());

        var found = new TreeSet<String>(List.of("."));
        var reader = open(Files.readAllBytes(directory.resolve("listed.img")));
        for (var entry : reader.tree().root().children()) {
            found.addAll(paths(archive(((Entry.File) entry).content())));
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void readsTheInitrdOfTheDebianInstaller() throws IOException {
        var file = Tool.requireFile(
                "/usr/lib/debian-installer/images/12/amd64/text/debian-installer/amd64/initrd.gz",
                "debian-installer-12-netboot-amd64");
        try (var place = Address.resolve(file + "!!/init", Limits.DEFAULT)) {
            var archive = place.steps().getLast().reader();
            assertThat(place.steps()).extracting(step -> step.reader().format()).containsExactly("gzip", "cpio");
            var listed = new TreeSet<>(Tool.run(directory, "sh", "-ec", "gzip -dc " + file
                    + " | cpio -it --quiet").out().lines().toList());
            listed.remove(".");
            var found = new TreeSet<>(paths(archive));
            assertThat(found).isEqualTo(listed);
            assertThat(archive.anomalies(Task.silent())).isEmpty();
            assertThat(archive.layout(Task.silent()).unknown()).isEmpty();
        }
    }

    @Test
    void survivesDamage() throws IOException {
        var seed = run("cat early.cpio; gzip -n < early.cpio; xz < early.cpio; cat early.cpio");
        Mutations.exercise(new InitrdFormat(), seed, 61, 100);
    }

    private static Reader archive(Content content) throws IOException {
        var format = Formats.of(content).getFirst();
        var reader = format.open(content, Limits.DEFAULT);
        return format.name().equals("cpio")
                ? reader
                : archive(((Entry.File) reader.tree().find("content").orElseThrow()).content());
    }

    private static List<String> paths(Reader reader) throws IOException {
        var paths = new ArrayList<String>();
        Walk.of(reader.tree(), Limits.DEFAULT, (path, entry) -> {
            if (!path.isEmpty()) {
                paths.add(path);
            }
        });
        return paths;
    }

    private static byte[] bytes(Reader reader, String name) throws IOException {
        var content = ((Entry.File) reader.tree().find(name).orElseThrow()).content();
        return content.bytes(0, (int) content.size());
    }

    private static Reader open(byte[] bytes) throws IOException {
        var content = new BytesContent(bytes);
        var format = Formats.of(content).getFirst();
        assertThat(format.name()).isEqualTo("initrd");
        return format.open(content, Limits.DEFAULT);
    }

    private static List<String> names(byte[] bytes) throws IOException {
        return Formats.of(new BytesContent(bytes)).stream().map(Format::name).toList();
    }

    private static byte[] run(String command) throws IOException {
        Tool.run(directory, "sh", "-ec", "{ " + command + "; } > out");
        return Files.readAllBytes(directory.resolve("out"));
    }
}
