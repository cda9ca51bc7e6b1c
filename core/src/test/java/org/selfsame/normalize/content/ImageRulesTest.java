package org.selfsame.normalize.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.normalize.Epoch;
import org.selfsame.normalize.LeftAloneException.Reason;
import org.selfsame.normalize.Normalized;
import org.selfsame.testing.Tool;

/// Images of file systems by the usual tools, on two days: the fields that tell the day are changed in place.
class ImageRulesTest {
    private static final String TREE = """
            PATH=$PATH:/usr/sbin:/sbin
            rm -rf tree
            mkdir -p tree/directory/below
            printf text > tree/directory/file
            printf other > "tree/A longer name.txt"
            ln -s directory/file tree/link
            find tree -exec touch -h -d "2020-0$1-02T03:04:06" {} +
            """;

    @TempDir
    private Path directory;

    /// An image of a tree with the times of a day, made on that day.
    private Path make(int day, String script) throws IOException {
        var image = directory.resolve("image" + day);
        Tool.run(directory, "sh", "-ec", TREE + script, "sh", Integer.toString(day), image.toString());
        return image;
    }

    private Normalized same(String script) throws IOException {
        return Normalized.sameOf(make(1, script), make(2, script));
    }

    private String run(String script) {
        return Tool.run(directory, "sh", "-ec", "PATH=$PATH:/usr/sbin:/sbin\n" + script).out();
    }

    @Test
    void changesTheTimeOfMakingInSquashfs() throws IOException {
        Tool.require("mksquashfs", "unsquashfs");
        var normal = same("mksquashfs tree $2 -quiet -no-progress -all-time 1500000000 -mkfs-time 160000000$1");
        assertThat(normal.changes()).containsExactly("file squashfs");
        assertThat(run("unsquashfs -s image1")).contains("Sun Nov 26 12:00:00 2017");
        assertThat(run("unsquashfs -q -n -d out image1; cat out/directory/file")).endsWith("text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-F 12 -C $2 1000", "-F 16 -C $2 10000", "-F 32 -s 1 -C $2 40000"})
    void changesSerialNumberAndTimesInFat(String options) throws IOException {
        Tool.require("mkfs.fat", "mcopy", "fsck.fat", "mdir");
        var normal = same("mkfs.fat -n SYSTEM -i 1234567$1 " + options
                + " > /dev/null; TZ=Etc/GMT-$1 mcopy -s -m -i $2 'tree/directory' 'tree/A longer name.txt' ::");
        assertThat(normal.changes()).containsExactly("file fat");
        assertThat(run("fsck.fat -n image1")).contains("image1: ").doesNotContain("differ", "Perform");
        assertThat(run("mdir -i image1 ::")).contains("Volume Serial Number is 5A1A-ACC0", "2017-11-26  12:00",
                "A longer name.txt");
        assertThat(run("mtype -i image1 ::directory/file")).isEqualTo("text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-R -J", "-R", "-iso-level 3"})
    void changesTheDatesOfAnIso(String options) throws IOException {
        Tool.require("xorriso", "isoinfo");
        var normal = same("TZ=Etc/GMT-$1 xorriso -as mkisofs -quiet " + options
                + " --modification-date=2020010${1}00000000 -o $2 tree 2>/dev/null");
        assertThat(normal.changes()).containsExactly("file iso9660");
        assertThat(run("isoinfo -i image1 -l")).contains("Nov 26 2017").doesNotContain("2020", "2026");
        assertThat(run("xorriso -indev image1 -pvd_info 2>&1")).contains("Modif. Time  : 2017112612000000",
                "Creation Time: 2017112612000000");
        assertThat(run(
                "xorriso -osirrox on -indev image1 -extract / out 2>/dev/null; find out -name 'file*' -exec cat {} +"))
                .isEqualTo("text");
    }

    @Test
    void changesTheIdOfAHybridIso() throws IOException {
        Tool.require("xorriso");
        var mbr = Tool.requireFile("/usr/lib/ISOLINUX/isohdpfx.bin", "isolinux");
        var loader = Tool.requireFile("/usr/lib/ISOLINUX/isolinux.bin", "isolinux");
        var normal = same("cp " + loader + " tree/isolinux.bin; touch -d 2020-0$1-01 tree/isolinux.bin; "
                + "xorriso -as mkisofs -quiet -R --modification-date=2020010${1}00000000 -isohybrid-mbr " + mbr
                + " -b isolinux.bin -c boot.cat -no-emul-boot -boot-load-size 4 -boot-info-table -o $2 tree 2>/dev/null");
        assertThat(normal.changes()).containsExactly("file iso9660");
        assertThat(run("xorriso -indev image1 -report_el_torito plain -report_system_area plain 2>/dev/null"))
                .contains("isohybrid", "El Torito boot img");
        assertThat(Arrays.copyOfRange(normal.bytes(), 440, 444))
                .isEqualTo(new byte[]{(byte) 0xc0, (byte) 0xac, 0x1a, 0x5a});
    }

    @Test
    void writesDatesOfMkisofsTheSame() throws IOException {
        Tool.require("genisoimage", "isoinfo");
        var normal = same("TZ=Etc/GMT-$1 genisoimage -quiet -R -J -o $2 tree");
        assertThat(normal.changes()).containsExactly("file iso9660");
        assertThat(run("isoinfo -R -i image1 -x /directory/file")).isEqualTo("text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mksquashfs tree $2 -nopad -quiet -no-progress",
            "xorriso -as mkisofs -quiet -R -o $2 tree 2>/dev/null",
            "mkfs.fat -C $2 1000 > /dev/null", "mke2fs -q -F -t ext4 -N 64 -d tree $2 6M"})
    void leavesATruncatedImageAlone(String script) throws IOException {
        Tool.require("mksquashfs", "xorriso", "mkfs.fat", "mkfs.ext4");
        var cut = Normalized.of(make(1, script + "; truncate -s -100 $2"));
        assertThat(cut.reasons()).containsExactly(Reason.DAMAGED);
        assertThat(cut.changes()).isEmpty();
    }

    @Test
    void leavesAnIsoThatIsLookedForOrSummedAlone() throws IOException {
        Tool.require("xorriso", "implantisomd5");
        var script = "echo 'search --fs-uuid --set 2020-01-01-00-00-00-00' > tree/grub.cfg; xorriso -as mkisofs -quiet -R "
                + "--modification-date=2020010100000000 -o $2 tree 2>/dev/null";
        var looked = Normalized.of(make(1, script));
        assertThat(looked.reasons()).containsExactly(Reason.UNSUPPORTED);
        assertThat(looked.changes()).isEmpty();
        var summed = make(2, "xorriso -as mkisofs -quiet -R -o $2 tree 2>/dev/null; implantisomd5 $2");
        assertThat(Normalized.of(summed).reasons()).containsExactly(Reason.UNSUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-t ext4 -U 00000000-0000-4000-8000-000000000001", "-t ext4 -O ^metadata_csum,^uninit_bg",
            "-t ext2 -I 128 -O ^uninit_bg", "-t ext4 -b 4096 -O ^resize_inode -U 00000000-0000-4000-8000-000000000001"})
    void changesTimesAndIdsOfExt4(String options) throws IOException {
        Tool.require("mkfs.ext4", "e2fsck", "debugfs");
        var normal = same("E2FSPROGS_FAKE_TIME=160000000$1 mke2fs -q -F -N 64 " + options + " -d tree $2 6M");
        assertThat(normal.changes()).containsExactly("file ext4");
        assertThat(run("e2fsck -fn image1 2>&1")).contains("image1: ").doesNotContain("Fix?", "invalid", "WARNING");
        assertThat(run("debugfs -R 'stat directory/file' image1 2>/dev/null")).contains("Sun Nov 26 12:00:00 2017")
                .doesNotContain("2020");
        assertThat(run("debugfs -R 'cat directory/file' image1 2>/dev/null")).isEqualTo("text");
        assertThat(run("dumpe2fs -h image1 2>/dev/null"))
                .contains("Last write time:          Sun Nov 26 12:00:00 2017");
    }

    @Test
    void holdsTimesAfter2038WhereTheFormatCan() throws IOException {
        Tool.require("mkfs.ext4", "debugfs", "e2fsck");
        var image = make(1, "mke2fs -q -F -t ext4 -N 64 -d tree $2 6M");
        var late = Normalized.of(Files.readAllBytes(image), new Epoch(0x9000_0000L, false));
        Files.write(image, late.bytes());
        // that it was written in the future is all that there is to say
        assertThat(run("e2fsck -fn image1 2>&1")).containsOnlyOnce("Fix?").contains("is in the future")
                .doesNotContain("checksum", "invalid");
        assertThat(run("debugfs -R 'stat directory/file' image1 2>/dev/null")).contains("mtime: 0x90000000:00000001");
    }

    @Test
    void keepsEarlierTimesIfItIsAskedTo() throws IOException {
        Tool.require("xorriso");
        var image = make(1,
                "xorriso -as mkisofs -quiet -R --modification-date=2020010100000000 -o $2 tree 2>/dev/null");
        assertThat(Normalized.of(Files.readAllBytes(image), new Epoch(Epoch.LAST, true)).changes()).isEmpty();
    }

    @Test
    void leavesDamageAlone() throws IOException {
        Tool.require("xorriso");
        var image = Files.readAllBytes(make(1, "xorriso -as mkisofs -quiet -R -o $2 tree 2>/dev/null"));
        var cut = Arrays.copyOf(image, 36_000);
        var normal = Normalized.of(cut, Normalized.EPOCH);
        assertThat(normal.bytes()).isEqualTo(cut);
        assertThat(normal.reasons()).containsExactly(Reason.DAMAGED);
    }
}
