package org.selfsame.format.disk;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.FileContent;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;

/// Tables that sfdisk and sgdisk made, judged by what they say of them.
class DiskReaderTest {
    @TempDir
    Path directory;

    @Test
    void readsPrimaryAndLogicalPartitions() throws IOException {
        var image = sfdisk(64, "label: dos", "label-id: 0xcafe1234", "2048,4096,0c,*", "8192,8192,83", "20480,,5",
                "22528,2048,83", "26624,4096,82", "32768,8192,ef");
        try (var content = FileContent.open(image)) {
            var reader = open(content);
            assertThat(files(reader)).containsExactly(Map.entry("mbr-1", 4096L * 512), Map.entry("mbr-2", 8192L * 512),
                    Map.entry("mbr-5", 2048L * 512), Map.entry("mbr-6", 4096L * 512), Map.entry("mbr-7", 8192L * 512));
            assertThat(facts(reader)).containsEntry("disk.mbr.id", "0xcafe1234").containsEntry("disk.tables", "mbr")
                    .containsEntry("disk.mbr.1.status", "0x80").containsEntry("disk.mbr.3.type", "0x05")
                    .containsEntry("disk.mbr.7.type", "0xef");
            assertSameAsSfdisk(image, reader, "mbr");
            assertThat(reader.anomalies(Task.silent())).isEmpty();
        }
    }

    @Test
    void readsGpt() throws IOException {
        Tool.require("sgdisk");
        var image = empty(16);
        Tool.run(directory, "sgdisk", "-n", "1:2048:4095", "-t", "1:ef00", "-c", "1:EFI \u00e9\u4e2d", "-n", "3:8192:0",
                "-A", "3:set:2", image.toString());
        assertThat(Tool.run(directory, "sgdisk", "-v", image.toString()).out()).contains("No problems found");
        try (var content = FileContent.open(image)) {
            var reader = open(content);
            assertThat(files(reader)).extracting(Map.Entry::getKey).containsExactly("gpt-1", "gpt-3");
            assertThat(facts(reader)).containsEntry("disk.tables", "mbr gpt")
                    .containsEntry("disk.gpt.copies", "primary backup")
                    .containsEntry("disk.gpt.1.name", "EFI \u00e9\u4e2d")
                    .containsEntry("disk.gpt.3.attributes", "0x0000000000000004")
                    .containsEntry("disk.mbr.1.type", "0xee");
            assertSameAsSfdisk(image, reader, "gpt");
            assertThat(reader.anomalies(Task.silent())).isEmpty();
        }
    }

    @Test
    void readsGptInSectorsOf4096Bytes() throws IOException {
        Tool.require("fdisk");
        var image = empty(64);
        // create a table; two partitions; name the first one in the expert menu; write
        Tool.run(directory, "sh", "-c",
                "printf '%s\\n' g n 1 '' +16M n 2 '' +8M x n 1 boot r w | fdisk -b 4096 -w never "
                        + image);
        try (var content = FileContent.open(image)) {
            var reader = open(content);
            assertThat(files(reader)).containsExactly(Map.entry("gpt-1", 16L << 20), Map.entry("gpt-2", 8L << 20));
            assertThat(facts(reader)).containsEntry("disk.sector_size", "4096").containsEntry("disk.gpt.1.name",
                    "boot");
            assertThat(reader.anomalies(Task.silent())).isEmpty();
        }
    }

    @Test
    void readsAGptOfAnyNumberOfEntries() throws IOException {
        Tool.require("sgdisk");
        var image = empty(16);
        Tool.run(directory, "sgdisk", "-S", "512", "-n", "300:4096:+1M", image.toString());
        try (var content = FileContent.open(image)) {
            assertThat(files(open(content))).containsExactly(Map.entry("gpt-300", 1L << 20));
        }
    }

    @Test
    void givesTheBytesOfAPartition() throws IOException {
        var image = sfdisk(4, "label: dos", "2048,16,83");
        try (var file = new RandomAccessFile(image.toFile(), "rw")) {
            file.seek(2048 * 512);
            file.write(new byte[]{1, 2, 3});
        }
        try (var content = FileContent.open(image)) {
            var partition = (Entry.File) open(content).tree().find("mbr-1").orElseThrow();
            assertThat(partition.content().bytes(0, 4)).containsExactly(1, 2, 3, 0);
            assertThat(partition.content().size()).isEqualTo(16 * 512);
        }
    }

    @Test
    void accountsForEveryByte() throws IOException {
        Tool.require("sgdisk");
        var image = empty(8);
        Tool.run(directory, "sgdisk", "-n", "1:2048:4095", image.toString());
        try (var content = FileContent.open(image)) {
            var layout = open(content).layout(Task.silent());
            assertThat(layout.at(0)).extracting("what").containsExactly("MBR", "boot code");
            assertThat(layout.at(0x1b9)).extracting("what").containsExactly("MBR", "mbr.id");
            assertThat(layout.at(512 + 56)).extracting("what").containsExactly("GPT header", "gpt.guid");
            assertThat(layout.at(1024 + 32)).extracting("what").containsExactly("GPT partition entries",
                    "gpt.1.first_lba");
            assertThat(layout.at(2048 * 512)).extracting("what", "owner").containsExactly(
                    Tuple.tuple("partition", "gpt-1"));
            assertThat(layout.at(content.size() - 512)).extracting("what").containsExactly("backup GPT header",
                    "gpt.backup.signature");
            assertThat(layout.unknown()).extracting("offset").containsExactly(34L * 512, 4096L * 512);
        }
    }

    private static Reader open(FileContent content) throws IOException {
        assertThat(new DiskFormat().recognizes(content)).isTrue();
        return new DiskFormat().open(content, Limits.DEFAULT);
    }

    private void assertSameAsSfdisk(Path image, Reader reader, String table) {
        var json = JsonParser.parseString(Tool.run(directory, "sfdisk", "-J", image.toString()).out())
                .getAsJsonObject().getAsJsonObject("partitiontable");
        var facts = facts(reader);
        for (var element : json.getAsJsonArray("partitions")) {
            var partition = element.getAsJsonObject();
            var node = partition.get("node").getAsString();
            var name = "disk." + table + "." + node.substring(image.toString().length()) + ".";
            long start = partition.get("start").getAsLong();
            long size = partition.get("size").getAsLong();
            assertThat(facts).containsEntry(name + "first_lba", Long.toString(start));
            if (table.equals("gpt")) {
                assertThat(facts).containsEntry(name + "last_lba", Long.toString(start + size - 1))
                        .containsEntry(name + "type_guid", partition.get("type").getAsString())
                        .containsEntry(name + "guid", partition.get("uuid").getAsString());
                assertThat(facts.get(name + "name")).isEqualTo(text(partition, "name"));
            } else {
                assertThat(facts).containsEntry(name + "sectors", Long.toString(size)).containsEntry(name + "type",
                        String.format("0x%2s", partition.get("type").getAsString()).replace(' ', '0'));
            }
        }
    }

    private static String text(JsonObject object, String member) {
        return object.has(member) ? object.get(member).getAsString() : "";
    }

    private Path empty(long mib) throws IOException {
        var image = directory.resolve("disk.img");
        try (var file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(mib << 20);
        }
        return image;
    }

    private Path sfdisk(long mib, String... script) throws IOException {
        Tool.require("sfdisk");
        var image = empty(mib);
        Files.write(directory.resolve("script"), List.of(script));
        Tool.run(directory, "sh", "-c", "sfdisk -q --no-reread --no-tell-kernel " + image + " < script");
        return image;
    }

    static Map<String, String> facts(Reader reader) {
        var facts = new TreeMap<String, String>();
        reader.facts().forEach(fact -> facts.put(fact.name(), fact.value()));
        return facts;
    }

    static List<Map.Entry<String, Long>> files(Reader reader) throws IOException {
        var files = new ArrayList<Map.Entry<String, Long>>();
        for (var entry : reader.tree().root().children()) {
            files.add(Map.entry(entry.name().toString(), ((Entry.File) entry).size()));
        }
        return files;
    }

    static List<String> codes(Reader reader) throws IOException {
        return reader.anomalies(Task.silent()).stream().map(Anomaly::code).toList();
    }
}
