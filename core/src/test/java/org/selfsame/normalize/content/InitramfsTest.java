package org.selfsame.normalize.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.normalize.Normalized;
import org.selfsame.testing.Tool;

/// Initial file systems by Debian's initramfs-tools, without `SOURCE_DATE_EPOCH`, behind an archive with microcode.
@Tag("slow")
class InitramfsTest {
    @TempDir
    private Path directory;

    private Path make(String day) throws IOException {
        Tool.run(directory, "sh", "-ec",
                """
                        PATH=$PATH:/usr/sbin:/sbin
                        rm -rf work
                        mkdir -p work/conf/conf.d work/conf/hooks work/conf/scripts work/boot work/tmp$1
                        mkdir -p work/early/kernel/x86/microcode
                        cd work
                        sed 's/^MODULES=.*/MODULES=list/; s/^COMPRESS=.*/COMPRESS=gzip/' /etc/initramfs-tools/initramfs.conf \
                            > conf/initramfs.conf
                        touch conf/modules conf/update-initramfs.conf
                        echo CONFIG_RD_GZIP=y > boot/config-6.1.0-selfsame
                        # the program itself, but for where it looks for the configuration of the kernel, and for hooks: that of
                        # mdadm writes a date where the system has no mdadm.conf
                        cp -r /usr/share/initramfs-tools/hooks .
                        rm -f hooks/mdadm
                        sed "s,/boot/config-,$PWD/boot/config-,g; s,/usr/share/initramfs-tools/hooks,$PWD/hooks,g" \
                            "$(command -v mkinitramfs)" > mkinitramfs
                        echo code > early/kernel/x86/microcode/AuthenticAMD.bin
                        (cd early; touch -d 2020-01-0$1 kernel/x86/microcode/*; find . | sort $2 | cpio -o -H newc) > ../initrd$1
                        TMPDIR="$PWD/tmp$1" sh mkinitramfs -d "$PWD/conf" -o "$PWD/main" 6.1.0-selfsame 2> log || cat log
                        cat main >> ../initrd$1
                        """,
                "sh", day, day.equals("1") ? "-f" : "-r");
        return directory.resolve("initrd" + day);
    }

    @Test
    void makesInitialFileSystemsOfTwoBuildsTheSame() throws IOException {
        Tool.require("mkinitramfs", "lsinitramfs", "cpio", "gzip");
        Tool.requireFile("/etc/initramfs-tools/initramfs.conf", "initramfs-tools-core");
        var normal = Normalized.sameOf(make("1"), make("2"));
        assertThat(normal.changes()).contains("file!/segment! cpio", "file!/segment gzip", "file cpio");
        assertThat(Tool.run(directory, "lsinitramfs", "initrd1").out().lines())
                .contains("kernel/x86/microcode/AuthenticAMD.bin", "init", "scripts/functions");
        Tool.run(directory, "unmkinitramfs", "initrd1", "out");
        assertThat(directory.resolve("out/early/kernel/x86/microcode/AuthenticAMD.bin")).hasContent("code");
        assertThat(Files.isExecutable(directory.resolve("out/main/init"))).isTrue();
    }
}
