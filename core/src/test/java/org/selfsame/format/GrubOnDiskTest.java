package org.selfsame.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.BytesContent;
import org.selfsame.content.FileContent;
import org.selfsame.testing.Parts;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Format;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;

/// GRUB where its installer puts it: behind an MBR, and in a BIOS boot partition.
class GrubOnDiskTest {
    private static final int SECTOR = 512;

    @TempDir
    Path directory;

    private byte[] boot;
    private byte[] core;

    @BeforeEach
    void make() throws IOException {
        Tool.require("grub-mkimage");
        boot = Files.readAllBytes(Tool.requireFile("/usr/lib/grub/i386-pc/boot.img", "grub-pc-bin"));
        Tool.run(directory, "grub-mkimage", "-O", "i386-pc", "-p", "/boot/grub", "-o", "core.img", "biosdisk", "fat");
        core = Files.readAllBytes(directory.resolve("core.img"));
    }

    @Test
    void opensWhatLiesBehindAnMbr() throws IOException {
        var disk = new byte[4096 * SECTOR];
        System.arraycopy(boot, 0, disk, 0, 440);
        System.arraycopy(core, 0, disk, SECTOR, core.length);
        ByteBuffer.wrap(disk).order(ByteOrder.LITTLE_ENDIAN).put(446, (byte) 0x80).put(450, (byte) 0x0c)
                .putInt(454, 2048).putInt(458, 2048).putShort(510, (short) 0xaa55);
        var reader = open(disk, "disk");
        var gap = Parts.file(reader, "mbr-gap");
        assertThat(gap.file().size()).isEqualTo(2047L * SECTOR);
        assertThat(Parts.at(reader, 300)).isEqualTo("boot code");
        assertThat(Parts.at(reader, 0x5c)).isEqualTo("grub boot.kernel_sector");
        assertThat(Parts.at(reader, SECTOR)).isEqualTo("MBR gap");
        var grub = open(gap.bytes(), "grub");
        assertThat(Parts.file(open(Parts.file(grub, "core/modules").bytes(), "grub"), "fat.mod").bytes())
                .startsWith(0x7f, 'E', 'L', 'F');
        assertThat(Parts.unknown(grub)).isEmpty();
    }

    @Test
    void showsNoGapThatIsNotUsed() throws IOException {
        var disk = new byte[4096 * SECTOR];
        ByteBuffer.wrap(disk).order(ByteOrder.LITTLE_ENDIAN).put(450, (byte) 0x0c).putInt(454, 2048).putInt(458, 2048)
                .putShort(510, (short) 0xaa55);
        assertThat(Parts.files(open(disk, "disk"))).extracting(Parts.Part::path).containsExactly("mbr-1");
        // something further behind is still nobody's
        disk[3 * SECTOR] = 1;
        assertThat(Parts.files(open(disk, "disk"))).extracting(Parts.Part::path).containsExactly("mbr-1");
        assertThat(Parts.unknown(open(disk, "disk"))).contains("unreferenced");
    }

    @Test
    void opensABiosBootPartition() throws IOException {
        Tool.require("sgdisk");
        Files.write(directory.resolve("disk"), new byte[8 << 20]);
        Tool.run(directory, "sgdisk", "-n", "1:2048:4095", "-t", "1:ef02", "disk");
        var disk = Files.readAllBytes(directory.resolve("disk"));
        System.arraycopy(core, 0, disk, 2048 * SECTOR, core.length);
        Files.write(directory.resolve("disk"), disk);
        try (var content = FileContent.open(directory.resolve("disk"))) {
            var reader = Formats.of(content).getFirst().open(content, Limits.DEFAULT);
            var partition = Parts.file(reader, "gpt-1");
            assertThat(Formats.of(partition.file().content()).stream().map(Format::name)).containsExactly("grub");
            var kernel = Parts.file(open(partition.bytes(), "grub"), "core/kernel").bytes();
            assertThat(Arrays.copyOf(kernel, 4)).isNotEqualTo(new byte[4]);
        }
    }

    private static Reader open(byte[] bytes, String format) throws IOException {
        var content = new BytesContent(bytes);
        var first = Formats.of(content).getFirst();
        assertThat(first.name()).isEqualTo(format);
        return first.open(content, Limits.DEFAULT);
    }
}
