package org.selfsame.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.BytesContent;
import org.selfsame.testing.Tool;

/// Real pairs: two live images that the same script made in other surroundings, and two versions of a package.
class LiveImagePairTest {
    /// Makes a live image in the current directory, as the tools make one: with the clock, the umask, the order of the
    /// directory and the path of the day.
    private static final String SCRIPT = """
            set -e
            umask "$MASK"
            here=$(pwd)
            mkdir -p root/etc root/usr/bin root/var/log disk/live disk/isolinux early/kernel/x86/microcode ramfs/scripts
            echo "built in $here at $WHEN" > root/etc/build
            for name in $NAMES; do printf '#!/bin/sh\\necho %s\\n' "$name" > root/usr/bin/$name; done
            ls root/usr/bin | sort $ORDER > root/etc/programs
            (cd root && md5sum usr/bin/* etc/build > etc/md5sums)
            seq 1 40000 > root/usr/numbers
            mksquashfs root disk/live/filesystem.squashfs -comp xz -no-progress -quiet >/dev/null
            echo microcode > early/kernel/x86/microcode/AuthenticAMD.bin
            echo "#!/bin/sh" > ramfs/init
            echo "# $WHEN" >> ramfs/init
            for name in $NAMES; do echo "$name" > ramfs/scripts/$name; done
            (cd early && find . | sort | cpio -o -H newc --quiet) > disk/live/initrd.img
            (cd ramfs && (echo .; echo init; echo scripts; for name in $NAMES; do echo scripts/$name; done) \\
                | cpio -o -H newc --quiet | gzip $LEVEL) >> disk/live/initrd.img
            cp /usr/lib/ISOLINUX/isolinux.bin disk/isolinux/
            dd if=/dev/zero of=efi.img bs=1k count=1440 status=none
            mkfs.vfat efi.img >/dev/null
            mmd -i efi.img ::/EFI
            echo "$WHEN" > efi.txt
            mcopy -i efi.img efi.txt ::/EFI/efi.txt
            cp efi.img disk/efi.img
            xorriso -as mkisofs -quiet -R -J -V LIVE -isohybrid-mbr /usr/lib/ISOLINUX/isohdpfx.bin \\
                -b isolinux/isolinux.bin -c isolinux/boot.cat -no-emul-boot -boot-load-size 4 -boot-info-table \\
                -eltorito-alt-boot -e efi.img -no-emul-boot -isohybrid-gpt-basdat -o image.iso disk
            """;

    @TempDir
    private Path directory;

    private byte[] image(String where, Map<String, String> environment) throws IOException {
        var place = Files.createDirectories(directory.resolve(where));
        Files.writeString(place.resolve("build"), SCRIPT);
        var result = Tool.tryRun(place, environment, "sh", "build");
        assertThat(result.exit()).as(result.err()).isZero();
        return Files.readAllBytes(place.resolve("image.iso"));
    }

    @Test
    void explainsTwoBuildsOfALiveImage() throws IOException {
        Tool.require("mksquashfs", "xorriso", "cpio", "mkfs.vfat", "mcopy", "mmd");
        Tool.requireFile("/usr/lib/ISOLINUX/isolinux.bin", "isolinux");
        byte[] left = image("one", Map.of("MASK", "022", "WHEN", "Monday", "NAMES", "alpha Beta gamma", "ORDER", "",
                "LEVEL", "-9", "LC_ALL", "C.UTF-8", "TZ", "UTC"));
        byte[] right = image("another/place", Map.of("MASK", "002", "WHEN", "Tuesday", "NAMES", "gamma Beta alpha",
                "ORDER", "-f", "LEVEL", "-1", "LC_ALL", "C", "TZ", "Asia/Tokyo"));
        var comparison = Trees.compare(new BytesContent(left), new BytesContent(right), 2);
        var lines = Trees.lines(comparison);
        var system = "!/live/filesystem.squashfs!/";
        assertThat(comparison.troubles()).isEmpty();
        assertThat(lines).contains("content " + system + "etc/build", "content " + system + "etc/programs",
                "metadata " + system + "etc/build permissions: 0644 | 0664",
                "metadata " + system + "etc permissions: 0755 | 0775",
                "content " + system + "etc/md5sums!/etc%2Fbuild",
                "content !/live/initrd.img!/segment-2!!/init",
                "layout !/live/initrd.img!/segment-2 gzip.extra_flags: 2 | 4",
                "content !/efi.img!/EFI/efi.txt");
        assertThat(lines).as("what is the same is not named").noneMatch(line -> line.startsWith("content " + system
                + "usr/") || line.contains("AuthenticAMD.bin content"));
        assertThat(comparison.accounts()).extracting(Account::path).contains("", "!/live/filesystem.squashfs",
                "!/live/initrd.img", "!/efi.img");
        assertThat(comparison.accounts()).allSatisfy(account -> assertThat(account.unexplained()).as(account.path())
                .isEmpty());
    }

    private byte[] deb(String version, String text, int lines) throws IOException {
        var tree = Files.createDirectories(directory.resolve("deb-" + version));
        Files.createDirectories(tree.resolve("DEBIAN"));
        Files.createDirectories(tree.resolve("usr/share/doc/thing"));
        Files.writeString(tree.resolve("DEBIAN/control"), """
                Package: thing
                Version: %s
                Architecture: all
                Maintainer: Nobody <nobody@example.org>
                Description: a thing
                """.formatted(version));
        Files.writeString(tree.resolve("usr/share/doc/thing/copyright"), "anybody may\n".repeat(20));
        Files.writeString(tree.resolve("usr/share/doc/thing/readme"), (text + "\n").repeat(lines));
        var log = directory.resolve("changelog-" + version);
        Files.writeString(log, "thing (" + version + ") unstable; urgency=low\n");
        Tool.run(directory, "sh", "-c", "gzip -9n < " + log + " > " + tree.resolve("usr/share/doc/thing/changelog.gz"));
        Tool.run(tree, "sh", "-c", "md5sum $(find usr -type f | sort) > DEBIAN/md5sums");
        Tool.run(directory, "dpkg-deb", "--root-owner-group", "-Zxz", "-b", tree.toString(), version + ".deb");
        return Files.readAllBytes(directory.resolve(version + ".deb"));
    }

    @Test
    void explainsTwoVersionsOfAPackage() throws IOException {
        Tool.require("dpkg-deb", "md5sum");
        var comparison = Trees.compare(new BytesContent(deb("1.0", "read me", 30)), new BytesContent(deb("1.1",
                "read this", 400)), 2);
        var doc = "!/data.tar.xz!!/usr/share/doc/thing/";
        assertThat(comparison.troubles()).isEmpty();
        var lines = Trees.lines(comparison);
        assertThat(lines).contains("content !/control.tar.xz!!/control!/Version", "content " + doc + "readme",
                "content " + doc + "changelog.gz!",
                "content !/control.tar.xz!!/md5sums!/usr%2Fshare%2Fdoc%2Fthing%2Freadme");
        assertThat(lines).noneMatch(line -> line.contains("copyright") && !line.startsWith("layout")
                && !line.startsWith("metadata"));
        assertThat(comparison.accounts()).allSatisfy(account -> assertThat(account.unexplained()).as(account.path())
                .isEmpty());
        assertThat(comparison.accounts()).extracting(Account::format).containsAll(List.of("ar", "xz", "tar", "deb822",
                "manifest", "gzip"));
    }
}
