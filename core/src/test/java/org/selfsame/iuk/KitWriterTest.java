package org.selfsame.iuk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.testing.Tool;

/// Kits of format 2, read by other programs and by the kernel.
class KitWriterTest {
    @TempDir
    private static Path directory;
    private static Path kit;
    private static Path diff;

    @BeforeAll
    static void makeKit() throws IOException {
        Releases.make(directory);
        kit = Releases.kit(directory, Releases.options(KitFormat.SQUASHFS, Union.OVERLAYFS), "kit.iuk");
        Tool.run(directory, "unsquashfs", "-no-progress", "-quiet", "-d", "unpacked", "kit.iuk");
        diff = directory.resolve("unpacked/overlay/live").resolve(Releases.DIFF);
        Tool.run(directory, "unsquashfs", "-no-progress", "-quiet", "-d", "diff", diff.toString());
    }

    private static String find(String where, String format) {
        return Tool.run(directory.resolve(where), "sh", "-ec", "find . -mindepth 1 -printf '" + format
                + "\\n' | LC_ALL=C sort").out();
    }

    /// tails-system.md, section 1: names, bytes, and modes of what a kit has in it.
    @Test
    void hasTheLayoutOfAKit() throws IOException {
        assertThat(directory.resolve("unpacked/FORMAT")).hasContent("2").hasSize(1);
        assertThat(Files.readString(directory.resolve("unpacked/control.yml"))).isEqualTo("""
                ---
                delete_files:
                - EFI/BOOT/grub/gone.mod
                - EFI/BOOT/grub/unlisted
                - EFI/BOOT/grub/x86_64-efi/deep.mod
                - isolinux/gone.c32
                - live/gone.txt
                - utils/linux/gone2
                """);
        assertThat(find("unpacked", "%P %y %m %U:%G %T@")).isEqualTo("""
                FORMAT f 644 0:0 1700000000.0000000000
                control.yml f 644 0:0 1700000000.0000000000
                overlay d 755 0:0 1700000000.0000000000
                overlay/EFI d 555 0:0 1700000000.0000000000
                overlay/EFI/BOOT d 555 0:0 1700000000.0000000000
                overlay/EFI/BOOT/bootx64.efi f 444 0:0 1700000000.0000000000
                overlay/EFI/BOOT/grub d 555 0:0 1700000000.0000000000
                overlay/EFI/BOOT/grub/grub.cfg f 444 0:0 1700000000.0000000000
                overlay/EFI/BOOT/grub/x86_64-efi d 555 0:0 1700000000.0000000000
                overlay/live d 755 0:0 1700000000.0000000000
                overlay/live/6.9.squashfs f 644 0:0 1700000000.0000000000
                overlay/live/initrd2.img f 444 0:0 1700000000.0000000000
                overlay/live/vmlinuz f 444 0:0 1700000000.0000000000
                overlay/syslinux d 555 0:0 1700000000.0000000000
                overlay/syslinux/ldlinux.c32 f 644 0:0 1700000000.0000000000
                overlay/syslinux/syslinux.cfg f 644 0:0 1700000000.0000000000
                overlay/utils d 555 0:0 1700000000.0000000000
                overlay/utils/linux d 555 0:0 1700000000.0000000000
                overlay/utils/linux/syslinux f 555 0:0 1700000000.0000000000
                overlay/utils/mbr d 555 0:0 1700000000.0000000000
                overlay/utils/mbr/mbr.bin f 444 0:0 1700000000.0000000000
                """);
        assertThat(directory.resolve("unpacked/overlay/syslinux/syslinux.cfg"))
                .hasContent("kernel /syslinux/vmlinuz /syslinux/isolinux/x\n");
        assertThat(directory.resolve("unpacked/overlay/syslinux/ldlinux.c32")).hasContent("bin\0/syslinux/");
    }

    @Test
    void hasWhatChangedInTheDiff() {
        assumeTrue(Files.exists(directory.resolve("diff/usr/lib/gone")), "only the superuser can make devices");
        assertThat(find("diff", "%P %y %m %n")).isEqualTo("""
                etc d 755 3
                etc/link l 777 1
                etc/os-release f 644 1
                etc/owner f 644 1
                etc/was-dir f 644 1
                etc/was-file d 755 2
                etc/was-file/in f 644 1
                usr d 755 5
                usr/added d 755 3
                usr/added/a f 644 1
                usr/added/b f 644 1
                usr/added/deep d 755 2
                usr/added/deep/odd name é f 644 1
                usr/added/pipe p 644 1
                usr/bin d 755 2
                usr/bin/changed f 644 1
                usr/bin/mode f 4755 1
                usr/bin/time f 644 1
                usr/lib d 755 2
                usr/lib/gone c 0 1
                usr/lib/removed c 0 1
                usr/lib/removed-link c 0 1
                var d 755 3
                var/mode d 1777 2
                """);
        assertThat(find("diff", "%T@").lines().distinct()).containsExactly("1700000000.0000000000");
    }

    /// rdsquashfs is an independent reader.
    @Test
    void isReadBySquashfsToolsNg() {
        Tool.require("rdsquashfs");
        var described = Tool.run(directory, "rdsquashfs", "--describe", kit.toString()).out();
        assertThat(described).contains("file FORMAT 0644 0 0", "dir overlay/syslinux 0555 0 0");
        assertThat(Tool.run(directory, "rdsquashfs", "--cat", "FORMAT", kit.toString()).out()).isEqualTo("2");
        assertThat(Tool.run(directory, "rdsquashfs", "--describe", diff.toString()).out())
                .contains("nod usr/lib/removed 00 0 0 c 0 0");
    }

    /// The kernel stacks the diff on the old system and sees the new one, times and hard links aside.
    @Test
    void givesTheNewSystemInTheKernel() {
        Tool.require("mount", "umount");
        var script = """
                mkdir lower upper merged
                mount -t squashfs -o loop,ro old/medium/live/filesystem.squashfs lower || exit 77
                trap 'umount merged upper lower 2>/dev/null || true' EXIT
                mount -t squashfs -o loop,ro %s upper || exit 77
                mount -t overlay -o lowerdir=upper:lower overlay merged || exit 77
                for tree in merged new/system; do
                    ( cd $tree; find . \\( -type d -printf '%%P %%y %%m %%U:%%G\\n' \\) -o -printf '%%P %%y %%m %%U:%%G %%s %%l\\n'
                      find . -type f -exec sha256sum {} + ) | LC_ALL=C sort > $(basename $tree).list
                done
                diff -u merged.list system.list
                """
                .formatted(diff);
        var ran = Tool.tryRun(directory, Map.of(), "unshare", "-m", "sh", "-ec", script);
        assumeTrue(ran.exit() != 77, "only the superuser of a kernel with overlayfs can mount: " + ran.err());

        assertThat(ran.out() + ran.err()).isEmpty();
        assertThat(ran.exit()).isZero();
    }

    /// As facts about kits have it: version 4.0, xz, 128 KiB outside; inside 1 MiB with options of the compressor, which
    /// are a dictionary of 1 MiB and the filter for x86 code.
    @Test
    void hasTheSuperblocksOfAKit() throws IOException {
        assertThat(Tool.run(directory, "unsquashfs", "-s", kit.toString()).out()).contains("Compression xz",
                "Block size 131072", "Tue Nov 14 22:13:20 2023").contains("Filesystem is not exportable");
        assertThat(Tool.run(directory, "unsquashfs", "-s", diff.toString()).out()).contains("Compression xz",
                "Block size 1048576", "Dictionary size 1048576", "Filters selected: x86");
        // equal files shared, ends of files in fragment blocks, no attributes; inside, options of the compressor, too
        assertThat(flags(kit)).isEqualTo(0x0260);
        assertThat(flags(diff)).isEqualTo(0x0660);
    }

    private static int flags(Path image) throws IOException {
        try (var in = Files.newInputStream(image)) {
            byte[] superblock = in.readNBytes(96);
            return superblock[24] & 0xff | (superblock[25] & 0xff) << 8;
        }
    }

    @Test
    void givesTheSameBytesAgain() throws IOException {
        var again = Releases.kit(directory, Releases.options(KitFormat.SQUASHFS, Union.OVERLAYFS), "again.iuk");
        assertThat(again).hasSameBinaryContentAs(kit);
    }

    @Test
    void leavesOutWhatHasTheSameContentIfAsked() throws IOException {
        var options = new KitWriter.Options(KitFormat.SQUASHFS, Union.OVERLAYFS, Releases.TIME, "x.squashfs",
                List.of("/usr/bin/*", "owner"));
        var other = Releases.kit(directory, options, "ignoring.iuk");
        Tool.run(directory, "unsquashfs", "-no-progress", "-quiet", "-d", "ignoring", other.toString());
        var listed = Tool.run(directory, "unsquashfs", "-l", "ignoring/overlay/live/x.squashfs").out();
        assertThat(listed).contains("usr/bin/changed").doesNotContain("usr/bin/mode", "usr/bin/time", "etc/owner");
    }

    @Test
    void refusesADiffNameThatCannotBe() {
        for (var name : List.of("a/b.squashfs", "a:b.squashfs", "a.img", "filesystem.squashfs", "\n.squashfs")) {
            assertThatThrownBy(() -> new KitWriter.Options(KitFormat.TAR, Union.AUFS, Releases.TIME, name, List.of()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
