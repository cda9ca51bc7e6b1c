package org.selfsame.format.iso9660;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.FileContent;
import org.selfsame.content.LittleEndian;
import org.selfsame.format.disk.DiskFormat;
import org.selfsame.partition.Geometry;
import org.selfsame.task.Task;
import org.selfsame.testing.Parts;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Limits;
import org.selfsame.tree.NotStorableException;
import org.selfsame.tree.Region;
import org.selfsame.tree.Tree;

/// Bootable and hybrid images that we write, judged by xorriso, isohybrid, fdisk, sgdisk and our readers.
class BootableIsoTest {
    @TempDir
    private Path directory;

    private byte[] fat = {};
    private Tree tree = BootSamples.tree(new byte[0], new byte[0]);

    @BeforeEach
    void sample() throws IOException {
        Tool.require("xorriso");
        fat = BootSamples.fat(directory);
        tree = BootSamples.tree(BootSamples.isolinux(), fat);
    }

    private Path write(IsoOptions options) throws IOException {
        return BootSamples.write(directory.resolve("written.iso"), tree, options);
    }

    private static byte[] bytes(Tree tree, IsoOptions options) throws IOException {
        var out = new ByteArrayOutputStream();
        IsoWriter.write(tree, options, out, Limits.DEFAULT, Task.silent());
        return out.toByteArray();
    }

    private List<String> report(Path image) {
        var out = Tool.run(directory, "xorriso", "-indev", image.toString(), "-report_el_torito", "plain",
                "-report_system_area", "plain");
        assertThat(out.err()).doesNotContain("WARNING", "FAILURE", "SORRY");
        return out.out().lines().map(line -> line.replaceAll(" +", " ").strip()).toList();
    }

    /// Nothing is odd, and each byte that is not zero belongs to something that the ISO or the disk names.
    private static void assertSound(Path image, String... expected) throws IOException {
        try (var content = FileContent.open(image)) {
            var iso = IsoImages.open(content);
            var codes = new ArrayList<>(iso.anomalies(Task.silent()).stream().map(Anomaly::code).toList());
            var owned = new boolean[(int) content.size()];
            mark(owned, iso.layout(Task.silent()).regions());
            if (new DiskFormat().recognizes(content)) {
                var disk = new DiskFormat().open(content, Limits.DEFAULT);
                codes.addAll(Parts.codes(disk));
                mark(owned, disk.layout(Task.silent()).regions());
            }
            assertThat(codes).containsExactlyInAnyOrder(expected);
            byte[] bytes = content.bytes(0, owned.length);
            for (int i = 0; i < bytes.length; i++) {
                if (!owned[i] && bytes[i] != 0) {
                    assertThat(i).as("a byte that nobody owns").isNegative();
                }
            }
        }
    }

    private static void mark(boolean[] owned, List<Region> regions) {
        for (var region : regions) {
            if (region.kind() != Region.Kind.UNKNOWN) {
                Arrays.fill(owned, (int) region.offset(), (int) region.end(), true);
            }
        }
    }

    @Test
    void startsFromDiscs() throws IOException {
        var image = write(BootSamples.options(BootSamples.ISOLINUX_AND_EFI).build());
        assertThat(report(image)).anyMatch(line -> line.startsWith("El Torito boot img : 1 BIOS y none 0x0000 0x00 4 "))
                .anyMatch(line -> line.startsWith("El Torito boot img : 2 UEFI y none 0x0000 0x00 2048 "))
                .contains("El Torito cat path : /isolinux/boot.cat", "El Torito img path : 1 /isolinux/isolinux.bin",
                        "El Torito img opts : 1 boot-info-table isohybrid-suitable",
                        "El Torito img path : 2 /boot/efi.img");
        assertSound(image);
        var reader = IsoImages.open(image);
        assertThat(BootSamples.bytes(reader.tree(), "boot/efi.img")).isEqualTo(fat);
        assertThat(reader.tree().find("isolinux/boot.cat").orElseThrow().metadata().modified())
                .isEqualTo(BootSamples.TIME);
    }

    @Test
    void patchesBootImagesAsXorrisoDoes() throws IOException {
        var boot = new ElTorito("boot.cat",
                List.of(new BootImage(BootImage.Platform.BIOS, "isolinux/isolinux.bin", 4, true,
                        true)));
        var image = write(BootSamples.options(boot).build());
        var source = directory.resolve("source");
        Files.write(Files.createDirectories(source.resolve("isolinux")).resolve("isolinux.bin"),
                BootSamples.isolinux());
        var theirs = IsoImages.xorriso(source, "-R", "-b", "isolinux/isolinux.bin", "-c", "boot.cat",
                "-no-emul-boot", "-boot-load-size", "4", "-boot-info-table", "--grub2-boot-info");
        byte[] ours = BootSamples.bytes(IsoImages.open(image).tree(), "isolinux/isolinux.bin");
        byte[] judge = BootSamples.bytes(IsoImages.open(theirs).tree(), "isolinux/isolinux.bin");
        // both say where the image lies, which need not be the same place
        assertThat(LittleEndian.u32(ours, 2548) - LittleEndian.u32(ours, 12) * 4)
                .isEqualTo(LittleEndian.u32(judge, 2548) - LittleEndian.u32(judge, 12) * 4).isEqualTo(5);
        long moved = LittleEndian.u32(judge, 12) - LittleEndian.u32(ours, 12);
        Fields.little32(ours, 12, LittleEndian.u32(ours, 12) + moved);
        Fields.little32(ours, 2548, LittleEndian.u32(ours, 2548) + 4 * moved);
        // the sum of the words holds the block that GRUB reads on from
        Fields.little32(ours, 20, LittleEndian.u32(ours, 20) + 4 * moved);
        assertThat(ours).isEqualTo(judge);
        assertThat(report(image)).contains("El Torito img opts : 1 boot-info-table isohybrid-suitable grub2-boot-info");
    }

    @Test
    void isADiskWithAnMbr() throws IOException {
        var options = BootSamples.options(BootSamples.ISOLINUX_AND_EFI).padding(150)
                .hybrid(Hybrid.of(Hybrid.Loader.ISOLINUX, BootSamples.isohdpfx(), Hybrid.Table.MBR)).build();
        var image = write(options);
        long blocks = Files.size(image) / 512;
        assertThat(report(image)).contains("System area summary: MBR isohybrid cyl-align-off",
                "MBR partition : 1 0x80 0x17 0 " + blocks, "MBR partition path : 2 /boot/efi.img");
        assertSound(image, "disk.hybrid_overlap");
        Tool.require("fdisk");
        var listed = Tool.run(directory, "fdisk", "-l", image.toString());
        assertThat(listed.out()).contains("Disklabel type: dos", "EFI (FAT-12/16/32)");
        assertThat(listed.err()).isEmpty();
    }

    @Test
    void appendsAPartitionToAnMbr() throws IOException {
        var options = BootSamples.options(BootSamples.ISOLINUX_AND_APPENDED).padding(150)
                .hybrid(Hybrid.of(Hybrid.Loader.GRUB, BootSamples.grubHybrid(), Hybrid.Table.MBR)
                        .withAppended(new BytesContent(fat)))
                .build();
        var image = write(options);
        assertThat(report(image)).anyMatch(line -> line.matches("MBR partition : 2 0x00 0xef \\d+ 2048"))
                .contains("System area summary: MBR grub2-mbr cyl-align-off", "El Torito img blks : 2 512");
        assertSound(image);
        assertPartition(image, "mbr-2");
    }

    private void assertPartition(Path image, String name) throws IOException {
        try (var content = FileContent.open(image)) {
            var part = Parts.file(new DiskFormat().open(content, Limits.DEFAULT), name);
            assertThat(part.bytes()).isEqualTo(fat);
        }
    }

    @Test
    void appendsAPartitionToAGpt() throws IOException {
        Tool.require("sgdisk", "fdisk");
        var options = BootSamples.options(BootSamples.ISOLINUX_AND_APPENDED).padding(150)
                .hybrid(Hybrid.of(Hybrid.Loader.GRUB, BootSamples.grubHybrid(), Hybrid.Table.GPT)
                        .withAppended(new BytesContent(fat)))
                .build();
        var image = write(options);
        assertThat(report(image)).contains(
                "System area summary: MBR protective-msdos-label grub2-mbr cyl-align-off GPT",
                "GPT type GUID : 2 28732ac11ff8d211ba4b00a0c93ec93b", "GPT partname local : 1 ISO9660");
        assertValidGpt(image);
        assertSound(image);
        assertPartition(image, "gpt-2");
    }

    private void assertValidGpt(Path image) {
        assertThat(Tool.run(directory, "sgdisk", "-v", image.toString()).out()).contains("No problems found");
        var listed = Tool.run(directory, "fdisk", "-l", image.toString());
        assertThat(listed.out()).contains("Disklabel type: gpt", "EFI System");
        assertThat(listed.err()).isEmpty();
    }

    @Test
    void dividesAGptAroundTheEfiImage() throws IOException {
        Tool.require("sgdisk", "fdisk");
        var image = write(BootSamples.options(BootSamples.ISOLINUX_AND_EFI)
                .hybrid(Hybrid.of(Hybrid.Loader.ISOLINUX, BootSamples.isohdpfx(), Hybrid.Table.GPT)).build());
        assertValidGpt(image);
        assertSound(image);
        assertPartition(image, "gpt-2");
    }

    /// Beside either table, and judged by xorriso, sgdisk, fdisk and our reader.
    @ParameterizedTest
    @EnumSource(Hybrid.Table.class)
    void hasAnApplePartitionMap(Hybrid.Table table) throws IOException {
        Tool.require("sgdisk", "fdisk");
        var hybrid = Hybrid.of(Hybrid.Loader.ISOLINUX, BootSamples.isohdpfx(), table).withApm();
        var image = write(BootSamples.options(BootSamples.ISOLINUX_AND_EFI).padding(150).hybrid(hybrid).build());
        assertThat(report(image)).anyMatch(line -> line.matches("System area summary: MBR .*isohybrid.* APM"))
                .contains("APM block size : 2048", "APM partition type : 1 Apple_HFS",
                        "APM partition path : 1 /boot/efi.img");
        assertPartition(image, "apm-2");
        if (table == Hybrid.Table.GPT) {
            assertValidGpt(image);
            assertPartition(image, "gpt-2");
        } else {
            assertThat(Tool.run(directory, "fdisk", "-l", image.toString()).out()).contains("Disklabel type: dos");
        }
        // isolinux' code goes on behind its first 32 bytes
        byte[] bytes = Files.readAllBytes(image);
        byte[] code = BootSamples.isohdpfx().bytes(0, 432);
        assertThat(Arrays.equals(bytes, 32, 432, code, 32, 432)).isTrue();
        assertThat(write(BootSamples.options(BootSamples.ISOLINUX_AND_EFI).padding(150).hybrid(hybrid).build()))
                .hasBinaryContent(bytes);
    }

    @Test
    void refusesAnApplePartitionMapOverOtherCode() {
        var code = new byte[432];
        Arrays.fill(code, (byte) 0x33);
        var hybrid = Hybrid.of(Hybrid.Loader.ISOLINUX, new BytesContent(code), Hybrid.Table.MBR).withApm();
        assertThatThrownBy(() -> write(BootSamples.options(BootSamples.ISOLINUX_AND_EFI).hybrid(hybrid).build()))
                .hasMessageContaining("where an Apple partition map begins");
        assertThatThrownBy(() -> BootSamples.options(BootSamples.ISOLINUX).hybrid(hybrid).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Hybrid.of(Hybrid.Loader.GRUB, new BytesContent(code), Hybrid.Table.MBR).withApm())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hasAPartitionThatCanBeMounted() throws IOException {
        var hybrid = Hybrid.of(Hybrid.Loader.ISOLINUX, BootSamples.isohdpfx(), Hybrid.Table.GPT)
                .withAppended(new BytesContent(fat)).withPartitionOffset();
        var image = write(BootSamples.options(BootSamples.ISOLINUX_AND_APPENDED).hybrid(hybrid).build());
        assertThat(report(image)).contains("Partition offset : 16");
        assertSound(image, "iso9660.other_volume");
        assertSameTree(image, 64);
        var old = Hybrid.of(Hybrid.Loader.ISOLINUX, BootSamples.isohdpfx(), Hybrid.Table.MBR).withPartitionOffset();
        assertSameTree(write(BootSamples.options(BootSamples.ISOLINUX).hybrid(old).joliet(Joliet.NONE).build()), 64);
    }

    /// The partition that begins with the block `start` is the same tree.
    private void assertSameTree(Path image, long start) throws IOException {
        try (var content = FileContent.open(image)) {
            var whole = IsoImages.open(content).tree();
            var partition = IsoImages.open(content.slice(start * 512, content.size() - start * 512)).tree();
            assertThat(IsoImages.listed(partition)).isEqualTo(IsoImages.listed(whole));
            assertThat(IsoImages.digests(partition)).isEqualTo(IsoImages.digests(whole));
        }
    }

    /// The 2017 form of Tails: `isohybrid`, and then `truncate -s %2048`.
    @Test
    void hasTheBytesOfIsohybrid() throws IOException {
        Tool.require("isohybrid");
        var plain = BootSamples.write(directory.resolve("plain.iso"), tree,
                BootSamples.options(BootSamples.ISOLINUX).build());
        for (var geometry : List.of(new Geometry(255, 63), new Geometry(64, 32))) {
            var theirs = Files.copy(plain, directory.resolve(geometry.heads() + ".iso"));
            Tool.run(directory, "isohybrid", "-h", Integer.toString(geometry.heads()), "-s",
                    Integer.toString(geometry.sectors()), "--id", "42", theirs.toString());
            Tool.run(directory, "truncate", "-s", "%2048", theirs.toString());
            var ours = write(BootSamples.options(BootSamples.ISOLINUX)
                    .hybrid(Hybrid.isohybrid(BootSamples.isohdpfx(), geometry, 42)).build());
            assertThat(ours).hasSameBinaryContentAs(theirs);
            assertSound(ours, "iso9660.trailing_bytes");
        }
    }

    @Test
    void writesItsOwnTreeAgain() throws IOException {
        var options = BootSamples.options(BootSamples.ISOLINUX_AND_EFI).padding(150).weight("live", -1)
                .hybrid(Hybrid.of(Hybrid.Loader.ISOLINUX, BootSamples.isohdpfx(), Hybrid.Table.GPT)).build();
        byte[] bytes = bytes(tree, options);
        var reader = IsoImages.open(new BytesContent(bytes));
        assertThat(bytes(reader.tree(), options)).isEqualTo(bytes);
    }

    @Test
    void ordersFiles() throws IOException {
        var image = write(BootSamples.options(BootSamples.ISOLINUX_AND_EFI).weight("live/file-2048", 5)
                .weight("live", 7).weight("isolinux/absent", 9).build());
        var reader = IsoImages.open(image);
        var order = new ArrayList<String>();
        reader.layout(Task.silent()).regions().stream().filter(region -> region.what().equals("file"))
                .forEach(region -> order.add(region.owner()));
        assertThat(order).containsExactly("isolinux/boot.cat", "boot/efi.img", "isolinux/isolinux.bin", "live/file-1",
                "live/file-100000", "live/file-2048", "isolinux/isolinux.cfg");
    }

    @Test
    void refusesWhatCannotBoot() throws IOException {
        var code = BootSamples.isohdpfx();
        var absent = new ElTorito("isolinux/boot.cat", List.of(BootImage.isolinux("absent")));
        assertThatThrownBy(() -> bytes(tree, BootSamples.options(absent).build()))
                .isInstanceOf(NotStorableException.class).hasMessageContaining("\"/absent\"");
        var homeless = new ElTorito("absent/boot.cat", BootSamples.ISOLINUX.images());
        assertThatThrownBy(() -> bytes(tree, BootSamples.options(homeless).build()))
                .isInstanceOf(NotStorableException.class).hasMessageContaining("absent/boot.cat");
        var occupied = new ElTorito("live", BootSamples.ISOLINUX.images());
        assertThatThrownBy(() -> bytes(tree, BootSamples.options(occupied).build()))
                .isInstanceOf(NotStorableException.class).hasMessageContaining("something else than a file");
        var tiny = new ElTorito("boot.cat", List.of(BootImage.isolinux("live/file-1")));
        assertThatThrownBy(() -> bytes(tree, BootSamples.options(tiny).build()))
                .isInstanceOf(NotStorableException.class).hasMessageContaining("too few");
        var notIsolinux = new ElTorito("boot.cat", List.of(BootImage.isolinux("live/file-100000")));
        assertThatThrownBy(() -> bytes(tree, BootSamples.options(notIsolinux)
                .hybrid(Hybrid.of(Hybrid.Loader.ISOLINUX, code, Hybrid.Table.MBR)).build()))
                .isInstanceOf(NotStorableException.class).hasMessageContaining("isolinux.bin");
    }

    @Test
    void refusesOptionsThatContradictEachOther() throws IOException {
        var code = BootSamples.isohdpfx();
        Content part = new BytesContent(fat);
        assertThatThrownBy(() -> BootSamples.options(BootSamples.ISOLINUX_AND_APPENDED).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> IsoOptions.builder("X", BootSamples.TIME)
                .hybrid(Hybrid.of(Hybrid.Loader.ISOLINUX, code, Hybrid.Table.MBR)).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Hybrid.of(Hybrid.Loader.NONE, code, Hybrid.Table.MBR))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Hybrid.isohybrid(code, Geometry.USUAL, 42).withAppended(part))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BootSamples.options(BootSamples.ISOLINUX_AND_EFI).hybrid(Hybrid
                .of(Hybrid.Loader.ISOLINUX, code, Hybrid.Table.GPT).withPartitionOffset()).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ElTorito("x", List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
