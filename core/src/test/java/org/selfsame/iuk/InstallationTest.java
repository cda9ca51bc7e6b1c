package org.selfsame.iuk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.FileContent;
import org.selfsame.task.Task;
import org.selfsame.task.TaskEvent;
import org.selfsame.testing.Tool;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;

class InstallationTest {
    @TempDir
    private static Path directory;
    private static Path kit;
    private static Path tarKit;
    @TempDir
    private Path work;
    private Path target;

    @BeforeAll
    static void makeKits() throws IOException {
        Releases.make(directory);
        kit = Releases.kit(directory, Releases.options(KitFormat.SQUASHFS, Union.OVERLAYFS), "kit.iuk");
        tarKit = Releases.kit(directory, Releases.options(KitFormat.TAR, Union.AUFS), "tar.iuk");
    }

    @BeforeEach
    void install() {
        target = Releases.install(directory, work);
    }

    private Installation.Result apply(Path kit, Task task) throws IOException {
        try (var content = FileContent.open(kit)) {
            return Installation.apply(Kit.open(content, Task.silent()), target, task);
        }
    }

    private String listing() {
        return Tool.run(target, "sh", "-ec", "find . -type f -exec sha256sum {} + | LC_ALL=C sort -k 2;"
                + " find . ! -type f | LC_ALL=C sort").out();
    }

    @Test
    void putsTheNewReleaseThere() throws IOException {
        var result = apply(kit, Task.silent());

        assertThat(result.deleted()).containsExactly("EFI/BOOT/grub/gone.mod", "EFI/BOOT/grub/unlisted",
                "EFI/BOOT/grub/x86_64-efi/deep.mod", "live/gone.txt", "utils/linux/gone2", "live/6.8.1.squashfs");
        assertThat(result.written()).contains("live/vmlinuz", "syslinux/syslinux.cfg", "live/6.9.squashfs",
                "live/Tails.module");
        assertThat(target.resolve("live/Tails.module")).hasContent("filesystem.squashfs\n6.9.squashfs\n");
        assertThat(target.resolve("live/vmlinuz")).hasContent("kernel 6.9");
        assertThat(target.resolve("live/other.txt")).hasContent("mine");
        assertThat(target.resolve("syslinux/gone.c32")).exists();
        assertThat(target.resolve("syslinux/syslinux.cfg"))
                .hasContent("kernel /syslinux/vmlinuz /syslinux/isolinux/x\n");
        assertThat(Files.getLastModifiedTime(target.resolve("live/vmlinuz")).toInstant()).isEqualTo(Releases.TIME);
        Tool.run(target, "diff", "-r", "EFI", directory + "/new/medium/EFI");
        Tool.run(target, "diff", "-r", "utils", directory + "/new/medium/utils");
        assertThat(target).isDirectoryNotContaining("glob:**.selfsame-upgrade");
    }

    /// Format 1 adds to the list of diffs and keeps those that are there.
    @Test
    void addsADiffOfFormatOne() throws IOException {
        Files.writeString(target.resolve("live/Tails.module"), "filesystem.squashfs\n6.8.1.squashfs\n");
        var result = apply(tarKit, Task.silent());

        assertThat(result.deleted()).containsExactly("live/gone.txt");
        assertThat(target.resolve("live/Tails.module"))
                .hasContent("filesystem.squashfs\n6.8.1.squashfs\n6.9.squashfs\n");
        assertThat(target.resolve("live/6.8.1.squashfs")).exists();
    }

    @Test
    void canBeAppliedTwice() throws IOException {
        apply(kit, Task.silent());
        var once = listing();
        apply(kit, Task.silent());
        assertThat(listing()).isEqualTo(once);
    }

    @Test
    void changesNothingOfWhatIsNoPartition() throws IOException {
        Files.delete(target.resolve("live/Tails.module"));
        var before = listing();
        assertThatThrownBy(() -> apply(kit, Task.silent())).isInstanceOfSatisfying(KitException.class,
                e -> assertThat(e.reason()).isEqualTo(KitException.Reason.NOT_A_SYSTEM));
        assertThat(listing()).isEqualTo(before);
    }

    /// A link on the way could lead anywhere.
    @Test
    void followsNoLinks() throws IOException {
        Tool.run(work, "sh", "-ec", "mv partition/EFI elsewhere && ln -s ../elsewhere partition/EFI");
        var before = listing();
        assertThatThrownBy(() -> apply(kit, Task.silent())).isInstanceOfSatisfying(KitException.class,
                e -> assertThat(e.path()).isEqualTo("EFI"));
        assertThat(listing()).isEqualTo(before);
        assertThat(work.resolve("elsewhere/BOOT/bootx64.efi")).hasContent("efi 6.8");
    }

    @Test
    void deletesNothingBehindALink() throws IOException {
        Tool.run(work, "sh", "-ec",
                "mkdir elsewhere && printf x > elsewhere/gone.mod && rm -r partition/EFI/BOOT/grub/unlisted"
                        + " && ln -s ../../../../elsewhere partition/EFI/BOOT/grub/unlisted");
        apply(kit, Task.silent());
        assertThat(work.resolve("elsewhere/gone.mod")).exists();
        assertThat(target.resolve("EFI/BOOT/grub/unlisted")).doesNotExist();
    }

    @Test
    void changesNothingWhenCancelled() {
        var before = listing();
        var task = new Task[1];
        task[0] = new Task(event -> {
            if (event instanceof TaskEvent.Advanced) {
                task[0].cancel();
            }
        });
        assertThatThrownBy(() -> apply(kit, task[0])).isInstanceOf(CancellationException.class);
        assertThat(listing()).isEqualTo(before);
    }

    @Test
    void refusesWhatAnotherRunLeft() throws IOException {
        Files.createDirectory(target.resolve(".selfsame-upgrade"));
        assertThatThrownBy(() -> apply(kit, Task.silent())).isInstanceOfSatisfying(KitException.class,
                e -> assertThat(e.reason()).isEqualTo(KitException.Reason.IN_THE_WAY));
    }

    /// What fails half-way is taken back: a file that cannot be moved, because something is mounted on it.
    @Test
    void takesBackWhatItDidWhenItFailsHalfWay() {
        Tool.require("mount", "umount");
        var file = target.resolve("utils/mbr/mbr.bin").toString();
        assumeTrue(Tool.tryRun(work, Map.of(), "mount", "--bind", file, file).exit() == 0,
                "only the superuser can mount");
        try {
            var before = listing();
            assertThatThrownBy(() -> apply(kit, Task.silent())).isInstanceOf(IOException.class)
                    .hasMessageContaining("mbr.bin");
            assertThat(listing()).isEqualTo(before);
        } finally {
            Tool.run(work, "umount", file);
        }
    }

    @Test
    void refusesAKitWithHazards() {
        Tool.run(work, "sh", "-ec", "mkdir kit && printf 2 > kit/FORMAT"
                + " && printf -- '---\\ndelete_files:\\n- ../x\\n' > kit/control.yml && printf x > x"
                + " && mksquashfs kit bad.iuk -noappend -quiet -no-progress");
        assertThatThrownBy(() -> apply(work.resolve("bad.iuk"), Task.silent())).isInstanceOfSatisfying(
                KitException.class, e -> assertThat(e.reason()).isEqualTo(KitException.Reason.HAZARDS));
        assertThat(work.resolve("x")).exists();
    }

    private Installation.Result applyDeletions(KitFormat format, List<String> deletions) throws IOException {
        var nothing = new Tree(MemoryTree.directory(Name.of(""), Metadata.NONE, List.of()));
        return Installation.apply(new Kit(format, deletions, nothing, List.of(), List.of()), target, Task.silent());
    }

    /// An alias of FAT is a second name of a file, as a hard link is elsewhere.
    @Test
    void deletesNoSystemByAnotherName() throws IOException {
        Files.createLink(target.resolve("alias"), target.resolve("live/filesystem.squashfs"));
        var before = listing();
        assertThatThrownBy(() -> applyDeletions(KitFormat.TAR, List.of("alias"))).isInstanceOfSatisfying(
                KitException.class, e -> assertThat(e.reason()).isEqualTo(KitException.Reason.IN_THE_WAY));
        assertThat(listing()).isEqualTo(before);
    }

    @Test
    void overwritesNoSystemByAnotherName() throws IOException {
        Files.delete(target.resolve("live/vmlinuz"));
        Files.createLink(target.resolve("live/vmlinuz"), target.resolve("live/filesystem.squashfs"));
        var before = listing();
        assertThatThrownBy(() -> apply(kit, Task.silent())).isInstanceOfSatisfying(KitException.class,
                e -> assertThat(e.path()).isEqualTo("live/vmlinuz"));
        assertThat(listing()).isEqualTo(before);
    }

    /// FAT takes the name for that of the system.
    @Test
    void keepsTheSystemInWhateverCase() throws IOException {
        Files.writeString(target.resolve("live/Filesystem.squashfs"), "x");
        assertThat(apply(kit, Task.silent()).deleted()).doesNotContain("live/Filesystem.squashfs");
        assertThat(target.resolve("live/Filesystem.squashfs")).exists();
    }

    @Test
    void deletesOldDiffsInTheOrderOfTheirNames() throws IOException {
        for (var name : List.of("9", "3", "7", "1", "8", "2", "5", "4")) {
            Files.writeString(target.resolve("live/" + name + ".squashfs"), "x");
        }
        assertThat(applyDeletions(KitFormat.SQUASHFS, List.of()).deleted()).containsExactly("live/1.squashfs",
                "live/2.squashfs", "live/3.squashfs", "live/4.squashfs", "live/5.squashfs", "live/6.8.1.squashfs",
                "live/7.squashfs", "live/8.squashfs", "live/9.squashfs");
    }

    /// An error of the machine may come at any time.
    @Test
    void takesBackWhatItDidAfterAnError() {
        var before = listing();
        var deletions = new AbstractList<String>() {
            @Override
            public String get(int index) {
                throw new StackOverflowError();
            }

            @Override
            public int size() {
                return 1;
            }
        };
        assertThatThrownBy(() -> applyDeletions(KitFormat.SQUASHFS, deletions)).isInstanceOf(StackOverflowError.class);
        assertThat(listing()).isEqualTo(before);
    }

    /// The list is written even if the kit has nothing else for `live`.
    @Test
    void writesNoListBehindALink() {
        Tool.run(work, "sh", "-ec", "mv partition/live elsewhere && ln -s ../elsewhere partition/live");
        var before = Tool.run(work, "sh", "-ec", "ls -l --time-style=full-iso elsewhere").out();
        assertThatThrownBy(() -> applyDeletions(KitFormat.TAR, List.of())).isInstanceOfSatisfying(
                KitException.class, e -> assertThat(e.path()).isEqualTo("live"));
        assertThat(Tool.run(work, "sh", "-ec", "ls -l --time-style=full-iso elsewhere").out()).isEqualTo(before);
    }

    @Test
    void replacesNoDirectoryByTheList() {
        Tool.run(target, "sh", "-ec", "rm live/Tails.module && mkdir live/Tails.module && : > live/Tails.module/mine");
        assertThatThrownBy(() -> applyDeletions(KitFormat.TAR, List.of())).isInstanceOfSatisfying(
                KitException.class, e -> assertThat(e.path()).isEqualTo("live/Tails.module"));
        assertThat(target.resolve("live/Tails.module/mine")).exists();
    }

    /// The upgrade is done; that an old file cannot be deleted, because something is mounted on it, undoes nothing.
    @Test
    void isDoneEvenIfOldFilesStay() throws IOException {
        Tool.require("mount", "umount");
        var file = target.resolve("EFI/BOOT/grub/unlisted/deeper").toString();
        assumeTrue(Tool.tryRun(work, Map.of(), "mount", "--bind", file, file).exit() == 0,
                "only the superuser can mount");
        try {
            assertThat(apply(kit, Task.silent()).deleted()).contains("EFI/BOOT/grub/unlisted");
            assertThat(target.resolve("live/vmlinuz")).hasContent("kernel 6.9");
            assertThat(target.resolve(PartitionDirectory.STAGE)).exists();
        } finally {
            Tool.run(work, "sh", "-ec", "umount $(find partition -name deeper)");
        }
    }

    /// The file system that it is for.
    @Test
    void worksOnFat() throws IOException {
        Tool.require("mkfs.fat", "mount", "umount");
        Tool.run(work, "sh", "-ec", "truncate -s 40M fat && mkfs.fat fat >/dev/null && mkdir mounted");
        var mounted = work.resolve("mounted");
        assumeTrue(Tool.tryRun(work, Map.of(), "mount", "-o", "loop", "fat", "mounted").exit() == 0,
                "only the superuser of a kernel with FAT can mount");
        try {
            Tool.run(work, "sh", "-ec", "cp -r partition/* mounted/");
            target = mounted;
            apply(kit, Task.silent());
            assertThat(target.resolve("live/Tails.module")).hasContent("filesystem.squashfs\n6.9.squashfs\n");
            Tool.run(target, "diff", "-r", "EFI", directory + "/new/medium/EFI");
        } finally {
            Tool.run(work, "umount", mounted.toString());
        }
        assertThat(Tool.run(work, "fsck.fat", "-n", "fat").out()).doesNotContain("differ");
    }
}
