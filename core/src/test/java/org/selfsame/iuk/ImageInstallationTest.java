package org.selfsame.iuk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.selfsame.content.Content;
import org.selfsame.content.FileContent;
import org.selfsame.format.disk.DiskFormat;
import org.selfsame.format.fat.FatFormat;
import org.selfsame.task.Task;
import org.selfsame.testing.Parts;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;

/// Kits applied to images that mkfs.fat, mtools and sgdisk made, judged by fsck.fat, mtools and the same kit applied to a
/// directory.
class ImageInstallationTest {
    private static final int MIB = 1 << 20;

    @TempDir
    private static Path directory;
    private static Path kit;
    private static Path tarKit;
    @TempDir
    private Path work;

    @BeforeAll
    static void makeKits() throws IOException {
        Releases.make(directory);
        kit = Releases.kit(directory, Releases.options(KitFormat.SQUASHFS, Union.OVERLAYFS), "kit.iuk");
        tarKit = Releases.kit(directory, Releases.options(KitFormat.TAR, Union.AUFS), "tar.iuk");
    }

    @BeforeEach
    void install() {
        Tool.require("mkfs.fat", "fsck.fat", "mcopy", "mattrib", "sgdisk");
        Releases.install(directory, work);
    }

    /// A FAT image of the partition, with a boot loader that knows its place; on a disk, it is the second partition.
    private Path image(String kibibytes, String bits, boolean disk) {
        Tool.run(work, "sh", "-ec", """
                printf loader > partition/syslinux/ldlinux.sys
                mkfs.fat -F $2 -s 1 --invariant -n SYSTEM -C fat $1 >/dev/null
                mcopy -i fat -s -m -Q partition/* ::
                mattrib -i fat +h +s +r ::syslinux/ldlinux.sys
                if $3; then
                    truncate -s $((($1 / 1024 + 3) * 1048576)) disk
                    sgdisk -n 1:1M:+512K -n 2:2M:+$1K -t 2:ef00 -c 2:Tails disk >/dev/null
                    printf code | dd of=disk conv=notrunc status=none
                    dd if=fat of=disk bs=1M seek=2 conv=notrunc status=none
                    mv disk fat
                fi
                """, "sh", kibibytes, bits, String.valueOf(disk));
        return work.resolve("fat");
    }

    private Path apply(Path kit, Path image, String name) throws IOException {
        var target = work.resolve(name);
        try (var content = FileContent.open(kit);
                var old = FileContent.open(image);
                var out = Files.newOutputStream(target)) {
            var upgraded = Installation.apply(Kit.open(content, Task.silent()), old, Task.silent());
            upgraded.write(out, Task.silent());
        }
        return target;
    }

    @ParameterizedTest
    @CsvSource({"2048, 12, false, false", "12288, 16, true, true", "40960, 32, false, true", "40960, 32, true, false"})
    void givesWhatTheDirectoryGets(String kibibytes, String bits, boolean disk, boolean tar) throws IOException {
        var image = image(kibibytes, bits, disk);
        var used = tar ? tarKit : kit;
        var upgraded = apply(used, image, "upgraded");
        try (var content = FileContent.open(used)) {
            Installation.apply(Kit.open(content, Task.silent()), work.resolve("partition"), Task.silent());
        }
        var at = "upgraded@@" + (disk ? 2 * MIB : 0);
        Tool.run(work, "sh", "-ec", """
                mkdir seen && mcopy -i $1 -s -m -Q '::*' seen && diff -r partition seen
                dd if=upgraded of=volume bs=1M skip=$2 status=none && truncate -s $3K volume && fsck.fat -n volume
                """, "sh", at, disk ? "2" : "0", kibibytes);
        assertThat(Tool.run(work, "mattrib", "-i", at, "::syslinux/ldlinux.sys").out()).contains("SHR");
        assertThat(Tool.run(work, "mdir", "-i", at, "::live/vmlinuz").out())
                .contains(tar ? "2020-09-13  12:26" : "2023-11-14  22:13");

        assertThat(apply(used, image, "again")).hasSameBinaryContentAs(upgraded);
        try (var old = FileContent.open(image); var now = FileContent.open(upgraded)) {
            assertThat(now.size()).isEqualTo(old.size());
            var before = volume(old, disk);
            var after = volume(now, disk);
            // all that is not the file system, its boot sector, and where the boot loader is
            assertThat(now.bytes(0, disk ? 2 * MIB : 0)).isEqualTo(old.bytes(0, disk ? 2 * MIB : 0));
            long end = old.size() - (disk ? MIB : 0);
            assertThat(now.bytes(end, (int) (old.size() - end))).isEqualTo(old.bytes(end, (int) (old.size() - end)));
            assertThat(after.bytes(0, 512)).isEqualTo(before.bytes(0, 512));
            assertThat(place(after)).isEqualTo(place(before));
            assertThat(Parts.codes(new FatFormat().open(after, Limits.DEFAULT))).isEmpty();
            // nothing is left of what is gone
            assertThat(new String(after.bytes(0, (int) after.size()), StandardCharsets.ISO_8859_1))
                    .contains("kernel 6.9").doesNotContain("kernel 6.8");
        }
    }

    private static Content volume(Content image, boolean disk) throws IOException {
        return disk
                ? Parts.file(new DiskFormat().open(image, Limits.DEFAULT), "gpt-2").file().content()
                : image;
    }

    /// Where the bytes of the boot loader lie in a volume.
    private static int place(Content volume) throws IOException {
        var bytes = volume.bytes(0, (int) volume.size());
        for (int at = 0; at < bytes.length; at += 512) {
            if (Arrays.equals(bytes, at, at + 6, "loader".getBytes(StandardCharsets.US_ASCII), 0, 6)) {
                return at;
            }
        }
        return -1;
    }

    /// A full stick: what is missing is said in bytes, and is what it takes.
    @Test
    void saysHowMuchRoomIsMissing() throws IOException {
        var image = image("2048", "12", false);
        var free = Tool.run(work, "sh", "-ec", "mdir -i fat | sed -n 's/ *\\(.*\\) bytes free/\\1/p' | tr -d ' '").out()
                .strip();
        Tool.run(work, "sh", "-ec", "head -c $1 /dev/zero > filler && mcopy -i fat filler ::", "sh", free);
        assertThatThrownBy(() -> apply(kit, image, "upgraded")).isInstanceOfSatisfying(KitException.class, e -> {
            assertThat(e.reason()).isEqualTo(KitException.Reason.NO_SPACE);
            assertThat(e.missing()).isPositive().isLessThan(MIB);
            Tool.run(work, "sh", "-ec", "mdel -i fat ::filler; truncate -s $(($1 - $2)) filler"
                    + " && mcopy -i fat filler ::", "sh", free, String.valueOf(e.missing()));
        });
        apply(kit, image, "upgraded");
        Tool.run(work, "sh", "-ec", "truncate -s +512 filler && mdel -i fat ::filler && mcopy -i fat filler ::");
        assertThatThrownBy(() -> apply(kit, image, "upgraded")).isInstanceOfSatisfying(KitException.class,
                e -> assertThat(e.missing()).isEqualTo(512));
    }

    /// The alias of the system is a name of it.
    @Test
    void deletesNoSystemByItsAlias() throws IOException {
        var nothing = new Tree(MemoryTree.directory(Name.of(""), Metadata.NONE, List.of()));
        try (var image = FileContent.open(image("2048", "12", false))) {
            for (var path : List.of("live/FILESY~1.SQU", "LIVE/Filesystem.SQUASHFS")) {
                assertThatThrownBy(() -> Installation.apply(
                        new Kit(KitFormat.TAR, List.of(path), nothing, List.of(), List.of()), image, Task.silent()))
                        .isInstanceOfSatisfying(KitException.class,
                                e -> assertThat(e.reason()).isEqualTo(KitException.Reason.IN_THE_WAY));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            mdel -i fat ::live/Tails.module;                                         NOT_A_SYSTEM
            mmove -i fat ::live ::elsewhere;                                         NOT_A_SYSTEM
            mdeltree -i fat ::EFI && mcopy -i fat partition/live/other.txt ::EFI;    IN_THE_WAY
            mdel -i fat ::live/vmlinuz && mmd -i fat ::live/vmlinuz;                 IN_THE_WAY
            cp partition/live/filesystem.squashfs fat;                               NOT_A_SYSTEM
            """)
    void refusesWhatIsNoPartition(String change, KitException.Reason reason) {
        var image = image("2048", "12", false);
        Tool.run(work, "sh", "-ec", change);
        assertThatThrownBy(() -> apply(kit, image, "upgraded")).isInstanceOfSatisfying(KitException.class,
                e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void refusesTwoSystems() throws IOException {
        image("2048", "12", false);
        Tool.run(work, "sh", "-ec", "truncate -s 12M disk && sgdisk -n 1:1M:+4M -n 2:6M:+4M disk >/dev/null"
                + " && for at in 1 6; do dd if=fat of=disk bs=1M seek=$at conv=notrunc status=none; done");
        assertThatThrownBy(() -> apply(kit, work.resolve("disk"), "upgraded")).isInstanceOfSatisfying(
                KitException.class, e -> assertThat(e.reason()).isEqualTo(KitException.Reason.SEVERAL_SYSTEMS));
    }

    /// Two files that share a cluster: to free it for one would harm the other.
    @Test
    void refusesADamagedFileSystem() throws IOException {
        var image = image("2048", "12", false);
        try (var channel = FileChannel.open(image, StandardOpenOption.WRITE, StandardOpenOption.READ)) {
            var bytes = Files.readAllBytes(image);
            var text = new String(bytes, StandardCharsets.ISO_8859_1);
            int one = text.indexOf("VMLINUZ    ");
            int other = text.indexOf("OTHER   TXT");
            assertThat(one).isPositive();
            channel.write(ByteBuffer.wrap(bytes, one + 26, 2), other + 26);
        }
        assertThatThrownBy(() -> apply(kit, image, "upgraded")).hasMessageContaining("belongs to two entries");
    }
}
