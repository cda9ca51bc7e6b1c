package org.selfsame.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.selfsame.content.FileContent;
import org.selfsame.format.disk.DiskFormat;
import org.selfsame.format.fat.FatFormat;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Format;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Walk;

/// EFI boot images, where they are found: as FAT volumes in partitions of hybrid ISOs. mtools reads them in place.
class EfiImageTest {
    @TempDir
    Path directory;

    @BeforeEach
    void tools() {
        Tool.require("mdir", "mcopy");
    }

    @ParameterizedTest
    @CsvSource({"/usr/lib/memtest86+/memtest86+x64.iso, mbr-2, 3304",
            "/usr/lib/memtest86+/memtest86+ia32.iso, mbr-2, 3296"})
    void readsTheOnesOfRealIsos(String iso, String partition, long sector) throws IOException {
        assertSameAsMtools(Tool.requireFile(iso, "memtest86+"), partition, sector);
    }

    @Test
    void readsOneThatIsAFileOfTheIso() throws IOException {
        Tool.require("xorriso", "mkfs.fat", "mmd");
        var root = Files.createDirectories(directory.resolve("root"));
        Files.write(directory.resolve("grub.cfg"), "set timeout=1\n".repeat(500).getBytes(
                StandardCharsets.US_ASCII));
        Tool.run(root, "mkfs.fat", "-C", "efi.img", "--invariant", "1440");
        Tool.run(root, "mmd", "-i", "efi.img", "::/EFI", "::/EFI/BOOT");
        Tool.run(root, "mcopy", "-i", "efi.img", "../grub.cfg", "::/EFI/BOOT/grub.cfg");
        var mbr = Tool.requireFile("/usr/lib/ISOLINUX/isohdpfx.bin", "isolinux");
        Files.copy(Tool.requireFile("/usr/lib/ISOLINUX/isolinux.bin", "isolinux"), root.resolve("isolinux.bin"));
        Tool.run(root, "xorriso", "-as", "mkisofs", "-o", "../hybrid.iso", "-isohybrid-mbr", mbr.toString(), "-b",
                "isolinux.bin", "-no-emul-boot", "-boot-load-size", "4", "-boot-info-table", "-eltorito-alt-boot",
                "-e", "efi.img", "-no-emul-boot", "-isohybrid-gpt-basdat", ".");
        var iso = directory.resolve("hybrid.iso");
        try (var content = FileContent.open(iso)) {
            var start = new DiskFormat().open(content, Limits.DEFAULT).facts().stream()
                    .filter(fact -> fact.name().equals("disk.gpt.2.first_lba")).findFirst().orElseThrow().value();
            assertSameAsMtools(iso, "gpt-2", Long.parseLong(start));
        }
    }

    private void assertSameAsMtools(Path iso, String partition, long sector) throws IOException {
        var place = iso + "@@" + sector * 512;
        try (var content = FileContent.open(iso)) {
            var disk = new DiskFormat().open(content, Limits.DEFAULT);
            var volume = ((Entry.File) disk.tree().find(partition).orElseThrow()).content();
            assertThat(Formats.of(volume)).extracting(Format::name).containsExactly("fat");
            var paths = new ArrayList<String>();
            Walk.of(new FatFormat().open(volume, Limits.DEFAULT).tree(), Limits.DEFAULT, (path, entry) -> {
                if (entry instanceof Entry.File file) {
                    paths.add(path);
                    Tool.run(directory, "mcopy", "-n", "-o", "-i", place, "::/" + path, "copy");
                    assertThat(file.content().stream().readAllBytes())
                            .isEqualTo(Files.readAllBytes(directory.resolve("copy")));
                } else if (!path.isEmpty()) {
                    paths.add(path + "/");
                }
            });
            var listed = Tool.run(directory, "mdir", "-b", "-/", "-a", "-i", place, "::").out();
            assertThat(paths).containsExactlyInAnyOrderElementsOf(
                    listed.strip().replace("::/", "").lines().toList()).isNotEmpty();
        }
    }
}
