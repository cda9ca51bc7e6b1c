package org.selfsame.compare.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.selfsame.compare.cause.Cases.codes;
import static org.selfsame.compare.cause.Cases.compare;
import static org.selfsame.compare.cause.Cases.confirmed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.CauseCode.Weight;
import org.selfsame.compare.Comparison;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.testing.Tool;

/// Images that the tools which people use make differ, in the way in which builds make them differ.
class ToolCausesTest {
    @TempDir
    private Path directory;

    private Path files;

    @BeforeEach
    void files() throws IOException {
        files = Files.createDirectories(directory.resolve("files"));
        var random = new Random(7);
        for (int i = 0; i < 8; i++) {
            var bytes = new byte[3000 + 500 * i];
            random.nextBytes(bytes);
            write("f" + i, bytes);
        }
    }

    private void write(String path, byte[] bytes) throws IOException {
        var file = files.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        touch(1_700_000_000);
    }

    private void touch(long seconds) throws IOException {
        try (var all = Files.walk(files)) {
            for (var file : all.toList()) {
                Files.setLastModifiedTime(file, FileTime.fromMillis(seconds * 1000));
            }
        }
    }

    private Content read(String name) throws IOException {
        return new BytesContent(Files.readAllBytes(directory.resolve(name)));
    }

    private Content squashfs(String name, String... options) throws IOException {
        Tool.require("mksquashfs");
        var command = new ArrayList<>(List.of("mksquashfs", files.toString(), name, "-noappend",
                "-no-progress", "-quiet", "-all-root", "-processors", "1"));
        command.addAll(List.of(options));
        Tool.run(directory, command.toArray(String[]::new));
        return read(name);
    }

    private Content iso(String name, String... options) throws IOException {
        Tool.require("xorriso");
        var command = new ArrayList<>(List.of("xorriso", "-as", "mkisofs", "-quiet", "-R", "-J", "-o",
                name));
        command.addAll(List.of(options));
        command.add(files.toString());
        Tool.run(directory, command.toArray(String[]::new));
        return read(name);
    }

    /// Checks that the result does not depend on threads, and returns it.
    private static Comparison checked(Content left, Content right) throws IOException {
        var comparison = compare(left, right, 1);
        assertThat(comparison).usingRecursiveComparison().ignoringFields("differences.subject")
                .isEqualTo(compare(left, right, 3));
        assertThat(comparison.differences()).isNotEmpty().allSatisfy(difference -> assertThat(difference.causes())
                .isNotEmpty());
        return comparison;
    }

    @Test
    void theTimeOfASquashfs() throws IOException {
        var found = checked(squashfs("a", "-mkfs-time", "1700000000"), squashfs("b", "-mkfs-time", "1790000000"));
        assertThat(confirmed(found)).containsExactly(CauseCode.TIME_SQFS_MKFS);
        assertThat(Summary.of(found).harmless()).isTrue();
    }

    @Test
    void theTimesOfFilesInASquashfsAreTheRootOfItsTables() throws IOException {
        var left = squashfs("a", "-mkfs-time", "0");
        touch(1_790_000_001);
        var found = checked(left, squashfs("b", "-mkfs-time", "0"));
        assertThat(confirmed(found)).contains(CauseCode.TIME_SQFS_INODE).doesNotContain(CauseCode.TIME_ISO_RR);
        var summary = Summary.of(found);
        assertThat(summary.causes()).containsOnlyKeys(CauseCode.TIME_SQFS_INODE);
        assertThat(summary.derived()).isPositive();
        assertThat(summary.unexplainedBytes()).isZero();
        assertThat(summary.harmless()).isTrue();
    }

    @Test
    void anotherCompressionOfTheSameFiles() throws IOException {
        for (int i = 0; i < 8; i++) {
            write("f" + i, Cases.bytes(("line " + i + " and more\n").repeat(3000)));
        }
        var found = checked(squashfs("a", "-mkfs-time", "0", "-Xcompression-level", "1"),
                squashfs("b", "-mkfs-time", "0", "-Xcompression-level", "9"));
        assertThat(found.differences()).flatExtracting(Cases::codes).contains(CauseCode.LAYOUT_ONLY);
        assertThat(Summary.of(found).weights().get(Weight.SECURITY)).isZero();
    }

    @Test
    void theOrderInWhichFilesAreStored() throws IOException {
        var sort = Files.writeString(directory.resolve("sort"), "f5 30\nf6 20\nf7 10\n");
        var found = checked(squashfs("a", "-mkfs-time", "0", "-no-fragments"),
                squashfs("b", "-mkfs-time", "0", "-no-fragments", "-sort", sort.toString()));
        assertThat(confirmed(found)).contains(CauseCode.ORDER_ENTRIES, CauseCode.LAYOUT_ONLY);
        assertThat(Summary.of(found).causes()).containsOnlyKeys(CauseCode.ORDER_ENTRIES);
    }

    @Test
    void anInsertionShiftsWhatFollows() throws IOException {
        var left = squashfs("a", "-mkfs-time", "0", "-no-fragments");
        write("f0", new byte[]{1, 2, 3});
        var found = checked(left, squashfs("b", "-mkfs-time", "0", "-no-fragments"));
        var moved = found.differences().stream().filter(difference -> difference.field().equals("data.moved"))
                .findFirst()
                .orElseThrow();
        assertThat(confirmed(moved)).containsExactly(CauseCode.SHIFT);
        assertThat(moved.causes().getFirst().derivedFrom()).isEqualTo(Cases.at(found, "!/f0").number());
        assertThat(Summary.of(found).causes()).containsOnlyKeys(CauseCode.UNKNOWN);
    }

    @Test
    void theDatesOfAnIso() throws IOException {
        var left = iso("a", "--modification-date=2024010112000000");
        var found = checked(left, iso("b", "--modification-date=2026010112000000"));
        assertThat(confirmed(found)).contains(CauseCode.TIME_ISO_PVD);
        assertThat(Summary.of(found).security()).isEmpty();
        touch(1_790_000_001);
        var times = checked(left, iso("c", "--modification-date=2024010112000000"));
        assertThat(confirmed(times)).contains(CauseCode.TIME_ISO_RR);
        assertThat(Summary.of(times).causes()).doesNotContainKey(CauseCode.SIZE_OF_CHANGED);
    }

    @Test
    void theDatesOfFilesInAnIsoWithoutRockRidge() throws IOException {
        Tool.require("genisoimage");
        Tool.run(directory, "genisoimage", "-quiet", "-o", "a", files.toString());
        touch(1_790_000_001);
        Tool.run(directory, "genisoimage", "-quiet", "-o", "b", files.toString());
        assertThat(confirmed(checked(read("a"), read("b")))).contains(CauseCode.TIME_ISO_DIR)
                .doesNotContain(CauseCode.TIME_ISO_RR);
    }

    @Test
    void bytesInFillingAreNeitherBenignNorPartOfAFile() throws IOException {
        var left = iso("a", "--modification-date=2024010112000000");
        var image = left.bytes(0, (int) left.size());
        int file = indexOf(image, Files.readAllBytes(files.resolve("f0")));
        image[file + 3010] = 'x';
        var found = checked(left, new BytesContent(image));
        assertThat(confirmed(found)).containsExactly(CauseCode.UNINIT_PADDING);
        assertThat(Summary.of(found).harmless()).isFalse();
        image[file + 3010] = 0;
        image[file + 2900] ^= 1;
        assertThat(confirmed(checked(left, new BytesContent(image)))).doesNotContain(CauseCode.UNINIT_PADDING);
    }

    @Test
    void theIdAndTheTimesOfAFatVolume() throws IOException {
        Tool.require("mkfs.fat", "mcopy");
        for (var image : Map.of("a", "11111111", "b", "2222ffff").entrySet()) {
            Files.write(directory.resolve(image.getKey()), new byte[1 << 20]);
            Tool.run(directory, "mkfs.fat", "-i", image.getValue(), image.getKey());
            Tool.tryRun(directory, Map.of("TZ", image.getKey().equals("a") ? "UTC" : "EST+5"), "mcopy", "-m", "-i",
                    image.getKey(), files.resolve("f0").toString(), files.resolve("f1").toString(), "::");
        }
        var found = checked(read("a"), read("b"));
        assertThat(confirmed(found)).contains(CauseCode.RANDOM_ID32, CauseCode.TIME_FAT, CauseCode.TZ_SHIFT);
        assertThat(Summary.of(found).security()).isEmpty();
    }

    @Test
    void theIdsOfPartitionTables() throws IOException {
        Tool.require("sfdisk");
        for (var image : Map.of("a", "0x11111111", "b", "0x2222ffff").entrySet()) {
            Files.write(directory.resolve(image.getKey()), new byte[2 << 20]);
            sfdisk(image.getKey(), "label: dos\nlabel-id: " + image.getValue() + "\nstart=64, size=1000, type=83\n");
        }
        assertThat(confirmed(checked(read("a"), read("b")))).containsExactly(CauseCode.RANDOM_ID32);
        for (var image : Map.of("c", "1", "d", "2").entrySet()) {
            Files.write(directory.resolve(image.getKey()), new byte[2 << 20]);
            sfdisk(image.getKey(), "label: gpt\nlabel-id: " + image.getValue() + "1111111-0000-0000-0000-000000000000\n"
                    + "start=64, size=1000, uuid=" + image.getValue() + "1111111-0000-0000-0000-000000000001\n");
        }
        var found = checked(read("c"), read("d"));
        assertThat(confirmed(found)).contains(CauseCode.RANDOM_UUID);
        assertThat(found.differences()).flatExtracting(Cases::codes).contains(CauseCode.HASH_OF_CHANGED);
        assertThat(Summary.of(found).causes()).containsOnlyKeys(CauseCode.RANDOM_UUID);
    }

    private void sfdisk(String image, String script) throws IOException {
        var input = Files.writeString(directory.resolve("script"), script);
        Tool.run(directory, "sh", "-c", "/sbin/sfdisk -q " + image + " <" + input);
    }

    /// A live image in small: kernel, initrd, EFI image, system area.
    private Content live() throws IOException {
        var random = new Random(11);
        for (var file : new String[]{"live/vmlinuz-6.1", "live/initrd.img-6.1", "EFI/BOOT/BOOTX64.EFI",
                "boot/grub/efi.img",
                "boot/grub/core.img", "isolinux/isolinux.bin"}) {
            var bytes = new byte[40_000];
            random.nextBytes(bytes);
            write(file, bytes);
        }
        write("boot/grub/grub.cfg", Cases.bytes("linux /live/vmlinuz quiet\n".repeat(30)));
        var area = new byte[32768];
        random.nextBytes(area);
        Files.write(directory.resolve("area"), area);
        return iso("live", "--modification-date=2024010112000000", "-G", directory.resolve("area").toString(), "-b",
                "boot/grub/core.img", "-no-emul-boot", "-boot-load-size", "4", "-eltorito-alt-boot", "-e",
                "boot/grub/efi.img", "-no-emul-boot");
    }

    @Test
    void aRandomByteOfWhatBootsIsNeverBenign() throws IOException {
        var left = live();
        var image = left.bytes(0, (int) left.size());
        var random = new Random(5);
        var files = new String[]{"live/vmlinuz-6.1", "live/initrd.img-6.1", "EFI/BOOT/BOOTX64.EFI", "boot/grub/efi.img",
                "boot/grub/core.img", "isolinux/isolinux.bin", "boot/grub/grub.cfg"};
        for (int i = 0; i < 100; i++) {
            int at;
            if (i % 8 == 7) {
                at = random.nextInt(32768);
            } else {
                var bytes = Files.readAllBytes(this.files.resolve(files[i % 8]));
                at = indexOf(image, bytes) + random.nextInt(bytes.length);
            }
            var edited = image.clone();
            edited[at] ^= (byte) (1 + random.nextInt(255));
            var found = compare(left, new BytesContent(edited), 2);
            var summary = Summary.of(found);
            assertThat(summary.harmless()).as("byte " + at).isFalse();
            assertThat(summary.security()).as("byte " + at + " " + i + ": " + found.differences()).isNotEmpty();
            assertThat(summary.weights().get(Weight.BENIGN)).as("byte " + at).isZero();
        }
    }

    private static int indexOf(byte[] all, byte[] part) {
        for (int at = 0; at + part.length <= all.length; at += 2048) {
            if (Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        throw new AssertionError("the image does not hold the file");
    }

    @Test
    void aFileAddedToWhatBootsIsSuspect() throws IOException {
        var left = iso("a", "--modification-date=2024010112000000");
        write("EFI/BOOT/EXTRA.EFI", new byte[]{1, 2, 3});
        write("doc/note", new byte[]{1});
        var found = checked(left, iso("b", "--modification-date=2024010112000000"));
        assertThat(codes(Cases.at(found, "!/EFI")).getFirst()).isEqualTo(CauseCode.TAMPER_SUSPECT);
        assertThat(codes(Cases.at(found, "!/doc"))).doesNotContain(CauseCode.TAMPER_SUSPECT);
    }
}
