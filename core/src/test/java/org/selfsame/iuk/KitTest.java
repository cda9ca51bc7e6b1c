package org.selfsame.iuk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.Content;
import org.selfsame.content.FileContent;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Entry;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;

/// Kits made by the tools that real ones are made by, with what no honest kit has.
class KitTest {
    private static final String MAKE = """
            mkdir -p kit/overlay/live kit/overlay/EFI kit/overlay/utils/linux diff/d
            printf 2 > kit/FORMAT
            printf -- '---\\ndelete_files:\\n- live/gone\\n' > kit/control.yml
            printf x > kit/overlay/EFI/x; printf x > kit/overlay/utils/linux/syslinux; printf x > diff/d/f; ln -s f diff/d/l
            """;
    private static final String PACK = """
            [ -e kit/overlay/live/x.squashfs ] || mksquashfs diff kit/overlay/live/x.squashfs -noappend -quiet -no-progress
            mksquashfs kit kit.iuk -noappend -quiet -no-progress -all-root
            """;

    @TempDir
    private Path directory;

    @BeforeEach
    void make() {
        Tool.require("mksquashfs");
        Tool.run(directory, "sh", "-ec", MAKE);
    }

    private Kit open(String change) throws IOException {
        Tool.run(directory, "sh", "-ec", change + "\n" + PACK);
        try (var content = FileContent.open(directory.resolve("kit.iuk"))) {
            return Kit.open(content, Task.silent());
        }
    }

    @Test
    void saysWhatIsInAKit() throws IOException {
        var kit = open("mknod diff/d/gone c 0 0");

        assertThat(kit.format()).isEqualTo(KitFormat.SQUASHFS);
        assertThat(kit.deletions()).containsExactly("live/gone");
        assertThat(kit.hazards()).isEmpty();
        assertThat(kit.programs()).containsExactly("utils/linux/syslinux");
        assertThat(kit.diffs()).hasSize(1);
        assertThat(kit.diffs().getFirst().union()).isEqualTo(Union.OVERLAYFS);
        assertThat(kit.diffs().getFirst().counts()).isEqualTo(new Diff.Counts(2, 1, 1, 0, 1, 1));
    }

    /// The number of the format does not tell the union: kits for 4.2 to 4.4 have format 2 and are for aufs.
    @Test
    void knowsTheUnionByTheWhiteouts() throws IOException {
        assertThat(open("").diffs().getFirst().union()).isNull();
        var kit = open(
                "rm kit/overlay/live/x.squashfs; : > diff/d/.wh.gone; mkdir diff/.wh..wh.plnk; : > diff/.wh..wh.aufs");
        assertThat(kit.diffs().getFirst().union()).isEqualTo(Union.AUFS);
        assertThat(kit.diffs().getFirst().counts().whiteouts()).isEqualTo(1);
        assertThat(kit.hazards()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            echo '- ../../x' >> kit/control.yml                      | DELETES_OUTSIDE     | ../../x
            echo '- /etc/passwd' >> kit/control.yml                  | DELETES_OUTSIDE     | /etc/passwd
            echo '- live/./x' >> kit/control.yml                     | DELETES_OUTSIDE     | live/./x
            echo "- ''" >> kit/control.yml                           | DELETES_OUTSIDE     | ''
            printf '%s\\n' '- a\\b' >> kit/control.yml                | DELETES_OUTSIDE     | a\\\\b
            echo '- live/filesystem.squashfs.' >> kit/control.yml    | NAME_NOT_FOR_FAT    | live/filesystem.squashfs.
            echo '- live/FILESY~1.SQU' >> kit/control.yml            | NAME_NOT_FOR_FAT    | live/FILESY~1.SQU
            echo '- C:x' >> kit/control.yml                          | NAME_NOT_FOR_FAT    | C:x
            echo '- live' >> kit/control.yml                         | DELETES_SYSTEM      | live
            echo '- Live/FILESYSTEM.squashfs' >> kit/control.yml     | DELETES_SYSTEM      | Live/FILESYSTEM.squashfs
            echo '- live/Tails.module' >> kit/control.yml            | DELETES_SYSTEM      | live/Tails.module
            echo '- EFI/x' >> kit/control.yml                        | SHIPPED_AND_DELETED | EFI/x
            echo '- efi/X' >> kit/control.yml                        | SHIPPED_AND_DELETED | efi/X
            echo '- EFI/x/y' >> kit/control.yml                      | SHIPPED_AND_DELETED | EFI/x/y
            echo '- utils' >> kit/control.yml                        | SHIPPED_AND_DELETED | utils
            ln -s /gone kit/overlay/EFI/l                            | SYMBOLIC_LINK       | EFI/l
            mkfifo kit/overlay/EFI/p                                 | SPECIAL_FILE        | EFI/p
            mknod kit/overlay/EFI/d c 1 3                            | SPECIAL_FILE        | EFI/d
            : > 'kit/overlay/EFI/a:b'                                | NAME_NOT_FOR_FAT    | EFI/a:b
            : > 'kit/overlay/EFI/dot.'                               | NAME_NOT_FOR_FAT    | EFI/dot.
            : > 'kit/overlay/live/filesy~1.squ'                      | NAME_NOT_FOR_FAT    | live/filesy~1.squ
            : > kit/overlay/EFI/$(printf 'a\\342\\200\\215')         | NAME_NOT_FOR_FAT    | EFI/a\\u{200d}
            : > kit/overlay/EFI/$(printf 'a\\377')                   | NAME_NOT_FOR_FAT    | EFI/a\\xff
            : > kit/overlay/EFI/X                                    | SAME_NAME_ON_FAT    | EFI/x
            : > kit/overlay/live/filesystem.squashfs                 | REPLACES_SYSTEM     | live/filesystem.squashfs
            echo no > kit/overlay/live/x.squashfs                    | UNREADABLE_DIFF     | live/x.squashfs
            setfattr -n trusted.overlay.opaque -v y diff/d           | OVERLAY_ATTRIBUTE   | live/x.squashfs!/d
            mkdir diff/.wh..wh.plnk; : > diff/.wh..wh.plnk/1.2       | PSEUDO_LINKS        | live/x.squashfs!/.wh..wh.plnk
            : > diff/.wh.a; mknod diff/b c 0 0                       | MIXED_WHITEOUTS     | live/x.squashfs!/
            """)
    void findsHazards(String change, Hazard.Kind kind, String path) throws IOException {
        assertThat(open(change).hazards()).contains(new Hazard(kind, path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"printf '2\\n' > kit/FORMAT", "printf 3 > kit/FORMAT", "rm kit/FORMAT",
            "printf 1 > kit/FORMAT",
            "rm kit/control.yml", "truncate -s 2M kit/control.yml", "echo 'x: 1' > kit/control.yml",
            "rm -r kit/overlay; : > kit/overlay; mkdir -p kit/overlay2"})
    void refusesWhatIsNoKit(String change) {
        assertThatThrownBy(() -> open(change.contains("overlay2")
                ? change + "; mksquashfs kit kit.iuk -noappend -quiet -no-progress; exit 0\n"
                : change)).isInstanceOf(FormatException.class).hasMessageContaining("iuk");
    }

    @Test
    void canBeCancelled() throws IOException {
        open("");
        var task = Task.silent();
        task.cancel();
        try (var content = FileContent.open(directory.resolve("kit.iuk"))) {
            assertThatThrownBy(() -> Kit.open(content, task)).isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void needNotHaveFiles() throws IOException {
        var kit = open("rm -r kit/overlay; mkdir kit/overlay kit/overlay/live; : > kit/control.yml;"
                + " mksquashfs kit kit.iuk -noappend -quiet -no-progress; exit 0");
        assertThat(kit.deletions()).isEmpty();
        assertThat(kit.diffs()).isEmpty();
    }

    /// By specification, a kit of format 1 may have more archives; they are unpacked in the order of their names.
    @Test
    void unpacksArchivesInTheOrderOfTheirNames() throws IOException {
        Tool.run(directory, "sh", "-ec",
                """
                        printf 1 > FORMAT; printf -- '---\\ndelete_files: []\\n' > control.yml
                        mkdir -p one/utils two/utils; printf one > one/utils/f; printf only > one/utils/g; printf two > two/utils/f
                        tar -cf b.tar -C one utils; tar -cjf c.tar.bz2 -C two utils
                        ln -s /nowhere one/l; tar -cf a.tar -C one l
                        tar -cf kit.iuk FORMAT control.yml c.tar.bz2 b.tar a.tar
                        """);
        try (var content = FileContent.open(directory.resolve("kit.iuk"))) {
            var kit = Kit.open(content, Task.silent());
            assertThat(text(kit, "utils/f")).isEqualTo("two");
            assertThat(text(kit, "utils/g")).isEqualTo("only");
            assertThat(kit.hazards()).containsExactly(new Hazard(Hazard.Kind.SYMBOLIC_LINK, "l"));
        }
    }

    @Test
    void seesPathsThatLeadOutOfATar() throws IOException {
        Tool.run(directory, "sh", "-ec", """
                printf 1 > FORMAT; : > control.yml; mkdir in; : > x; cd in; tar -P -cf ../a.tar ../x; cd ..
                tar -cf kit.iuk FORMAT control.yml a.tar
                """);
        try (var content = FileContent.open(directory.resolve("kit.iuk"))) {
            assertThat(Kit.open(content, Task.silent()).hazards()).contains(new Hazard(Hazard.Kind.LEADS_OUT, ".."));
        }
    }

    private static String text(Kit kit, String path) throws IOException {
        var file = (Entry.File) kit.files().find(path).orElseThrow();
        return new String(file.content().bytes(0, (int) file.size()), StandardCharsets.US_ASCII);
    }

    @Test
    void seesAFileThatIsTooLarge() throws IOException {
        var hazards = new ArrayList<Hazard>();
        for (long size : new long[]{0xffffffffL, 0x100000000L}) {
            var file = MemoryTree.file(Name.of("f" + size), Metadata.NONE, new Content() {
                @Override
                public long size() {
                    return size;
                }

                @Override
                public void read(long offset, byte[] target, int targetOffset, int length) {
                    throw new UnsupportedOperationException();
                }
            });
            Hazards.find(new Tree(MemoryTree.directory(Name.of(""), Metadata.NONE, List.of(file))), List.of(), hazards,
                    Task.silent());
        }
        assertThat(hazards).containsExactly(new Hazard(Hazard.Kind.TOO_LARGE_FOR_FAT, "f4294967296"));
    }

    @Test
    void aTestNamesEveryHazard() throws NoSuchMethodException {
        var rows = KitTest.class.getDeclaredMethod("findsHazards", String.class, Hazard.Kind.class, String.class)
                .getAnnotation(CsvSource.class).textBlock();
        assertThat(Arrays.stream(Hazard.Kind.values()).filter(kind -> kind != Hazard.Kind.LEADS_OUT
                && kind != Hazard.Kind.TOO_LARGE_FOR_FAT)
                .filter(kind -> !rows.contains(kind.name()))).isEmpty();
    }
}
