package org.selfsame.format.fat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.selfsame.content.FileContent;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Fact;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Region;
import org.selfsame.tree.Walk;

/// Volumes that dosfstools and mtools made, judged by mtools.
class FatReaderTest {
    @TempDir
    Path directory;

    @BeforeEach
    void tools() {
        Tool.require("mkfs.fat", "mcopy", "mmd", "mdir", "mdel", "mlabel");
    }

    @ParameterizedTest
    @CsvSource({"FAT12,  1440, -F 12", "FAT12,  2880, -F 12 -s 4 -S 1024", "FAT12, 8000, -F 12 -s 8 -f 1",
            "FAT16, 16384, -F 16", "FAT16, 40000, -F 16 -s 2 -r 1024", "FAT16, 65536, -F 16 -S 4096 -s 1",
            "FAT32, 80000, -F 32 -s 2", "FAT32, 66000, -F 32 -s 2 -R 40 -f 1",
            "FAT32, 300000, -F 32 -S 2048"})
    void listsAndReadsWhatMtoolsDoes(String type, long kib, String options) throws IOException {
        var image = FatImage.make(directory, kib, options.split(" "));
        fill(image);
        try (var content = FileContent.open(image.image())) {
            assertThat(new FatFormat().recognizes(content)).isTrue();
            var reader = new FatFormat().open(content, Limits.DEFAULT);
            assertThat(facts(reader)).containsEntry("fat.type", type);
            assertThat(paths(reader)).isEqualTo(image.paths());
            assertSameBytes(image, reader);
            assertThat(reader.anomalies(Task.silent())).extracting(Anomaly::code)
                    .isSubsetOf("fat.few_clusters", "fat.after_end");
            assertCovered(reader, content.size());
        }
    }

    /// Long, Unicode, 8.3, lower-case names; many files in one directory; fragments.
    private static void fill(FatImage image) throws IOException {
        var random = new Random(1);
        image.mtools("mmd", "::/EFI", "::/EFI/BOOT", "::/A directory with a long name");
        image.put("/EFI/BOOT/BOOTX64.EFI", bytes(random, 20_000));
        image.put("/EMPTY.TXT", new byte[0]);
        image.put("/lower.txt", bytes(random, 511));
        image.put("/UPPER.low", bytes(random, 512));
        image.put("/Mixed Case and spaces.configuration", bytes(random, 513));
        image.put("/ÄÖÜ éß.txt", bytes(random, 3));
        image.put("/λόγος 日本語.txt", bytes(random, 70_000));
        image.put("/" + "x".repeat(251) + ".txt", bytes(random, 9));
        image.put("/.hidden", bytes(random, 1));
        image.put("/a.b.c.d", bytes(random, 1));
        for (int i = 0; i < 40; i++) {
            image.put("/A directory with a long name/file number " + i, bytes(random, 700 * (i % 5)));
        }
        for (int i = 0; i < 40; i += 2) {
            image.mtools("mdel", "::/A directory with a long name/file number " + i);
        }
        image.put("/fragmented.bin", bytes(random, 60_000));
    }

    private static byte[] bytes(Random random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static void assertSameBytes(FatImage image, Reader reader) throws IOException {
        int files = 0;
        for (var file : files(reader)) {
            assertThat(file.getValue().content().stream().readAllBytes()).as(file.getKey())
                    .isEqualTo(image.get(file.getKey())).hasSize((int) file.getValue().size());
            files++;
        }
        assertThat(files).isEqualTo(31);
    }

    private static void assertCovered(Reader reader, long size) throws IOException {
        long at = 0;
        for (var region : reader.layout(Task.silent()).regions()) {
            assertThat(region.offset()).isLessThanOrEqualTo(at);
            at = Math.max(at, region.end());
        }
        assertThat(at).isEqualTo(size);
    }

    @Test
    void readsAcrossFragmentsAtAnyOffset() throws IOException {
        var image = FatImage.make(directory, 1440, "-F", "12");
        fill(image);
        var expected = image.get("/fragmented.bin");
        try (var content = FileContent.open(image.image())) {
            var file = (Entry.File) new FatFormat().open(content, Limits.DEFAULT).tree().find("fragmented.bin")
                    .orElseThrow();
            var random = new Random(2);
            for (int i = 0; i < 300; i++) {
                int offset = random.nextInt(expected.length);
                int length = random.nextInt(expected.length - offset + 1);
                assertThat(file.content().bytes(offset, length)).isEqualTo(Arrays.copyOfRange(expected,
                        offset, offset + length));
            }
        }
    }

    @Test
    void readsTimesAsUtc() throws IOException {
        var image = FatImage.make(directory, 1440);
        image.put("/a file with a time", "x".getBytes(StandardCharsets.UTF_8));
        try (var content = FileContent.open(image.image())) {
            var file = new FatFormat().open(content, Limits.DEFAULT).tree().find("a file with a time").orElseThrow();
            assertThat(file.metadata().modified()).isEqualTo(Instant.ofEpochSecond(1_700_000_000));
            assertThat(file.metadata().accessed()).isEqualTo(Instant.parse("2023-11-14T00:00:00Z"));
            assertThat(file.metadata().permissions()).isEqualTo(-1);
        }
    }

    @Test
    void tellsSizesAndTimesAsMdirDoes() throws IOException {
        var image = FatImage.make(directory, 1440);
        fill(image);
        image.mtools("mattrib", "+h", "+s", "+r", "::/a.b.c.d");
        for (var path : List.of("", "EFI", "A directory with a long name")) {
            try (var content = FileContent.open(image.image())) {
                var children = (Entry.Directory) new FatFormat().open(content, Limits.DEFAULT).tree().find(path)
                        .orElseThrow();
                var read = new TreeMap<String, String>();
                for (var child : children.children()) {
                    var size = child instanceof Entry.File file ? Long.toString(file.size()) : "<DIR>";
                    var time = Objects.requireNonNull(child.metadata().modified());
                    read.put(child.name().toString(), size + " " + time.truncatedTo(ChronoUnit.MINUTES));
                }
                assertThat(read).isEqualTo(mdir(image, path));
            }
        }
    }

    private static Map<String, String> mdir(FatImage image, String path) {
        var line = Pattern.compile("(.{8}) (.{3}) +(<DIR>|\\d+) +(\\S{10}) +(\\d+:\\d\\d)(?:  ?(.*))?");
        var listed = new TreeMap<String, String>();
        for (var text : image.mtools("mdir", "-a", "::/" + path).lines().toList()) {
            var entry = line.matcher(text);
            if (entry.matches() && !entry.group(1).startsWith(".")) {
                var name = entry.group(6) == null ? "" : entry.group(6).strip();
                var extension = entry.group(2).strip();
                var shortName = entry.group(1).strip() + (extension.isEmpty() ? "" : "." + extension);
                var time = entry.group(4) + "T" + (entry.group(5).length() < 5 ? "0" : "") + entry.group(5) + ":00Z";
                listed.put(name.isEmpty() ? shortName : name, entry.group(3) + " " + Instant.parse(time));
            }
        }
        return listed;
    }

    @Test
    void statesLabelAndSerial() throws IOException {
        var image = FatImage.make(directory, 2048, "-n", "SELFSAME", "-i", "1234abcd");
        try (var content = FileContent.open(image.image())) {
            assertThat(facts(new FatFormat().open(content, Limits.DEFAULT))).containsEntry("fat.serial", "1234-ABCD")
                    .containsEntry("fat.label", "SELFSAME").containsEntry("fat.volume_label", "SELFSAME")
                    .containsEntry("fat.oem_name", "mkfs.fat").containsEntry("fat.type_name", "FAT12");
        }
    }

    @Test
    void readsWhatMformatMakes() throws IOException {
        var image = FatImage.empty(directory, 2880);
        image.mtools("mformat", "-f", "2880", "-v", "LABEL", "::");
        image.put("/efi.img", new byte[12_345]);
        try (var content = FileContent.open(image.image())) {
            assertThat(new FatFormat().recognizes(content)).isTrue();
            var reader = new FatFormat().open(content, Limits.DEFAULT);
            assertThat(paths(reader)).containsExactly("efi.img");
            assertThat(facts(reader)).containsEntry("fat.volume_label", "LABEL");
            assertThat(reader.anomalies(Task.silent())).isEmpty();
        }
    }

    @Test
    void takesAVolumeWithFat32TablesForFat32HoweverFewClustersItHas() throws IOException {
        var image = FatImage.make(directory, 1024, "-F", "32", "-s", "1", "-n", "FEW");
        try (var content = FileContent.open(image.image())) {
            var reader = new FatFormat().open(content, Limits.DEFAULT);
            assertThat(facts(reader)).containsEntry("fat.type", "FAT32").containsEntry("fat.volume_label", "FEW");
            assertThat(reader.anomalies(Task.silent())).extracting(Anomaly::code).containsExactly("fat.few_clusters");
        }
    }

    @Test
    void tellsSlackFreeAndDeletedApart() throws IOException {
        var image = FatImage.make(directory, 1440, "-s", "4");
        image.put("/first", new byte[100]);
        image.put("/second", new byte[3000]);
        image.mtools("mdel", "::/first");
        try (var content = FileContent.open(image.image())) {
            var regions = new FatFormat().open(content, Limits.DEFAULT).layout(Task.silent()).regions();
            assertThat(regions).filteredOn(region -> region.what().equals("file")).extracting(Region::length)
                    .containsExactly(3000L);
            assertThat(regions).filteredOn(region -> region.what().equals("slack"))
                    .containsExactly(new Region(regions.stream().filter(region -> region.what().equals("file"))
                            .findFirst().orElseThrow().end(), 1096, Region.Kind.PADDING, "slack", "second"));
            assertThat(regions).filteredOn(region -> region.what().equals("free cluster"))
                    .allMatch(region -> region.kind() == Region.Kind.UNKNOWN).hasSize(2);
            assertThat(regions).filteredOn(region -> region.what().equals("deleted directory entry")).isNotEmpty();
        }
    }

    private static Map<String, String> facts(Reader reader) {
        var facts = new TreeMap<String, String>();
        for (Fact fact : reader.facts()) {
            facts.put(fact.name(), fact.value());
        }
        return facts;
    }

    private static List<String> paths(Reader reader) throws IOException {
        var paths = new ArrayList<String>();
        Walk.of(reader.tree(), Limits.DEFAULT, (path, entry) -> {
            if (!path.isEmpty()) {
                paths.add(entry instanceof Entry.Directory ? path + "/" : path);
            }
        });
        paths.sort(null);
        return paths;
    }

    private static List<Map.Entry<String, Entry.File>> files(Reader reader) throws IOException {
        var files = new ArrayList<Map.Entry<String, Entry.File>>();
        Walk.of(reader.tree(), Limits.DEFAULT, (path, entry) -> {
            if (entry instanceof Entry.File file) {
                files.add(Map.entry(path, file));
            }
        });
        return files;
    }
}
