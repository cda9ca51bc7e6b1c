package org.selfsame.format.iso9660;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.selfsame.content.BytesContent;
import org.selfsame.task.Task;
import org.selfsame.testing.FuzzReader;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Fact;
import org.selfsame.tree.Limits;

/// Boot catalogs and boot images of hybrid images that xorriso makes.
class ElToritoTest {
    private static final String MBR = "/usr/lib/ISOLINUX/isohdpfx.bin";

    @TempDir
    private Path directory;
    private Path source;

    @BeforeEach
    void makeSource() throws IOException {
        Tool.require("xorriso", "mkfs.vfat");
        source = Files.createDirectories(directory.resolve("source"));
        Files.createDirectories(source.resolve("isolinux"));
        Files.copy(Tool.requireFile("/usr/lib/ISOLINUX/isolinux.bin", "isolinux"),
                source.resolve("isolinux/isolinux.bin"));
        Files.createDirectories(source.resolve("boot"));
        Files.write(source.resolve("boot/efi.img"), new byte[1440 * 1024]);
        Tool.run(directory, "mkfs.vfat", "--invariant", source.resolve("boot/efi.img").toString());
    }

    private Path hybrid(String... more) {
        Tool.requireFile(MBR, "isolinux");
        var options = new ArrayList<>(List.of("-R", "-J", "-isohybrid-mbr", MBR, "-b", "isolinux/isolinux.bin", "-c",
                "isolinux/boot.cat", "-no-emul-boot", "-boot-load-size", "4", "-boot-info-table",
                "-eltorito-alt-boot", "-e", "boot/efi.img", "-no-emul-boot"));
        options.addAll(List.of(more));
        return IsoImages.xorriso(source, options.toArray(String[]::new));
    }

    private static String fact(IsoReader reader, String name) {
        return reader.facts().stream().filter(fact -> fact.name().equals("iso9660." + name)).map(Fact::value)
                .findFirst().orElse("");
    }

    @Test
    void showsTheBootImagesOfAHybrid() throws IOException {
        var image = hybrid("-isohybrid-gpt-basdat");
        var reader = IsoImages.open(image);
        assertThat(fact(reader, "system_area")).isEqualTo("isolinux");
        assertThat(fact(reader, "el_torito.1.platform")).isEqualTo("bios");
        assertThat(fact(reader, "el_torito.1.load_size")).isEqualTo("4");
        assertThat(fact(reader, "el_torito.1.boot_info_length")).isEqualTo(
                Long.toString(Files.size(source.resolve("isolinux/isolinux.bin"))));
        assertThat(fact(reader, "el_torito.2.platform")).isEqualTo("efi");
        assertThat(fact(reader, "el_torito.2.emulation")).isEqualTo("none");
        var boot = IsoImages.tree(reader, "eltorito");
        assertThat(IsoImages.digests(boot).values()).containsExactly(
                IsoImages.digests(reader.tree()).get("isolinux/isolinux.bin"),
                IsoImages.digests(reader.tree()).get("boot/efi.img"));
        assertThat(boot.find("2-efi.img").map(entry -> ((Entry.File) entry).size())).contains(1440L * 1024);
        assertThat(IsoImages.codes(reader)).isSubsetOf("iso9660.trailing_bytes");
        var catalog = Tool.run(directory, "xorriso", "-indev", image.toString(), "-report_el_torito", "plain").out();
        assertThat(catalog).contains("El Torito catalog  : " + fact(reader, "el_torito.catalog_block") + " ",
                fact(reader, "el_torito.1.block") + "\n", fact(reader, "el_torito.2.block") + "\n");
    }

    @Test
    void layoutNamesCatalogAndBootImages() throws IOException {
        var reader = IsoImages.open(hybrid());
        var regions = reader.layout(Task.silent()).regions();
        assertThat(regions).anySatisfy(region -> {
            assertThat(region.what()).isEqualTo("boot catalog");
            assertThat(region.length()).isEqualTo(4 * 32);
        });
        assertThat(regions).anySatisfy(region -> {
            assertThat(region.what()).isEqualTo("boot image 1 (bios)");
            assertThat(region.owner()).isEqualTo("isolinux/isolinux.bin");
        });
    }

    @Test
    void tellsABootImageWithoutItsChecksum() throws IOException {
        byte[] bytes = Files.readAllBytes(hybrid());
        var sound = IsoImages.open(new BytesContent(bytes));
        int block = Integer.parseInt(fact(sound, "el_torito.1.block"));
        bytes[block * Iso.SECTOR + 5000] ^= 1;
        assertThat(IsoImages.codes(IsoImages.open(new BytesContent(bytes)))).contains("iso9660.boot_info_checksum");
    }

    @Test
    void readsTheTwinOfAPartitionOffset() throws IOException {
        var image = hybrid("-partition_offset", "16");
        var reader = IsoImages.open(image);
        assertThat(fact(reader, "other_volume.block")).isEqualTo("16");
        assertThat(reader.layout(Task.silent()).regions()).anySatisfy(
                region -> assertThat(region.what()).isEqualTo("partition's directory"));
        assertThat(IsoImages.codes(reader)).contains("iso9660.other_volume").doesNotContain(
                "iso9660.partition_disagrees");
        // the twin's record of a file, spoiled, shows other bytes than the volume does
        byte[] bytes = Files.readAllBytes(image);
        var twin = Volume.open(new BytesContent(bytes), 16L * Iso.SECTOR, 16L * Iso.SECTOR,
                Limits.DEFAULT, Notes.NONE);
        var plain = twin.hierarchies().lastEntry().getValue();
        var boot = plain.list(plain.root(), Notes.NONE).nodes().getFirst();
        var file = plain.list((IsoDirectory) boot.entry(), Notes.NONE).nodes().getFirst();
        Fields.both32(bytes, (int) file.first().offset() + 2, file.first().extent() + 1);
        assertThat(IsoImages.codes(IsoImages.open(new BytesContent(bytes)))).contains("iso9660.partition_disagrees");
    }

    @Test
    void findsTheSizeOfAnAppendedPartition() throws IOException {
        var efi = Files.move(source.resolve("boot/efi.img"), directory.resolve("efi.img"));
        var image = IsoImages.xorriso(source, "-R", "-append_partition", "2", "0xef", efi.toString(),
                "-e", "--interval:appended_partition_2:all::", "-no-emul-boot");
        var reader = IsoImages.open(image);
        var boot = (Entry.File) IsoImages.tree(reader, "eltorito").find("1-efi.img").orElseThrow();
        assertThat(IsoImages.digest(boot.content())).isEqualTo(IsoImages.digests(directory).get("efi.img"));
        assertThat(IsoImages.codes(reader)).contains("iso9660.trailing_bytes");
    }

    @ParameterizedTest
    @CsvSource({"0, 0x88, 4, 2048", "0, 0x88, 0, 2048", "0, 0x88, 65535, 33553920", "1, 0x88, 1, 1228800",
            "2, 0x88, 1, 1474560", "3, 0x88, 1, 2949120", "0, 0x00, 8, 4096"})
    void findsTheSizeOfAHiddenImage(int emulation, int indicator, int loadSize, long size) throws IOException {
        byte[] bytes = Arrays.copyOf(new HostileImage().bytes(), 40 << 20);
        addBootRecord(bytes, 100, 0, indicator, emulation, loadSize, 200);
        var reader = IsoImages.open(new BytesContent(bytes));
        var boot = (Entry.File) IsoImages.tree(reader, "eltorito").find("1-bios.img").orElseThrow();
        assertThat(boot.size()).isEqualTo(size);
        assertThat(boot.content().size()).isEqualTo(size);
        assertThat(fact(reader, "el_torito.1.bootable")).isEqualTo(Boolean.toString(indicator == 0x88));
    }

    @Test
    void reportsACatalogThatLies() throws IOException {
        byte[] bytes = new HostileImage().bytes();
        addBootRecord(bytes, 10_000, 0, 0x88, 0, 4, 20);
        var outside = IsoImages.open(new BytesContent(bytes));
        assertThat(outside.trees()).doesNotContainKey("eltorito");
        assertThat(IsoImages.codes(outside)).contains("iso9660.boot_catalog");
        bytes = Arrays.copyOf(new HostileImage().bytes(), 1 << 20);
        addBootRecord(bytes, 100, 2, 0x88, 0, 4, 100_000);
        bytes[100 * Iso.SECTOR + 28] ^= 1;
        // a section of 65535 entries in a catalog of one sector
        bytes[100 * Iso.SECTOR + 64] = (byte) 0x91;
        Fields.little16(bytes, 100 * Iso.SECTOR + 66, 0xffff);
        var reader = IsoImages.open(new BytesContent(bytes));
        assertThat(IsoImages.codes(reader)).contains("iso9660.boot_catalog_checksum", "iso9660.boot_image_outside",
                "iso9660.boot_catalog_unfinished");
        FuzzReader.exercise(new IsoFormat(), bytes);
    }

    /// Replaces the Joliet descriptor by El Torito's boot record.
    private static void addBootRecord(byte[] bytes, int catalog, int platform, int indicator, int emulation,
            int loadSize, int block) {
        int record = HostileImage.PRIMARY + Iso.SECTOR;
        Arrays.fill(bytes, record, record + Iso.SECTOR, (byte) 0);
        byte[] head = "\0CD001\1EL TORITO SPECIFICATION".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(head, 0, bytes, record, head.length);
        Fields.little32(bytes, record + 71, catalog);
        int at = catalog * Iso.SECTOR;
        if (at + Iso.SECTOR > bytes.length) {
            return;
        }
        bytes[at] = 1;
        bytes[at + 1] = (byte) platform;
        bytes[at + 30] = 0x55;
        bytes[at + 31] = (byte) 0xaa;
        Fields.little16(bytes, at + 28, -(0xaa55 + 1 + (platform << 8)));
        bytes[at + 32] = (byte) indicator;
        bytes[at + 33] = (byte) emulation;
        Fields.little16(bytes, at + 38, loadSize);
        Fields.little32(bytes, at + 40, block);
    }
}
