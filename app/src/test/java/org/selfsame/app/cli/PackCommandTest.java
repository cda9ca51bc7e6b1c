package org.selfsame.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.FileContent;
import org.selfsame.format.Formats;
import org.selfsame.host.HostTree;
import org.selfsame.testing.Tool;
import org.selfsame.testing.TreeLines;
import org.selfsame.tree.Limits;

class PackCommandTest {
    private static final String MAKE = """
            mkdir -p tree/etc tree/var/cache
            printf hello > tree/etc/file
            ln tree/etc/file tree/etc/again
            ln -s etc/file tree/link
            head -c 300000 /dev/zero > tree/var/cache/zeros
            printf x > tree/etc/m.pyc
            find tree -exec touch -h -d @1600000000 {} +
            touch -d @1700000000 tree/etc/file
            """;

    /// The SHA-256 of `hello`.
    private static final String HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    @TempDir
    private static Path given;
    @TempDir
    private Path directory;
    private String tree;
    private String out;

    @BeforeAll
    static void makeTree() {
        Tool.run(given, "sh", "-ec", MAKE);
    }

    @BeforeEach
    void choose() {
        tree = given.resolve("tree").toString();
        out = directory.resolve("out").toString();
    }

    private static List<String> lines(Path image) throws IOException {
        try (var content = FileContent.open(image)) {
            return TreeLines.of(Formats.of(content).getFirst().open(content, Limits.DEFAULT).tree());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"squashfs", "iso"})
    void packsADirectory(String format) throws IOException {
        var ran = Ran.here("pack", format, tree, "-o", out, "--json");

        assertThat(ran.exit()).isZero();
        var json = Schema.check(ran.out());
        assertThat(json.get("format").getAsString()).isEqualTo(format);
        assertThat(json.get("size").getAsLong()).isEqualTo(Files.size(Path.of(out)));
        assertThat(json.get("sha256").getAsString() + "  " + out + "\n")
                .isEqualTo(Tool.run(directory, "sha256sum", out).out());
        assertThat(json.getAsJsonObject("entries")).hasToString(
                "{\"directories\":4,\"files\":3,\"bytes\":300006,\"links\":1,\"symlinks\":1,\"special\":0}");
        assertThat(ran.err()).startsWith("Wrote " + out).contains(
                "3 files, 4 directories, 1 hard link, 1 symbolic link.",
                json.get("sha256").getAsString());
        try (var host = HostTree.open(Path.of(tree))) {
            assertThat(lines(Path.of(out))).isEqualTo(TreeLines.of(host.tree()));
        }
    }

    @Test
    void packsWhatIsInAnImage() throws IOException {
        assertThat(Ran.here("pack", "squashfs", tree, "-q", "-o", directory + "/a.squashfs"))
                .isEqualTo(new Ran(0, "", ""));
        assertThat(Ran.here("pack", "iso", directory + "/a.squashfs", "-q", "-o", directory + "/a.iso").exit())
                .isZero();
        assertThat(lines(directory.resolve("a.iso"))).isEqualTo(lines(directory.resolve("a.squashfs")));

        Tool.run(directory, "sh", "-ec", "mkdir d && cp a.squashfs d");
        assertThat(Ran.here("pack", "iso", directory + "/d", "-q", "-o", directory + "/outer.iso").exit()).isZero();
        var inner = directory + "/outer.iso!/a.squashfs";
        assertThat(Ran.here("pack", "squashfs", inner, "-q", "-o", directory + "/whole").exit()).isZero();
        assertThat(directory.resolve("whole")).hasSameBinaryContentAs(directory.resolve("a.squashfs"));
        assertThat(Ran.here("pack", "squashfs", inner + "!/etc", "-q", "-o", directory + "/etc").exit()).isZero();
        assertThat(lines(directory.resolve("etc"))).hasSize(3).allMatch(line -> line.startsWith("f|"));
        assertThat(Ran.here("pack", "iso", inner + "!/link", "-o", out).err()).contains("neither a directory nor");
    }

    @Test
    void shapesTheTree() throws IOException {
        var ran = Ran.here("pack", "squashfs", tree, "-o", out, "--source-date-epoch", "1650000000", "--all-root",
                "--exclude", "/var/cache", "--exclude", "*.pyc", "--no-xattrs", "--comp", "none", "--json");

        assertThat(Schema.check(ran.out()).getAsJsonObject("options")).hasToString("{\"source-date-epoch\":1650000000,"
                + "\"all-root\":true,\"no-xattrs\":true,\"exclude\":[\"/var/cache\",\"*.pyc\"],\"comp\":\"none\","
                + "\"block-size\":131072,\"fragments\":\"small\",\"no-duplicates\":false,\"no-exports\":false,"
                + "\"storable-xattrs\":false,\"mksquashfs\":\"4.5\"}");
        assertThat(lines(Path.of(out))).extracting(line -> line.replaceFirst("^(.\\|[^|]*)\\|\\d+\\|", "$1|"))
                .containsExactly("d|etc|0:0|1600000000.000000000", "d|var|0:0|1600000000.000000000",
                        "f|etc/again|0:0|1650000000.000000000|5|" + HELLO,
                        "f|etc/file|0:0|1650000000.000000000|5|" + HELLO,
                        "l|link|0:0|1600000000.000000000|etc/file");
        assertThat(Ran.here("show", "--facts", out).out()).contains("2022-04-15T05:20:00Z");
    }

    @Test
    void givesEverythingOneTime() throws IOException {
        var ran = Ran.here("pack", "squashfs", tree, "-o", out, "--source-date-epoch", "1650000000", "--all-times",
                "--comp", "none", "--json", "-q");

        assertThat(Schema.check(ran.out()).getAsJsonObject("options").get("all-times").getAsBoolean()).isTrue();
        assertThat(Ran.here("show", "--long", out).out().lines())
                .allMatch(line -> line.contains(" 2022-04-15T05:20:00Z "));
        assertThat(Ran.here("pack", "squashfs", tree, "-o", out, "--all-times").err())
                .contains("--all-times needs a time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--comp zstd --level 3", "--comp xz --dictionary 8K --x86 --block-size 64K", "--comp lz4",
            "--comp gzip --mksquashfs 4.7 --level 1 --fragments all --no-exports --no-duplicates",
            "--threads 1"})
    void takesTheOptionsOfSquashfs(String options) throws IOException {
        Tool.require("unsquashfs");
        var line = new ArrayList<>(List.of("pack", "squashfs", tree, "-q", "-o", out));
        line.addAll(List.of(options.split(" ")));
        assertThat(Ran.here(line.toArray(String[]::new))).isEqualTo(new Ran(0, "", ""));
        Tool.run(directory, "unsquashfs", "-no-progress", "-quiet", "-d", "unpacked", out);
        Tool.run(directory, "diff", "-r", "--no-dereference", "unpacked", tree);
    }

    @Test
    void sortsFilesOfSquashfs() throws IOException {
        Files.writeString(directory.resolve("sort"), "var/cache/zeros 10\netc/m.pyc 5\n");
        var ran = Ran.here("pack", "squashfs", tree, "-o", out, "--sort", directory + "/sort", "--json", "--comp",
                "none");
        assertThat(Schema.check(ran.out()).getAsJsonObject("options").get("sort").getAsString())
                .isEqualTo("var/cache/zeros 10\netc/m.pyc 5\n");
        assertThat(Ran.here("pack", "squashfs", tree, "-q", "-o", out + "2", "--comp", "none").exit()).isZero();
        assertThat(Files.mismatch(Path.of(out), Path.of(out + "2"))).isNotNegative();
        Files.writeString(directory.resolve("sort"), "no number\n");
        assertThat(Ran.here("pack", "squashfs", tree, "-o", out + "3", "--sort", directory + "/sort").err())
                .contains("damaged sort list at byte 0");
    }

    /// The tools of the formats unpack what the directory has.
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            tar;                   tar -xf ../out
            tar --tar-format pax;  bsdtar -xf ../out
            cpio;                  cpio -i --quiet -d -m < ../out
            cpio --checksums;      cpio -i --quiet -d -m < ../out
            zip;                   bsdtar -xf ../out
            zip --level 0;         bsdtar -xf ../out
            """)
    void packsArchives(String format, String unpack) {
        Tool.require("tar", "bsdtar", "cpio");
        var line = new ArrayList<>(List.of("pack"));
        line.addAll(List.of(format.split(" ")));
        line.addAll(1 + 1, List.of(tree, "-q", "-o", out, "--source-date-epoch", "1650000000"));
        assertThat(Ran.here(line.toArray(String[]::new))).isEqualTo(new Ran(0, "", ""));
        Tool.run(directory, "sh", "-ec", "mkdir unpacked && cd unpacked && " + unpack);
        Tool.run(directory, "diff", "-r", "--no-dereference", "unpacked", tree);
        assertThat(Tool.run(directory, "stat", "-c", "%Y", "unpacked/etc/file").out()).isEqualTo("1650000000\n");
    }

    @Test
    void packsFilesForAr() {
        Tool.require("ar");
        assertThat(Ran.here("pack", "ar", tree + "/etc", "-q", "-o", out).exit()).isZero();
        assertThat(Tool.run(directory, "ar", "t", out).out()).isEqualTo("again\nfile\nm.pyc\n");
        assertThat(Ran.here("pack", "ar", tree, "-q", "-o", out + "2").err()).contains("cannot be stored as ar");
    }

    @Test
    void packsForFat() throws IOException {
        Tool.require("fsck.fat", "mdir");
        Tool.run(directory, "sh", "-ec", "mkdir -p t/EFI/BOOT && printf x > t/EFI/BOOT/bootx64.efi");
        var ran = Ran.here("pack", "fat", directory + "/t", "-o", out, "--label", "ESP", "--serial", "1234-abcd",
                "--fat",
                "16", "--size", "20M", "--source-date-epoch", "1600000000", "--json");
        assertThat(ran.exit()).isZero();
        assertThat(Schema.check(ran.out()).getAsJsonObject("options").toString()).contains("\"serial\":\"1234-abcd\"");
        assertThat(Path.of(out)).hasSize(20 << 20);
        Tool.run(directory, "fsck.fat", "-n", out);
        assertThat(Tool.run(directory, "mdir", "-i", out, "-/", "::").out()).contains("is ESP", "1234-ABCD",
                "bootx64  efi");

        var refused = Ran.here("pack", "fat", tree, "-o", out + "2");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).startsWith("selfsame: /link cannot be stored as fat: ");
        assertThat(Path.of(out + "2")).doesNotExist();
    }

    @Test
    void takesTheTimeFromTheEnvironment() throws IOException {
        var java = Map.of("SOURCE_DATE_EPOCH", "1650000000");
        assertThat(Ran.process(directory, java, "pack", "squashfs", tree, "-q", "-o", "env").exit()).isZero();
        assertThat(Ran.here("pack", "squashfs", tree, "-q", "--source-date-epoch", "1650000000", "-o", out).exit())
                .isZero();
        assertThat(Path.of(out)).hasSameBinaryContentAs(directory.resolve("env"));
        assertThat(Ran.process(directory, Map.of("SOURCE_DATE_EPOCH", "soon"), "pack", "squashfs", tree, "-o", "b"))
                .isEqualTo(new Ran(2, "",
                        "selfsame: soon is no time for SOURCE_DATE_EPOCH: whole seconds since 1970 are\n"));
    }

    /// Another directory, made in another order, at another time, with another umask, locale and time zone.
    @ParameterizedTest
    @ValueSource(strings = {"squashfs", "iso", "tar", "cpio", "zip"})
    void sameBytesUnderOtherConditions(String format) throws IOException {
        Tool.run(directory, "sh", "-ec", "umask 077; mkdir other && cd other && mkdir tree && mkdir tree/var tree/etc;"
                + "printf x > tree/etc/m.pyc; ln -s etc/file tree/link; " + MAKE.replace("ln -s", ": ")
                + "chmod -R --reference=" + tree + " tree; chmod 644 $(find tree -type f)"
                + "; chmod --reference=" + tree + "/etc/file $(find tree -type f)");
        var expected = directory.resolve("expected");
        assertThat(Ran.here("pack", format, tree, "-q", "-o", expected.toString()).exit()).isZero();
        var conditions = Map.of("LC_ALL", "tr_TR.UTF-8", "TZ", "Pacific/Kiritimati", "HOME", "/nowhere");
        var ran = Ran.process(directory, conditions, "pack", format, "other/tree", "-q", "-o", "actual");

        assertThat(ran).isEqualTo(new Ran(0, "", ""));
        assertThat(directory.resolve("actual")).hasSameBinaryContentAs(expected);
    }

    @Test
    void saysWhatLeftNothingOut() {
        var ran = Ran.here("pack", "tar", tree, "-q", "-o", out, "--exclude", "/nothere", "--exclude", "*.pyc");
        assertThat(ran).isEqualTo(new Ran(0, "", "selfsame: nothing was left out by --exclude /nothere\n"));
    }

    @Test
    void saysThatAnImageIsTruncated() {
        assertThat(Ran.here("pack", "iso", tree, "-q", "--padding", "9", "-o", directory + "/a.iso").err()).isEmpty();
        Tool.run(directory, "truncate", "-s", "-2048", "a.iso");
        var ran = Ran.here("pack", "tar", directory + "/a.iso", "-q", "-o", out);
        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).contains("a.iso is truncated: the volume has ");
    }

    @Test
    void replacesNothingUnasked() throws IOException {
        Files.writeString(Path.of(out), "old");
        var ran = Ran.here("pack", "iso", tree, "-o", out);
        assertThat(ran).isEqualTo(new Ran(2, "", "selfsame: " + out + " exists already\n"));
        assertThat(Path.of(out)).hasContent("old");
        assertThat(Ran.here("pack", "iso", tree, "-q", "--force", "-o", out).exit()).isZero();
        assertThat(Path.of(out).toFile().length()).isGreaterThan(3);
    }

    @Test
    void packsAUsbImage() throws IOException {
        Tool.require("sgdisk");
        Files.createDirectories(directory.resolve("EFI/BOOT"));
        Files.write(directory.resolve("EFI/BOOT/BOOTX64.EFI"), new byte[100_000]);
        var image = given.resolve("stick.img").toString();
        var ran = Ran.here("pack", "usb", directory.toString(), "-q", "-o", image, "--label", "STICK", "--serial",
                "1234abcd",
                "--size", "16M");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.exit()).isZero();
        assertThat(Path.of(image)).hasSize(16 << 20);
        assertThat(Tool.run(directory, "sgdisk", "-v", "-p", image).out()).contains("No problems found", "EF00  STICK");
    }

    @Test
    void packsAnIsoThatBoots() throws IOException {
        Tool.require("xorriso");
        var code = Tool.requireFile("/usr/lib/ISOLINUX/isohdpfx.bin", "isolinux").toString();
        Files.copy(Tool.requireFile("/usr/lib/ISOLINUX/isolinux.bin", "isolinux"), directory.resolve("isolinux.bin"));
        var efi = directory + "/efi.img";
        assertThat(Ran.here("pack", "fat", tree + "/var", "-q", "-o", efi).exit()).isZero();
        var iso = given.resolve("boots.iso").toString();
        var ran = Ran.here("pack", "iso", directory.toString(), "-q", "--json", "-o", iso, "--boot-isolinux",
                "isolinux.bin",
                "--efi-partition", efi, "--partition-table", "gpt", "--mbr-code", code, "--disk-id", "0x2a", "--force");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).contains("\"boot-catalog\":\"boot.cat\"", "\"padding\":150", "\"mbr-code\":\"sha256:");
        assertThat(Tool
                .run(directory, "xorriso", "-indev", iso, "-report_el_torito", "plain", "-report_system_area", "plain")
                .out()).contains("/isolinux.bin", "isohybrid-suitable", "UEFI", "GPT type GUID");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            pack floppy TREE -o OUT;                           floppy is no format that can be written
            pack iso TREE -o OUT --comp gzip;                  --comp is not an option of iso
            pack squashfs TREE -o OUT --comp rar;              rar is not a value of --comp; there are zstd, xz
            pack squashfs TREE -o OUT --comp lz4 --level 3;    --level has no effect with --comp lz4
            pack squashfs TREE -o OUT --level 23;              23 is not a value of --level; possible: whole numbers from 1 to 22
            pack zip TREE -o OUT --level 12;                   12 is not a value of --level; possible: whole numbers from 0 to 9
            pack squashfs TREE -o OUT --block-size 5000;       5000 is not a value of --block-size; possible: powers of two from 4K
            pack squashfs TREE -o OUT --block-size 8G;         8G is not a value of --block-size
            pack squashfs TREE -o OUT --sort OUT;              there is no such file
            pack squashfs TREE -o OUT --source-date-epoch -1;  -1 is no time for --source-date-epoch
            pack squashfs TREE -o OUT --source-date-epoch now; now is no time for --source-date-epoch
            pack squashfs TREE -o -;                           not written to standard output
            pack squashfs TREE -o /proc/x;                     /proc/x cannot be made
            pack iso TREE -o OUT --volume-id ÄÖÜ;              ÄÖÜ is not a value of --volume-id; possible: up to 32 printable
            pack iso TREE -o TREE/etc/x.iso;                   would lie in the directory that is packed
            pack iso TREE -o OUT/x.iso;                        the directory that it should be in does not exist
            pack iso TREE/none -o OUT;                         there is no such file
            pack iso TREE/etc/file -o OUT;                     not in a known format
            pack fat TREE -o OUT --serial xyz;                 xyz is not a value of --serial
            pack fat TREE -o OUT --serial 123;                 123 is not a value of --serial
            pack fat TREE/etc -o OUT --size 10K;               the tree cannot be stored as fat
            pack usb TREE/etc -o OUT --size 1M;                1M is not a value of --size; possible: whole sectors of 512 bytes, from 2114048
            pack fat TREE -o OUT --size much;                  much is not a value of --size
            pack fat TREE -o OUT --label much-too-long-for-it; of --label; possible: up to 11 printable
            pack iso TREE;                                     --output
            pack iso TREE -o OUT --boot-isolinux none;         is not a file of the tree
            pack iso TREE -o OUT --boot-isolinux etc/file;     too few for what is patched into
            pack iso TREE -o OUT --mbr-code TREE/etc/file;     --mbr-code needs one of --boot-isolinux, --boot-grub
            pack iso TREE -o OUT --efi-partition TREE/none;    there is no such file
            pack iso TREE -o OUT --partition-table apm;        apm is not a value of --partition-table
            pack iso TREE -o OUT --cylinders 255;              255 is not a value of --cylinders
            pack iso TREE -o OUT --disk-id 42;                 42 is not a value of --disk-id
            pack iso TREE -o OUT --apm;                        --apm needs one of --boot-efi, --efi-partition
            pack iso TREE -o OUT --cylinders 0:63;             0:63 is not a value of --cylinders; possible: HEADS:SECTORS
            pack iso TREE -o OUT --padding -1;                 -1 is not a value of --padding; possible: whole numbers from 0
            pack iso TREE -o OUT --cylinders 9:9 --partition-table gpt; --cylinders cannot be with --partition-table gpt
            pack iso TREE -o OUT --publisher ÄÖÜ;              ÄÖÜ is not a value of --publisher; possible: up to 128
            pack squashfs TREE -o OUT --level x;               x is not a value of --level; possible: whole numbers
            pack squashfs TREE -o OUT --level 99999999999;     99999999999 is not a value of --level; possible: whole numbers
            pack squashfs TREE -o OUT --threads 0;             0 is not a value of --threads; possible: whole numbers from 1 to 256
            pack squashfs TREE -o OUT --comp xz --dictionary 5K; 5K is not a value of --dictionary; possible: powers of two, and
            pack squashfs TREE -o OUT --comp xz --dictionary 1M; 1048576 is not a value of --dictionary; possible: powers of two, and
            pack fat TREE -o OUT --label a*b;                  a*b is not a value of --label; possible: up to 11
            pack usb TREE -o OUT --label a*b;                  a*b is not a value of --label; possible: up to 11
            pack usb TREE -o OUT --size 9999999;               9999999 is not a value of --size; possible: whole sectors
            pack iso TREE -o OUT --boot-efi etc/file;          etc/file is no FAT image
            pack iso TREE -o OUT --efi-partition TREE/etc/file; etc/file is no FAT image
            pack squashfs TREE -o OUT --boot-efi etc/file;     --boot-efi is not an option of squashfs
            """)
    void saysWhatIsWrong(String line, String problem) throws IOException {
        var words = new ArrayList<String>();
        for (var word : line.split(" ", -1)) {
            words.add(word.replace("TREE", tree).replace("OUT", out));
        }
        var ran = Ran.here(words.toArray(String[]::new));

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("selfsame: ").contains(problem);
        assertThat(directory).isEmptyDirectory();
    }
}
