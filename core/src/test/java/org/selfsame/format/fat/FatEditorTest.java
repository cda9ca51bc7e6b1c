package org.selfsame.format.fat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.SplicedContent;
import org.selfsame.format.fat.FatEditor.Kind;
import org.selfsame.task.Task;
import org.selfsame.testing.Parts;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.NotStorableException;
import org.selfsame.tree.Tree;
import org.selfsame.tree.Walk;

/// Changed volumes, judged by our reader and fsck.fat.
class FatEditorTest {
    private static final Instant TIME = Instant.parse("2025-06-07T08:09:10Z");
    private static final int CHANGES = 120;
    private static final int LARGEST = 4_000;

    @TempDir
    private Path directory;

    private static Content volume(FatType type) throws IOException {
        int size = switch (type) {
            case FAT12 -> 1440 << 10;
            case FAT16 -> 4 << 20;
            case FAT32 -> 40 << 20;
        };
        var options = FatOptions.builder(TIME).type(type).size(size).clusterSectors(1).label("LABEL").rootEntries(512)
                .build();
        var out = new ByteArrayOutputStream();
        FatWriter.write(new Tree(MemoryTree.directory(Name.of(""), Metadata.NONE, List.of())), options, out,
                Task.silent());
        return new BytesContent(out.toByteArray());
    }

    private static FatEditor open(Content volume) throws IOException {
        return FatEditor.open(volume, TIME, Limits.DEFAULT, Task.silent());
    }

    private static Content text(String text) {
        return new BytesContent(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Paths with what they have: the bytes of files, null for directories.
    private static Map<String, String> entries(Content volume) throws IOException {
        var entries = new TreeMap<String, String>();
        Walk.of(new FatFormat().open(volume, Limits.DEFAULT).tree(), Limits.DEFAULT, (path, entry) -> {
            if (!path.isEmpty()) {
                entries.put(path, entry instanceof Entry.File file
                        ? new String(file.content().bytes(0, (int) file.size()), StandardCharsets.ISO_8859_1)
                        : "");
            }
        });
        return entries;
    }

    /// Four rounds of random changes: holes are left and filled, directories grow.
    @ParameterizedTest
    @EnumSource(FatType.class)
    void doesWhatItIsAskedFor(FatType type) throws IOException {
        Tool.require("fsck.fat");
        var random = new Random(type.bits());
        var volume = volume(type);
        var expected = new TreeMap<String, String>();
        for (int round = 0; round < 4; round++) {
            var editor = open(volume);
            for (int i = 0; i < CHANGES; i++) {
                change(editor, expected, random);
            }
            var changed = editor.finished();
            assertThat(changed.size()).isEqualTo(volume.size());
            volume = new BytesContent(changed.bytes(0, (int) changed.size()));
            assertThat(entries(volume)).isEqualTo(expected);
            assertThat(Parts.codes(new FatFormat().open(volume, Limits.DEFAULT))).isEmpty();
        }
        var file = Files.write(directory.resolve("fat"), volume.bytes(0, (int) volume.size()));
        Tool.run(directory, "fsck.fat", "-n", file.toString());
    }

    private static void change(FatEditor editor, Map<String, String> expected, Random random) throws IOException {
        var directories = new ArrayList<>(List.of(""));
        var paths = new ArrayList<>(expected.keySet());
        paths.stream().filter(path -> path.substring(path.lastIndexOf('/') + 1).startsWith("dir"))
                .forEach(path -> directories.add(path + "/"));
        var parent = directories.get(random.nextInt(directories.size()));
        switch (random.nextInt(8)) {
            case 0, 1 -> {
                var path = parent + "directory of number " + random.nextInt(9);
                editor.makeDirectory(path, Metadata.NONE);
                expected.put(path, "");
            }
            case 2 -> {
                if (!paths.isEmpty()) {
                    var path = paths.get(random.nextInt(paths.size()));
                    assertThat(editor.delete(path)).isTrue();
                    expected.keySet().removeIf(other -> other.equals(path) || other.startsWith(path + "/"));
                }
            }
            default -> {
                var path = parent + (random.nextBoolean() ? "a file with a name " : "f") + random.nextInt(40);
                var bytes = new byte[random.nextInt(LARGEST)];
                random.nextBytes(bytes);
                editor.put(path, new BytesContent(bytes), Metadata.NONE);
                expected.put(path, new String(bytes, StandardCharsets.ISO_8859_1));
            }
        }
    }

    @Test
    void comparesNamesAsFatDoes() throws IOException {
        var editor = open(volume(FatType.FAT12));
        editor.makeDirectory("A Directory", Metadata.NONE);
        editor.put("A Directory/Large Name.text", text("1"), Metadata.NONE);
        editor = open(editor.finished());
        assertThat(editor.kind("a directory/LARGEN~1.TEX")).isEqualTo(Kind.FILE);
        assertThat(editor.isSame("ADIREC~1/large name.TEXT", "A Directory/LargeN~1.tex")).isTrue();
        assertThat(editor.isSame("A Directory", "A Directory/Large Name.text")).isFalse();
        assertThat(editor.kind("LABEL")).isEqualTo(Kind.NOTHING);
        assertThat(editor.kind("A Directory/..")).isEqualTo(Kind.NOTHING);
        editor.put("a DIRECTORY/large name.TEXT", text("2"), Metadata.NONE);
        assertThat(editor.names("A Directory")).containsExactly(Name.of("large name.TEXT"));
        assertThat(entries(editor.finished())).containsEntry("A Directory/large name.TEXT", "2").hasSize(2);
    }

    @Test
    void refusesWhatFatCannotHold() throws IOException {
        var editor = open(volume(FatType.FAT12));
        editor.put("file", text("1"), Metadata.NONE);
        for (var path : List.of("a:b", "none/file", "file/below", "ends with a dot.", "")) {
            assertThatThrownBy(() -> editor.put(path, text("2"), Metadata.NONE))
                    .isInstanceOf(NotStorableException.class);
        }
        assertThatThrownBy(() -> editor.makeDirectory("FILE", Metadata.NONE)).isInstanceOf(NotStorableException.class);
        assertThat(entries(editor.finished())).containsExactly(Map.entry("file", "1"));
    }

    /// The root directory of FAT12 and FAT16 cannot grow.
    @Test
    void refusesMoreThanTheRootHolds() throws IOException {
        var editor = open(volume(FatType.FAT16));
        for (int i = 0; i < 512; i++) {
            editor.put("F" + i, text(""), Metadata.NONE);
        }
        assertThatThrownBy(editor::finished).isInstanceOf(NotStorableException.class)
                .hasMessageContaining("512 entries").hasMessageContaining("513 are needed");
    }

    @Test
    void refusesAVolumeThatIsCut() throws IOException {
        var volume = volume(FatType.FAT12);
        assertThatThrownBy(() -> open(volume.slice(0, volume.size() - 512))).isInstanceOf(FormatException.class);
    }

    /// Whatever the volume holds, there is a changed volume that has the change, or an error of a known kind.
    @Test
    void standsDamage() throws IOException {
        var editor = open(volume(FatType.FAT12));
        for (int i = 0; i < 6; i++) {
            editor.makeDirectory("d" + i, Metadata.NONE);
            editor.put("d" + i + "/a long name of a file", text("x".repeat(i * 400)), Metadata.NONE);
        }
        byte[] good = editor.finished().bytes(0, 64 << 10);
        var rest = new byte[(1440 << 10) - good.length];
        var random = new Random(4);
        int changed = 0;
        for (int i = 0; i < 400; i++) {
            byte[] bad = good.clone();
            for (int j = random.nextInt(4); j >= 0; j--) {
                bad[random.nextInt(random.nextBoolean() ? 1024 : 32 << 10)] = (byte) random.nextInt();
            }
            try {
                var volume = new SplicedContent.Builder().add(bad).add(rest).build();
                var damaged = open(volume);
                damaged.put("d3/new", text("new"), Metadata.NONE);
                damaged.delete("d4");
                var entries = entries(damaged.finished());
                assertThat(entries).containsEntry("d3/new", "new").doesNotContainKey("d4");
                changed++;
            } catch (FormatException | NotStorableException | FatFullException _) {
                // told of
            }
        }
        assertThat(changed).isPositive();
    }
}
