package org.selfsame.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.selfsame.testing.Tool;

class IukCommandTest {
    @TempDir
    private static Path given;
    private static String old;
    private static String now;
    @TempDir
    private Path directory;

    @BeforeAll
    static void makeReleases() {
        Tool.require("mksquashfs", "xorriso");
        Tool.run(given, "sh", "-ec", """
                for version in 1.0 1.1; do
                    mkdir -p r/live r/isolinux r/EFI s/etc
                    printf 'VERSION="%s"\\nTAILS_SOURCE_DATE_EPOCH=1600000000\\n' $version > s/etc/os-release
                    printf x > s/$version; printf $version > r/live/vmlinuz; printf cfg > r/isolinux/isolinux.cfg
                    printf x > r/live/only-$version.txt; printf 'filesystem.squashfs\\n' > r/live/Tails.module
                    mksquashfs s r/live/filesystem.squashfs -noappend -quiet -no-progress
                    xorriso -as mkisofs -quiet -r -o $version.iso r
                    [ $version = 1.1 ] || cp -r r partition
                    rm -r r s
                done
                """);
        old = given + "/1.0.iso";
        now = given + "/1.1.iso";
    }

    private String create(String... more) {
        var kit = directory.resolve("kit.iuk").toString();
        var line = new ArrayList<>(List.of("iuk", "create", "--old", old, "--new", now, "-o", kit, "-q"));
        line.addAll(List.of(more));
        assertThat(Ran.here(line.toArray(String[]::new))).isEqualTo(new Ran(0, "", ""));
        return kit;
    }

    @Test
    void makesAKit() throws IOException {
        var kit = directory + "/kit.iuk";
        var ran = Ran.here("iuk", "create", "--old", old, "--new", now, "-o", kit, "--json");

        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).startsWith("Wrote " + kit).contains("a kit of format 2 for overlayfs");
        var json = Schema.check(ran.out());
        assertThat(json.getAsJsonObject("options")).hasToString("{\"format\":2,\"union\":\"overlayfs\","
                + "\"source-date-epoch\":1600000000,\"diff-name\":\"1.1.squashfs\",\"ignore-if-same-content\":[]}");
        assertThat(directory).isDirectoryNotContaining("glob:**.{diff,part}");
        assertThat(Ran.here("iuk", "create", "--old", old, "--new", now, "-o", kit).err()).contains("exists already");
        assertThat(Ran.here("iuk", "create", "--old", old, "--new", now, "-o", kit, "--force", "-q").exit()).isZero();
    }

    @Test
    void showsAKit() throws IOException {
        var kit = create();
        var ran = Ran.here("iuk", "show", kit);

        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).contains("Format 2 (squashfs)", "Paths to delete: 1\n  live/only-1.0.txt\n",
                "Kernels and initrds: 1\n  live/vmlinuz  3 B\n", "Boot files: 1 (3 B)", "Diff live/1.1.squashfs (",
                "for overlayfs: 2 files", "1 whiteouts", "Hazards: 0");
        var json = Schema.check(Ran.here("iuk", "show", kit, "--json").out());
        assertThat(json.getAsJsonArray("deletions")).hasToString("[\"live/only-1.0.txt\"]");
        assertThat(json.getAsJsonArray("diffs").get(0).getAsJsonObject().get("whiteouts").getAsInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1, aufs", "1, overlayfs", "2, aufs", "2, overlayfs"})
    void checksAKit(String format, String union) throws IOException {
        var kit = create("--format", format, "--union", union);
        var ran = Ran.here("iuk", "check", old, kit, now);
        assertThat(ran.out()).startsWith("The old release and the kit give exactly the new one.\n");
        assertThat(ran.exit()).isZero();
        assertThat(Schema.check(Ran.here("iuk", "check", old, kit, now, "--json").out()).get("same").getAsBoolean())
                .isTrue();

        var wrong = Ran.here("iuk", "check", now, kit, old);
        assertThat(wrong.exit()).isEqualTo(1);
        assertThat(wrong.out()).contains("do not give", "system/1.0: missing", "medium/live/vmlinuz: other content");
        Schema.check(Ran.here("iuk", "check", now, kit, old, "--json").out());
    }

    @Test
    void appliesAKit() throws IOException {
        var kit = create();
        Tool.run(directory, "cp", "-r", given + "/partition", "partition");
        var ran = Ran.here("iuk", "apply", kit, directory + "/partition", "--json");

        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).contains("4 files written, 1 paths deleted", "nothing of the kit was run");
        assertThat(Schema.check(ran.out()).getAsJsonArray("deleted")).hasToString("[\"live/only-1.0.txt\"]");
        assertThat(directory.resolve("partition/live/Tails.module")).hasContent("filesystem.squashfs\n1.1.squashfs\n");
        assertThat(Ran.here("iuk", "apply", kit, given.toString()).err()).contains("no system partition");
    }

    @Test
    void appliesAKitToAnImage() throws IOException {
        Tool.require("mkfs.fat", "mcopy");
        var kit = create();
        Tool.run(directory, "sh", "-ec", "mkfs.fat -C old.img 2048 >/dev/null && mcopy -i old.img -s $1/* ::"
                + " && cp old.img kept.img", "sh", given + "/partition");
        var image = directory + "/old.img";
        var upgraded = directory + "/new.img";
        var ran = Ran.here("iuk", "apply", kit, image, "-o", upgraded, "--json");

        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).startsWith("Wrote " + upgraded + " (2.1 MB): " + image
                + " upgraded, 4 files written, 1 paths deleted.").contains("nothing of the kit was run");
        var output = Schema.check(ran.out()).getAsJsonObject("output");
        assertThat(Tool.run(directory, "sha256sum", "new.img").out()).startsWith(output.get("sha256").getAsString());
        assertThat(Tool.run(directory, "mtype", "-i", "new.img", "::live/Tails.module").out())
                .isEqualTo("filesystem.squashfs\n1.1.squashfs\n");
        assertThat(Path.of(image)).hasSameBinaryContentAs(directory.resolve("kept.img"));
        assertThat(Ran.here("iuk", "apply", kit, image, "-o", upgraded).err()).contains("exists already");
        assertThat(Ran.here("iuk", "apply", kit, image, "-o", upgraded, "--force", "-q")).isEqualTo(new Ran(0, "", ""));
        assertThat(Ran.here("iuk", "apply", kit, image).err()).contains("old.img: an image is not changed in place");
        assertThat(Ran.here("iuk", "apply", kit, given + "/partition", "-o", upgraded).err())
                .contains("partition is a directory, which is changed in place");
        Tool.run(directory, "sh", "-ec", "mdir -i old.img | sed -n 's/ bytes free//p' | tr -d ' ' > free;"
                + " truncate -s $(cat free) filler && mcopy -i old.img filler ::");
        var full = Ran.here("iuk", "apply", kit, image, "-o", directory + "/full.img");
        assertThat(full.exit()).isEqualTo(2);
        assertThat(full.err())
                .containsPattern("not enough free space: [0-9.]+ kB more are needed; nothing was changed");
        assertThat(directory.resolve("full.img")).doesNotExist();
    }

    @Test
    void refusesAKitWithHazards() throws IOException {
        Tool.run(directory, "sh", "-ec", "mkdir kit && printf 2 > kit/FORMAT"
                + " && printf -- '---\\ndelete_files:\\n- ../../x\\n' > kit/control.yml"
                + " && mksquashfs kit bad.iuk -noappend -quiet -no-progress");
        var kit = directory + "/bad.iuk";
        var ran = Ran.here("iuk", "apply", kit, given + "/partition");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("not safe to apply", "../../x: to be deleted, and leads out of the partition");
        assertThat(Ran.here("iuk", "check", old, kit, old).exit()).isEqualTo(1);
        var json = Schema.check(Ran.here("iuk", "show", kit, "--json").out());
        assertThat(json.getAsJsonArray("hazards")).hasToString("[{\"kind\":\"deletes-outside\",\"path\":\"../../x\"}]");
    }

    @Test
    void refusesATruncatedImage() {
        Tool.run(directory, "sh", "-ec", "cp $1 cut.iso; truncate -s -2048 cut.iso", "sh", now);
        var ran = Ran.here("iuk", "create", "--old", old, "--new", directory + "/cut.iso", "-o", directory + "/kit");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("cut.iso is truncated: the volume has ");
        assertThat(directory.resolve("kit")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            iuk create;                                            create needs --old, --new and -o
            iuk create --old OLD --new NEW;                        create needs --old, --new and -o
            iuk create --old OLD --new NEW -o OUT x;               create needs --old, --new and -o
            iuk create --old OLD --new NEW -o OUT --format 3;      3 is not a value of --format
            iuk create --old OLD --new NEW -o OUT --union zfs;     zfs is not a value of --union
            iuk create --old OLD --new NEW -o OUT --diff-name a:b; a:b is not a value of --diff-name; possible: names that FAT
            iuk create --old DIR --new NEW -o OUT;                 this is no image of a release
            iuk;                                                   one of create, show, apply and check
            iuk show;                                              show needs the kit
            iuk show OLD;                                          is no kit
            iuk show OLD --format 2;                               show needs the kit
            iuk apply OLD;                                         apply needs the kit and the directory
            iuk check OLD NEW;                                     check needs the old release
            iuk apply OLD DIR x;                                   apply needs the kit and the directory
            iuk mend OLD;                                          one of create, show, apply and check
            """)
    void saysWhatIsWrong(String line, String problem) throws IOException {
        var words = new ArrayList<String>();
        for (var word : line.split(" ", -1)) {
            words.add(word.replace("OLD", old).replace("NEW", now).replace("OUT", directory + "/out").replace("DIR",
                    directory.toString()));
        }
        var ran = Ran.here(words.toArray(String[]::new));

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("selfsame: ").contains(problem);
        assertThat(directory).isEmptyDirectory();
    }
}
