package org.selfsame.iuk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.selfsame.content.FileContent;
import org.selfsame.format.iso9660.IsoFormat;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Limits;

/// Two small releases, made by the tools that releases are made by, in which all that a kit has to tell differs.
final class Releases {
    static final Instant TIME = Instant.ofEpochSecond(1_700_000_000);
    static final String DIFF = "6.9.squashfs";

    private static final String MAKE = """
            umask 022
            system() {
                mkdir -p $1/etc $1/usr/bin $1/usr/lib/gone/deep $1/usr/share/same $1/var/empty
                printf 'VERSION="%s"\\nTAILS_SOURCE_DATE_EPOCH="1700000000"\\n' $2 > $1/etc/os-release
                head -c 400000 /dev/zero | tr '\\0' x > $1/usr/share/same/large
                printf same > $1/usr/share/same/file; ln $1/usr/share/same/file $1/usr/share/same/linked
            }
            system old/system 6.8
            ( cd old/system
                printf old > usr/bin/changed; printf mode > usr/bin/mode; printf time > usr/bin/time
                printf x > usr/lib/gone/deep/file; printf x > usr/lib/removed; ln -s nowhere usr/lib/removed-link
                printf x > etc/was-file; mkdir etc/was-dir; printf x > etc/was-dir/in; ln -s old etc/link
                printf owner > etc/owner; chown 1000:1000 etc/owner 2>/dev/null || true
                mkdir var/mode )
            system new/system 6.9
            ( cd new/system
                rm -r usr/lib/gone
                printf new > usr/bin/changed; printf mode > usr/bin/mode; printf time > usr/bin/time
                mkdir etc/was-file; printf y > etc/was-file/in; printf dir > etc/was-dir; ln -s new etc/link
                printf owner > etc/owner
                mkdir -p usr/added/deep; printf hard > usr/added/a; ln usr/added/a usr/added/b; mkfifo usr/added/pipe
                printf é > 'usr/added/deep/odd name é'; mkdir var/mode; chmod 1777 var/mode; chmod 4755 usr/bin/mode )
            find old new -exec touch -h -d @1600000000 {} +
            touch -d @1650000000 new/system/usr/bin/time
            touch -d @1800000000 new/system/usr/added/a
            medium() {
                mkdir -p $1/EFI/BOOT/grub/x86_64-efi $1/isolinux $1/live $1/utils/mbr $1/utils/linux $1/tails
                printf 'efi %s' $2 > $1/EFI/BOOT/bootx64.efi; printf same > $1/EFI/BOOT/grub/grub.cfg
                printf 'kernel /isolinux/vmlinuz /isolinux/isolinux/x\\n' > $1/isolinux/isolinux.cfg
                printf 'bin\\0/isolinux/' > $1/isolinux/ldlinux.c32
                printf mbr > $1/utils/mbr/mbr.bin; printf '#!' > $1/utils/linux/syslinux; chmod 755 $1/utils/linux/syslinux
                printf 'kernel %s' $2 > $1/live/vmlinuz; printf initrd > $1/live/initrd.img
                printf 'filesystem.squashfs\\n' > $1/live/Tails.module
            }
            medium old/medium 6.8
            printf x > old/medium/EFI/BOOT/grub/gone.mod; printf x > old/medium/isolinux/gone.c32
            printf x > old/medium/live/gone.txt; printf x > old/medium/utils/linux/gone2
            printf x > old/medium/EFI/BOOT/grub/x86_64-efi/deep.mod; mkdir old/medium/EFI/BOOT/grub/unlisted
            printf x > old/medium/EFI/BOOT/grub/unlisted/deeper
            mkdir new/medium; medium new/medium 6.9; printf 'initrd 2' > new/medium/live/initrd2.img
            for release in old new; do
                mksquashfs $release/system $release/medium/live/filesystem.squashfs -noappend -quiet -no-progress \
                    -comp $COMP
                find $release/medium -exec touch -h -d @1600000000 {} +
                xorriso -as mkisofs -quiet -r -J -o $release.iso $release/medium
            done
            """;

    private Releases() {}

    /// Makes `old.iso` and `new.iso` in a directory, beside the directories `old` and `new` that they are made of.
    static void make(Path directory) {
        Tool.require("mksquashfs", "xorriso");
        Tool.run(directory, "sh", "-ec", MAKE.replace("$COMP", "xz"));
    }

    /// Makes a directory in `work` that is a system partition with the old release, and with something of its own.
    static Path install(Path directory, Path work) {
        Tool.run(work, "sh", "-ec",
                "cp -a " + directory + "/old/medium partition && mv partition/isolinux partition/syslinux"
                        + " && mv partition/syslinux/isolinux.cfg partition/syslinux/syslinux.cfg"
                        + " && printf x > partition/live/6.8.1.squashfs && printf mine > partition/live/other.txt");
        return work.resolve("partition");
    }

    /// What is done with two open releases.
    interface Use<T> {
        T with(LiveImage old, LiveImage now) throws IOException;
    }

    static <T> T use(Path directory, Use<T> use) throws IOException {
        try (var old = FileContent.open(directory.resolve("old.iso"));
                var now = FileContent.open(directory.resolve("new.iso"))) {
            return use.with(image(old), image(now));
        }
    }

    private static LiveImage image(FileContent content) throws IOException {
        return LiveImage.of(new IsoFormat().open(content, Limits.DEFAULT).tree());
    }

    static KitWriter.Options options(KitFormat format, Union union) {
        return new KitWriter.Options(format, union, TIME, DIFF, List.of());
    }

    /// Writes the kit from the old to the new release.
    static Path kit(Path directory, KitWriter.Options options, String name) throws IOException {
        var kit = directory.resolve(name);
        use(directory, (old, now) -> {
            try (var channel = FileChannel.open(kit, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE,
                    StandardOpenOption.READ)) {
                KitWriter.write(old, now, options, directory.resolve(name + ".diff"), channel, Task.silent());
            }
            return kit;
        });
        return kit;
    }
}
