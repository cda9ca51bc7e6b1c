package org.selfsame.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.FileContent;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Limits;

/// Upgrade kits, made by the commands that Tails uses.
class UpgradeKitTest {
    @TempDir
    private Path directory;

    @Test
    void readsFormat1() throws IOException {
        Tool.require("tar", "bzip2");
        write("FORMAT", "1");
        write("control.yml", "---\ndelete_files:\n- live/gone.txt\n- 'EFI/a b'\n- \"utils/x\"\n");
        write("live/3.1.squashfs", "hsqs");
        write("EFI/boot", "x");
        Tool.run(directory, "tar", "-cf", "system.tar", "live/3.1.squashfs");
        Tool.run(directory, "tar", "-cjf", "boot.tar.bz2", "EFI");
        Tool.run(directory, "tar", "-cf", "kit.iuk", "FORMAT", "control.yml", "boot.tar.bz2", "system.tar");
        assertThat(facts("kit.iuk")).containsExactly("iuk.format = 1", "iuk.delete_files = 3",
                "iuk.delete_file.1 = live/gone.txt", "iuk.delete_file.2 = EFI/a b", "iuk.delete_file.3 = utils/x",
                "iuk.squashfs = live/3.1.squashfs");
        try (var place = Address.resolve(directory.resolve("kit.iuk") + "!/system.tar!/live/3.1.squashfs",
                Limits.DEFAULT)) {
            assertThat(place.requireContent().size()).isEqualTo(4);
        }
    }

    @Test
    void readsFormat2() throws IOException {
        Tool.require("mksquashfs");
        write("kit/FORMAT", "2");
        write("kit/control.yml", "---\ndelete_files: []\n");
        write("kit/overlay/live/6.9.squashfs", "hsqs");
        write("kit/overlay/live/vmlinuz", "x");
        Tool.run(directory, "mksquashfs", "kit", "kit.iuk", "-no-progress", "-all-root");
        assertThat(facts("kit.iuk")).containsExactly("iuk.format = 2", "iuk.delete_files = 0",
                "iuk.squashfs = live/6.9.squashfs");
    }

    /// Tails takes the whole file for the number, so a line feed makes it another one.
    @ParameterizedTest
    @ValueSource(strings = {"", "0", "3", "1\n", "12", "x"})
    void takesNoOtherArchiveForAKit(String format) throws IOException {
        Tool.require("tar");
        write("FORMAT", format);
        write("control.yml", "---\ndelete_files: []\n");
        Tool.run(directory, "tar", "-cf", "kit.iuk", "FORMAT", "control.yml");
        assertThat(facts("kit.iuk")).isEmpty();
    }

    @Test
    void takesNoArchiveWithoutAListForAKit() throws IOException {
        Tool.require("tar");
        write("FORMAT", "1");
        Tool.run(directory, "tar", "-cf", "kit.iuk", "FORMAT");
        assertThat(facts("kit.iuk")).isEmpty();
        write("control.yml", "");
        write("broken.tar", "no tar");
        Tool.run(directory, "tar", "-cf", "kit.iuk", "FORMAT", "control.yml", "broken.tar");
        assertThat(facts("kit.iuk")).containsExactly("iuk.format = 1", "iuk.delete_files = 0");
    }

    private List<String> facts(String kit) throws IOException {
        try (var content = FileContent.open(directory.resolve(kit))) {
            var reader = Formats.of(content).getFirst().open(content, Limits.DEFAULT);
            return UpgradeKit.facts(reader.tree()).stream().map(fact -> fact.name() + " = " + fact.value()).toList();
        }
    }

    private void write(String path, String text) throws IOException {
        var file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
