package org.selfsame.pack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.FileContent;
import org.selfsame.content.FormatException;
import org.selfsame.format.iso9660.BootImage;
import org.selfsame.format.iso9660.ElTorito;
import org.selfsame.format.iso9660.Hybrid;
import org.selfsame.format.iso9660.IsoOptions;
import org.selfsame.format.iso9660.IsoWriter;
import org.selfsame.format.iso9660.Joliet;
import org.selfsame.host.TargetException;
import org.selfsame.pack.Repack.Outcome;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Fact;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Region;
import org.selfsame.tree.Tree;

/// The table of docs/formats/repack.md: images by the real tools, made again from their own trees.
class RepackerTest {
    private static final Instant TIME = Instant.ofEpochSecond(1_600_050_000);

    @TempDir
    private static Path made;
    private static Images images = new Images(Path.of(""));
    @TempDir
    private Path directory;

    @BeforeAll
    static void makeTree() {
        Tool.require("mksquashfs");
        images = Images.create(made);
    }

    private static Repack repack(Path image) throws IOException {
        try (var content = FileContent.open(image)) {
            return Repacker.repack(content, null, false, Task.silent());
        }
    }

    private static void assertEqual(Repack repack) {
        assertThat(repack.outcome()).as(repack.toString()).isEqualTo(new Outcome.Equal());
    }

    private static Outcome.Different different(Repack repack) {
        assertThat(repack.outcome()).as(repack.toString()).isInstanceOf(Outcome.Different.class);
        return (Outcome.Different) repack.outcome();
    }

    private static Map<String, String> options(Repack repack) {
        return repack.options().stream().collect(Collectors.toMap(Fact::name, Fact::value, (a, b) -> a + "; " + b));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-comp gzip", "-comp xz", "-comp lz4", "-tailends -b 4096", "-sort ../sort",
            "-no-duplicates -nopad"})
    void mksquashfsIsMadeAgain(String arguments) throws IOException {
        assertEqual(repack(images.mksquashfs(arguments)));
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"-comp gzip -Xcompression-level 3 -b 1M", "-comp xz -Xbcj x86 -b 1M",
            "-comp xz -Xdict-size 50%", "-noI -noD -noF -noX", "-noId", "-no-fragments", "-no-exports",
            "-sort ../sort -comp lz4 -tailends", "-all-root -no-xattrs"})
    void mksquashfsIsMadeAgainWithOtherOptions(String arguments) throws IOException {
        assertEqual(repack(images.mksquashfs(arguments)));
    }

    /// What is there that our writer does not write, or lays out otherwise.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -comp lzo                                   | squashfs: the compressor lzo is not written
            -comp lz4 -Xhc                              | squashfs: the high compression of lz4 is not written
            -comp gzip -Xstrategy filtered              | squashfs: another window or strategy of gzip is not written
            -comp gzip -Xwindow-size 14                 | squashfs: another window or strategy of gzip is not written
            -comp xz -Xbcj arm                          | squashfs: a filter of xz for other machines than x86 is not written
            """)
    void saysWhatIsNotWritten(String arguments, String reason) throws IOException {
        assertThat(repack(images.mksquashfs(arguments)).outcome()).isEqualTo(new Outcome.NotMade(reason));
    }

    /// The libzstd of Debian is another one than ours.
    @Test
    void namesTheBlocksOfAnotherLibrary() throws IOException {
        var first = different(repack(images.mksquashfs("-comp zstd"))).first();
        assertThat(first.getFirst().kind()).isEqualTo(Region.Kind.DATA);
    }

    /// What the host adds, and what other programs lay out otherwise: first comes what is written first.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mksquashfs | truncate -s 3M h/hole; echo end >> h/hole; mksquashfs h image -quiet -no-progress         | inode table
            mksquashfs | mksquashfs tree image -quiet -no-progress; mksquashfs h image -quiet -no-progress         | fragment
            gensquashfs | gensquashfs -q -D tree -c gzip image                                                     | inode table
            tar2sqfs | tar -C tree --sort=name -cf - . > t.tar; tar2sqfs -q -c gzip image < t.tar                  | inode table
            mcopy | mkfs.fat --invariant -C image 4000; mcopy -i image h/file ::b; mcopy -i image h/file ::a       | entry.name
            """)
    void namesWhatIsWrittenFirstOfWhatDiffers(String program, String script, String what) throws IOException {
        Tool.require(program);
        var repack = repack(images.by("rm -rf h; mkdir h; seq 9 > h/file; " + script));
        assertThat(different(repack).first().getFirst().what()).startsWith(what);
    }

    @Test
    void namesTheFieldOfAChangedByte() throws IOException {
        var image = images.mksquashfs("-comp gzip");
        byte[] bytes = Files.readAllBytes(image);
        bytes[bytes.length - 1] ^= 1;
        bytes[8]++;
        Files.write(image, bytes);
        var repack = repack(image);
        // the time of making is an option, whatever it is; bytes that nothing refers to are not
        assertThat(options(repack)).containsEntry("mkfs-time", "2020-09-14T02:20:01Z");
        var different = different(repack);
        assertThat(different.bytes()).isEqualTo(1);
        assertThat(different.size()).isEqualTo(bytes.length);
        assertThat(different.first()).singleElement().satisfies(difference -> {
            assertThat(difference.offset()).isEqualTo(bytes.length - 1L);
            assertThat(difference.image()).isEqualTo("01");
            assertThat(difference.made()).isEqualTo("00");
        });
    }

    @Test
    void tellsOfWhatFollowsTheImage() throws IOException {
        var image = images.mksquashfs("-comp gzip");
        long size = Files.size(image);
        Tool.run(made, "sh", "-c", "echo hidden >> image");
        var different = different(repack(image));
        assertThat(different.size()).isEqualTo(size);
        assertThat(different.first()).singleElement().satisfies(difference -> {
            assertThat(difference.offset()).isEqualTo(size);
            assertThat(difference.what()).isEqualTo("unreferenced");
            assertThat(difference.made()).isEmpty();
        });
    }

    @Test
    void stopsAtTheFirstDifferenceIfAsked() throws IOException {
        Tool.require("xorriso");
        var image = images.by("xorriso -as mkisofs -quiet -R -o image tree/usr");
        try (var content = FileContent.open(image)) {
            var different = different(Repacker.repack(content, null, true, Task.silent()));
            assertThat(different.size()).isEqualTo(-1);
            assertThat(different.first()).isNotEmpty();
        }
    }

    @Test
    void writesWhatItMakes() throws IOException {
        var image = images.mksquashfs("-comp lz4");
        var file = directory.resolve("again");
        try (var content = FileContent.open(image)) {
            var target = new Repacker.Target(file, false);
            var repack = Repacker.repack(content, target, false, Task.silent());
            assertEqual(repack);
            assertThat(file).hasSameBinaryContentAs(image);
            var written = repack.written();
            assertThat(written).isNotNull().satisfies(it -> assertThat(it.size()).isEqualTo(Files.size(image)));
            assertThatThrownBy(() -> Repacker.repack(content, target, false, Task.silent()))
                    .isInstanceOf(TargetException.class);
        }
    }

    @Test
    void writesNothingThatCannotBeMade() throws IOException {
        try (var content = FileContent.open(images.mksquashfs("-comp lzo"))) {
            var target = new Repacker.Target(directory.resolve("again"), false);
            assertThatThrownBy(() -> Repacker.repack(content, target, false, Task.silent()))
                    .hasMessage("squashfs: the compressor lzo is not written");
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void canBeCancelled() throws IOException {
        try (var content = FileContent.open(images.mksquashfs("-comp gzip"))) {
            var task = Task.silent();
            task.cancel();
            assertThatThrownBy(() -> Repacker.repack(content, null, false, task))
                    .isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void refusesWhatIsNoImage() {
        assertThatThrownBy(() -> Repacker.repack(new BytesContent(new byte[5000]), null, false, Task.silent()))
                .isInstanceOf(FormatException.class);
    }

    /// Entries are added by name, as `mcopy` is told them.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mkfs.fat --invariant -n EFI -i 12345678 -C image 4000      | EFI
            mkfs.fat --invariant -i 12345678 -C image 16384            | ''
            mkfs.fat --invariant -F 32 -i 12345678 -n A -C image 40000 | A
            """)
    void mkfsAndMtoolsAreMadeAgain(String mkfs, String label) throws IOException {
        Tool.require("mkfs.fat", "mcopy");
        var repack = repack(images.by(mkfs + """

                mmd -i image ::EFI ::EFI/BOOT
                mcopy -m -i image tree/usr/bin/code ::EFI/BOOT/BOOTX64.EFI
                mcopy -m -i image tree/usr/share/small "::long name file.txt"
                """));
        assertThat(options(repack).getOrDefault("label", "")).isEqualTo(label);
        assertEqual(repack);
    }

    private static Entry.File file(String name, byte[] bytes) {
        return MemoryTree.file(Name.of(name), Metadata.builder().permissions(0644).owner(0, 0).modified(TIME).build(),
                new BytesContent(bytes));
    }

    private static Entry.Directory directory(String name, Entry... children) {
        return MemoryTree.directory(Name.of(name),
                Metadata.builder().permissions(0755).owner(0, 0).modified(TIME).build(), List.of(children));
    }

    private Path iso(IsoOptions options, Entry... children) throws IOException {
        var image = directory.resolve("image.iso");
        try (var out = Files.newOutputStream(image)) {
            IsoWriter.write(new Tree(directory("", children)), options, out, Limits.DEFAULT, Task.silent());
        }
        return image;
    }

    private static IsoOptions.Builder options(Joliet joliet) {
        return IsoOptions.builder("VOLUME", TIME).publisher("publisher").preparer("preparer").joliet(joliet);
    }

    private static byte[] isolinux() {
        var bytes = new byte[5000];
        bytes[64] = (byte) 0xfb;
        bytes[65] = (byte) 0xc0;
        bytes[66] = 0x78;
        bytes[67] = 0x70;
        return bytes;
    }

    @Test
    void ourIsosAreMadeAgain() throws IOException {
        assertEqual(repack(iso(options(Joliet.NONE).build(), file("a", new byte[3]), file("b", new byte[3000]))));
        assertEqual(repack(iso(options(Joliet.STANDARD).padding(150).weight("b", 5).weight("d", -3).build(),
                file("a", new byte[3]), file("b", new byte[3000]), file("c", new byte[1]), file("d", new byte[1]))));
        assertEqual(repack(iso(options(Joliet.LONG).build(), file("n".repeat(90), new byte[3]))));
    }

    @Test
    void ourBootableIsosAreMadeAgain() throws IOException {
        var boot = new ElTorito("boot.cat", List.of(BootImage.isolinux("isolinux.bin"), BootImage.efi("efi.img")));
        Content code = new BytesContent("code".repeat(100).getBytes(US_ASCII));
        for (var table : Hybrid.Table.values()) {
            var hybrid = Hybrid.of(Hybrid.Loader.ISOLINUX, code, table);
            var repack = repack(iso(options(Joliet.STANDARD).boot(boot).hybrid(hybrid).build(),
                    file("efi.img", new byte[40_000]), file("isolinux.bin", isolinux()), file("z", new byte[1])));
            assertEqual(repack);
            assertThat(options(repack)).containsEntry("boot-catalog", "boot.cat").containsEntry("boot-image",
                    "bios isolinux.bin, load-size 4, boot-info-table; efi efi.img, load-size 79");
        }
        // isolinux' boot code begins with 32 bytes that a map may take
        Content spare = new BytesContent(("3\u00ed" + "\u0090".repeat(30) + "code".repeat(90)).getBytes(ISO_8859_1));
        for (var table : Hybrid.Table.values()) {
            var hybrid = Hybrid.of(Hybrid.Loader.ISOLINUX, spare, table).withApm();
            var repack = repack(iso(options(Joliet.STANDARD).boot(boot).hybrid(hybrid).build(),
                    file("efi.img", new byte[40_000]), file("isolinux.bin", isolinux()), file("z", new byte[1])));
            assertEqual(repack);
            assertThat(options(repack)).containsEntry("apm", "2048");
        }
    }

    @Test
    void ourAppendedPartitionsAreMadeAgain() throws IOException {
        Tool.require("mkfs.fat");
        var efi = Files.readAllBytes(images.by("mkfs.fat --invariant -i 12345678 -C image 1440"));
        var boot = new ElTorito("boot.cat", List.of(BootImage.appendedEfi()));
        for (var table : Hybrid.Table.values()) {
            var hybrid = Hybrid.of(Hybrid.Loader.NONE, new BytesContent(new byte[0]), table)
                    .withAppended(new BytesContent(efi));
            var repack = repack(iso(options(Joliet.NONE).boot(boot).hybrid(hybrid).build(), file("z", new byte[1])));
            assertEqual(repack);
            assertThat(repack.inner()).singleElement().satisfies(inner -> {
                assertThat(inner.path()).isEqualTo("eltorito:1-efi.img");
                assertEqual(inner);
            });
        }
    }

    /// What is in the ISO is proven, the ISO is not.
    @ParameterizedTest
    @ValueSource(strings = {"xorriso -as mkisofs", "genisoimage"})
    void otherIsosAreNotMadeAgain(String program) throws IOException {
        Tool.require(program.split(" ", -1)[0], "mkfs.fat", "mcopy");
        Files.move(images.mksquashfs("-comp gzip"), made.resolve("squashfs"), StandardCopyOption.REPLACE_EXISTING);
        var repack = repack(images.by("""
                rm -rf iso; mkdir -p iso/live iso/.disk; mv squashfs iso/live/filesystem.squashfs
                mkfs.fat --invariant -i 12345678 -C iso/efi.img 1440; mcopy -m -i iso/efi.img tree/usr/share/small ::a
                echo '%s -R' > iso/.disk/mkisofs
                find iso -exec touch -d @1600000000 {} +
                %s -quiet -R -J -V VOLUME -o image iso
                """.formatted(program, program)));
        assertThat(different(repack).first().getFirst().what()).isEqualTo("primary volume descriptor.path_table_l");
        assertThat(repack.stored()).isEqualTo(program + " -R");
        assertThat(repack.inner()).hasSize(2).allSatisfy(RepackerTest::assertEqual);
    }
}
