package org.selfsame.iuk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.BytesContent;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Entry;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// Kits of format 1. GNU tar gives the bytes that ours are compared with.
class TarKitTest {
    private static final String TAR = "tar --format=gnu --numeric-owner --owner=root --group=root --sort=name"
            + " --clamp-mtime --mtime=@1700000000 ";

    @TempDir
    private static Path directory;
    private static Path kit;

    @BeforeAll
    static void makeKit() throws IOException {
        Tool.require("tar", "bzip2");
        Releases.make(directory);
        kit = Releases.kit(directory, Releases.options(KitFormat.TAR, Union.AUFS), "kit.iuk");
        Tool.run(directory, "sh", "-ec", "mkdir kit boot system && tar -xf kit.iuk -C kit"
                + " && tar -xjf kit/boot.tar.bz2 -C boot && tar -xf kit/system.tar -C system");
    }

    /// The container, and the archives in it, are what GNU tar makes of the files in them, the kernels appended one by one.
    @Test
    void hasTheBytesOfGnuTar() throws IOException {
        Tool.run(directory, "sh", "-ec",
                "cd kit && " + TAR + "-cf ../expected.iuk FORMAT control.yml boot.tar.bz2 system.tar"
                        + " && cd ../system && " + TAR + "-cf ../expected-system.tar live/6.9.squashfs"
                        + " && for kernel in live/initrd2.img live/vmlinuz; do " + TAR
                        + "--append -f ../expected-system.tar $kernel; done"
                        + " && cd ../boot && " + TAR + "-cf ../expected-boot.tar EFI syslinux utils");
        assertThat(kit).hasSameBinaryContentAs(directory.resolve("expected.iuk"));
        assertThat(directory.resolve("kit/system.tar"))
                .hasSameBinaryContentAs(directory.resolve("expected-system.tar"));
        Tool.run(directory, "sh", "-ec", "bzip2 -dc kit/boot.tar.bz2 | cmp - expected-boot.tar");
    }

    @Test
    void hasTheLevelOfBzip2() throws IOException {
        assertThat(new String(Arrays.copyOf(Files.readAllBytes(directory.resolve("kit/boot.tar.bz2")), 4),
                StandardCharsets.US_ASCII)).isEqualTo("BZh9");
    }

    @Test
    void hasTheMembersInOrder() {
        Tool.require("bsdtar");
        assertThat(Tool.run(directory, "bsdtar", "-tf", "kit.iuk").out().lines())
                .containsExactly("FORMAT", "control.yml", "boot.tar.bz2", "system.tar");
        assertThat(Tool.run(directory, "bsdtar", "-tf", "kit/system.tar").out().lines())
                .containsExactly("live/6.9.squashfs", "live/initrd2.img", "live/vmlinuz");
        assertThat(directory.resolve("kit/FORMAT")).hasContent("1").hasSize(1);
        assertThat(directory.resolve("kit/control.yml")).hasContent("""
                ---
                delete_files:
                - isolinux/gone.c32
                - live/gone.txt
                """);
    }

    /// What was earlier keeps its time; what the kit's maker writes has the kit's.
    @Test
    void clampsTimes() {
        assertThat(
                Tool.run(directory.resolve("boot"), "stat", "-c", "%Y %a %n", "EFI", "EFI/BOOT/bootx64.efi", "syslinux",
                        "syslinux/syslinux.cfg").out())
                .isEqualTo("""
                        1600000000 555 EFI
                        1600000000 444 EFI/BOOT/bootx64.efi
                        1700000000 555 syslinux
                        1700000000 644 syslinux/syslinux.cfg
                        """);
    }

    @Test
    void hasWhiteoutsOfAufsInTheDiff() {
        Tool.require("unsquashfs");
        Tool.run(directory, "unsquashfs", "-no-progress", "-quiet", "-d", "diff", "system/live/6.9.squashfs");
        var listed = Tool.run(directory.resolve("diff"), "sh", "-ec",
                "find . -name '.wh.*' -printf '%P %y %m %s %n\\n' | LC_ALL=C sort").out();
        assertThat(listed).isEqualTo("""
                .wh..wh.aufs f 444 0 4
                .wh..wh.orph d 700 4096 2
                .wh..wh.plnk d 700 4096 2
                usr/lib/.wh.gone f 444 0 4
                usr/lib/.wh.removed f 444 0 4
                usr/lib/.wh.removed-link f 444 0 4
                """);
        assertThat(Tool.run(directory.resolve("diff"), "stat", "-c", "%Y", "usr/bin/time", "usr/added/a").out())
                .isEqualTo("1650000000\n1700000000\n");
    }

    /// A header has no room for more than 100 bytes of a name.
    @Test
    void writesLongNamesAsGnuTarDoes() throws IOException {
        for (int length : new int[]{99, 100, 101, 250}) {
            var name = "n".repeat(length);
            var inner = "i".repeat(length - 90);
            Tool.run(directory, "sh", "-ec", "mkdir -p long-" + length + "/" + name + " && cd long-" + length
                    + " && printf abc > " + name + "/" + inner + " && chmod 755 " + name + " && chmod 644 " + name + "/"
                    + inner + " && " + TAR.replace("--clamp-mtime", "") + "-cf ../long-" + length + ".tar " + name);
            var metadata = Metadata.builder().permissions(0644).modified(Releases.TIME).build();
            var file = MemoryTree.file(Name.of(inner), metadata,
                    new BytesContent("abc".getBytes(StandardCharsets.US_ASCII)));
            var tree = MemoryTree.directory(Name.of(name), metadata.with().permissions(0755).build(), List.of(file));
            var archive = new KitTar().all("", List.<Entry>of(tree)).archive();

            assertThat(archive.bytes(0, (int) archive.size()))
                    .isEqualTo(Files.readAllBytes(directory.resolve("long-" + length + ".tar")));
        }
    }
}
