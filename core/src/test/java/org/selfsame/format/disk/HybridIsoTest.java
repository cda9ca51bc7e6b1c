package org.selfsame.format.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.selfsame.content.FileContent;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;

/// ISOs that are disks as well, in the ways that distributions make them, judged by what xorriso reports of their
/// system area.
class HybridIsoTest {
    private static final String ISOHDPFX = "/usr/lib/ISOLINUX/isohdpfx.bin";
    private static final String ISOLINUX = "/usr/lib/ISOLINUX/isolinux.bin";
    private static final String GRUB_HYBRID = "/usr/lib/grub/i386-pc/boot_hybrid.img";
    private static final Pattern MBR_LINE = Pattern
            .compile("MBR partition +: +(\\d+) +0x(..) +0x(..) +(\\d+) +(\\d+)");
    private static final Pattern GPT_LINE = Pattern.compile("GPT start and size +: +(\\d+) +(\\d+) +(\\d+)");
    private static final Pattern APM_LINE = Pattern.compile("APM start and size +: +(\\d+) +(\\d+) +(\\d+)");

    @TempDir
    Path directory;

    @BeforeEach
    void files() throws IOException {
        Tool.require("xorriso");
        var root = Files.createDirectories(directory.resolve("root/isolinux"));
        var random = new Random(3);
        var efi = new byte[300_000];
        random.nextBytes(efi);
        Files.write(root.resolve("../efi.img"), efi);
        Files.write(directory.resolve("appended.img"), efi);
    }

    @Test
    void isNotADiskWithoutATable() throws IOException {
        var iso = xorriso();
        try (var content = FileContent.open(iso)) {
            assertThat(new DiskFormat().recognizes(content)).isFalse();
        }
    }

    @Test
    void isNotADiskWithBootCodeAlone() throws IOException {
        var mbr = Tool.requireFile(GRUB_HYBRID, "grub-pc-bin");
        var iso = xorriso("-b", "efi.img", "-no-emul-boot", "-boot-load-size", "4", "--grub2-mbr", mbr.toString());
        try (var content = FileContent.open(iso)) {
            assertThat(content.bytes(510, 2)).containsExactly(0x55, 0xaa);
            assertThat(new DiskFormat().recognizes(content)).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"-isohybrid-mbr MBR",
            "-isohybrid-mbr MBR -eltorito-alt-boot -e efi.img -no-emul-boot -isohybrid-gpt-basdat",
            "-isohybrid-mbr MBR -partition_offset 16 -eltorito-alt-boot -e efi.img -no-emul-boot "
                    + "-isohybrid-gpt-basdat -isohybrid-apm-hfsplus",
            "-isohybrid-mbr MBR -eltorito-alt-boot -e efi.img -no-emul-boot -isohybrid-gpt-hfsplus "
                    + "-isohybrid-apm-hfsplus",
            "-isohybrid-mbr MBR -append_partition 2 0xef ../appended.img",
            "-isohybrid-mbr MBR -appended_part_as_gpt -append_partition 2 0xef ../appended.img",
            "-isohybrid-mbr MBR -appended_part_as_apm -append_partition 2 0xef ../appended.img",
            "-isohybrid-mbr MBR -appended_part_as_gpt -append_partition 2 0xef ../appended.img -part_like_isohybrid"})
    void readsIsolinuxHybrids(String options) throws IOException {
        Files.copy(Tool.requireFile(ISOLINUX, "isolinux"), directory.resolve("root/isolinux/isolinux.bin"));
        Tool.requireFile(ISOHDPFX, "isolinux");
        var arguments = new ArrayList<>(List.of("-b", "isolinux/isolinux.bin", "-c", "isolinux/boot.cat",
                "-no-emul-boot", "-boot-load-size", "4", "-boot-info-table"));
        arguments.addAll(Arrays.asList(options.replace("MBR", ISOHDPFX).split(" ")));
        assertSameAsXorriso(xorriso(arguments.toArray(String[]::new)));
    }

    @ParameterizedTest
    @CsvSource({"--grub2-mbr MBR --protective-msdos-label",
            "--grub2-mbr MBR -append_partition 2 0xef ../appended.img -appended_part_as_gpt",
            "--grub2-mbr MBR --mbr-force-bootable -append_partition 2 0xef ../appended.img -appended_part_as_gpt",
            "--grub2-mbr MBR -append_partition 2 0xef ../appended.img -appended_part_as_gpt -part_like_isohybrid",
            "-G MBR -append_partition 2 C12A7328-F81F-11D2-BA4B-00A0C93EC93B ../appended.img"})
    void readsGrubHybrids(String options) throws IOException {
        var mbr = Tool.requireFile(GRUB_HYBRID, "grub-pc-bin");
        var arguments = new ArrayList<>(List.of("-b", "efi.img", "-no-emul-boot", "-boot-load-size", "4"));
        arguments.addAll(Arrays.asList(options.replace("MBR", mbr.toString()).split(" ")));
        assertSameAsXorriso(xorriso(arguments.toArray(String[]::new)));
    }

    @Test
    void readsWhatIsohybridMakes() throws IOException {
        Tool.require("isohybrid");
        Files.copy(Tool.requireFile(ISOLINUX, "isolinux"), directory.resolve("root/isolinux/isolinux.bin"));
        var iso = xorriso("-b", "isolinux/isolinux.bin", "-no-emul-boot", "-boot-load-size", "4", "-boot-info-table");
        Tool.run(directory, "isohybrid", "-h", "255", "-s", "63", "--id", "42", iso.toString());
        try (var content = FileContent.open(iso)) {
            var reader = open(content);
            var facts = DiskReaderTest.facts(reader);
            assertThat(facts).containsEntry("disk.mbr.id", "0x0000002a").containsEntry("disk.mbr.1.type", "0x17")
                    .containsEntry("disk.mbr.1.status", "0x80").containsEntry("disk.mbr.1.first_lba", "0")
                    .containsKey("disk.mbr.boot_image_sector");
            assertThat(DiskReaderTest.files(reader)).containsExactly(Map.entry("mbr-1", content.size()));
        }
    }

    @Test
    void readsWhatIsohybridMakesForUefi() throws IOException {
        Tool.require("isohybrid");
        Files.copy(Tool.requireFile(ISOLINUX, "isolinux"), directory.resolve("root/isolinux/isolinux.bin"));
        var iso = xorriso("-b", "isolinux/isolinux.bin", "-no-emul-boot", "-boot-load-size", "4", "-boot-info-table",
                "-eltorito-alt-boot", "-e", "efi.img", "-no-emul-boot");
        Tool.run(directory, "isohybrid", "--uefi", iso.toString());
        assertSameAsXorriso(iso);
    }

    @ParameterizedTest
    @CsvSource({"/usr/lib/grub-rescue/grub-rescue-cdrom.iso, grub-rescue-pc",
            "/usr/lib/grub-rescue/grub-rescue-floppy.img, grub-rescue-pc", "/usr/lib/ipxe/ipxe.iso, ipxe",
            "/usr/lib/memtest86+/memtest86+ia32.iso, memtest86+", "/usr/lib/memtest86+/memtest86+x64.iso, memtest86+"})
    void readsRealHybrids(String image, String debianPackage) throws IOException {
        assertSameAsXorriso(Tool.requireFile(image, debianPackage));
    }

    private static Reader open(FileContent content) throws IOException {
        assertThat(new DiskFormat().recognizes(content)).isTrue();
        return new DiskFormat().open(content, Limits.DEFAULT);
    }

    private void assertSameAsXorriso(Path iso) throws IOException {
        var report = Tool.run(directory, "xorriso", "-indev", iso.toString(), "-report_system_area", "plain").out();
        try (var content = FileContent.open(iso)) {
            var reader = open(content);
            var facts = new TreeMap<>(DiskReaderTest.facts(reader));
            var expected = new TreeMap<String, String>();
            MBR_LINE.matcher(report).results().forEach(line -> {
                var name = "disk.mbr." + line.group(1);
                expected.put(name + ".status", "0x" + line.group(2));
                expected.put(name + ".type", "0x" + line.group(3));
                expected.put(name + ".first_lba", line.group(4));
                expected.put(name + ".sectors", line.group(5));
            });
            GPT_LINE.matcher(report).results().forEach(line -> {
                long start = Long.parseLong(line.group(2));
                expected.put("disk.gpt." + line.group(1) + ".first_lba", line.group(2));
                expected.put("disk.gpt." + line.group(1) + ".last_lba",
                        Long.toString(start + Long.parseLong(line.group(3)) - 1));
            });
            APM_LINE.matcher(report).results().forEach(line -> {
                // xorriso leaves out the first entry, that of the map itself
                int number = Integer.parseInt(line.group(1)) + 1;
                expected.put("disk.apm." + number + ".first_block", line.group(2));
                expected.put("disk.apm." + number + ".blocks", line.group(3));
            });
            assertThat(expected).as(report).isNotEmpty();
            facts.keySet().removeIf(name -> !name.matches("disk\\.(mbr\\.\\d+\\.(status|type|first_lba|sectors)"
                    + "|gpt\\.\\d+\\.(first_lba|last_lba)|apm\\.(?!1\\.)\\d+\\.(first_block|blocks))"));
            assertThat(facts).as(report).isEqualTo(expected);
            assertThat(DiskReaderTest.codes(reader)).as(report).isSubsetOf("disk.hybrid_mbr", "disk.hybrid_overlap",
                    "disk.hybrid_covers_gpt");
        }
    }

    private Path xorriso(String... options) {
        var command = new ArrayList<>(List.of("xorriso", "-as", "mkisofs", "-o", "../hybrid.iso"));
        command.addAll(List.of(options));
        command.add(".");
        Tool.run(directory.resolve("root"), command.toArray(String[]::new));
        return directory.resolve("hybrid.iso");
    }
}
