package org.selfsame.iuk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.selfsame.content.FileContent;
import org.selfsame.iuk.KitCheck.Difference;
import org.selfsame.iuk.KitCheck.What;
import org.selfsame.task.Task;

class KitCheckTest {
    /// What kits list by a name that nothing has on the partition stays there: that is what kits do.
    private static final Difference IDLE = new Difference(What.LEFT_OVER, "medium/syslinux/gone.c32");

    @TempDir
    private static Path directory;

    @BeforeAll
    static void make() {
        Releases.make(directory);
    }

    private static KitCheck.Result check(Path kit) throws IOException {
        return Releases.use(directory, (old, now) -> {
            try (var content = FileContent.open(kit)) {
                return KitCheck.of(old, Kit.open(content, Task.silent()), now, Task.silent());
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void findsThatAKitGivesTheNewRelease(Union union) throws IOException {
        var result = check(Releases.kit(directory, Releases.options(KitFormat.SQUASHFS, union), union + ".iuk"));

        assertThat(result.first()).containsExactly(IDLE);
        assertThat(result.differences()).isEqualTo(1);
        assertThat(result.times()).isPositive();
        assertThat(result.copies()).isEqualTo(1);
    }

    /// Format 1 looks for removed files in fewer directories.
    @ParameterizedTest
    @EnumSource
    void findsWhatFormatOneCannotDelete(Union union) throws IOException {
        var result = check(Releases.kit(directory, Releases.options(KitFormat.TAR, union), union + "-1.iuk"));

        assertThat(result.first()).allMatch(difference -> difference.what() == What.LEFT_OVER)
                .extracting(Difference::path).containsExactly("medium/EFI/BOOT/grub/gone.mod",
                        "medium/EFI/BOOT/grub/unlisted/deeper", "medium/EFI/BOOT/grub/x86_64-efi/deep.mod",
                        "medium/syslinux/gone.c32", "medium/utils/linux/gone2");
    }

    @Test
    void findsWhatAnotherKitDoesNotGive() throws IOException {
        var kit = Releases.use(directory, (old, now) -> {
            // the kit that changes nothing
            var path = directory.resolve("nothing.iuk");
            try (var channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE, StandardOpenOption.READ)) {
                KitWriter.write(old, old, Releases.options(KitFormat.SQUASHFS, Union.OVERLAYFS),
                        directory.resolve("nothing.diff"), channel, Task.silent());
            }
            return path;
        });
        var result = check(kit);

        assertThat(result.isSame()).isFalse();
        assertThat(result.first()).contains(new Difference(What.CONTENT, "system/usr/bin/changed"),
                new Difference(What.METADATA, "system/usr/bin/mode"), new Difference(What.MISSING, "system/usr/added"),
                new Difference(What.LEFT_OVER, "system/usr/lib/gone"), new Difference(What.TYPE, "system/etc/was-dir"),
                new Difference(What.CONTENT, "system/etc/link"), new Difference(What.CONTENT, "medium/live/vmlinuz"),
                new Difference(What.MISSING, "medium/live/initrd2.img"),
                new Difference(What.CONTENT, "medium/EFI/BOOT/bootx64.efi"),
                new Difference(What.LEFT_OVER, "medium/utils/linux/gone2"), IDLE);
    }
}
