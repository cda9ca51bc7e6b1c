package org.selfsame.format.grub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.FileContent;
import org.selfsame.content.FormatException;
import org.selfsame.format.Formats;
import org.selfsame.testing.Parts;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Format;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;

/// What grub-mkimage makes, judged by what it was made of.
class GrubReaderTest {
    private static final Path MODULES = Path.of("/usr/lib/grub/i386-pc");

    @TempDir
    Path directory;

    @BeforeEach
    void parts() throws IOException {
        Tool.require("grub-mkimage");
        Files.writeString(directory.resolve("grub.cfg"), "echo hello\n");
        Files.writeString(directory.resolve("memdisk"), "x".repeat(1024));
    }

    @ParameterizedTest
    @CsvSource({"i386-pc, biosdisk, 512", "i386-pc-eltorito, biosdisk, 2560", "i386-pc-pxe, pxe, 1536"})
    void opensCoreImages(String target, String module, int loader) throws IOException {
        Tool.requireFile(MODULES + "/kernel.img", "grub-pc-bin");
        var image = make(target, module, "iso9660");
        try (var content = FileContent.open(image)) {
            assertThat(Formats.of(content).stream().map(Format::name)).containsExactly("grub");
            var reader = open(content);
            assertThat(Parts.codes(reader)).isEmpty();
            assertThat(Parts.unknown(reader)).isEmpty();
            assertThat(Parts.accountsForAll(reader, content)).isTrue();
            assertThat(Parts.at(reader, loader - 400)).isEqualTo("disk boot code");
            assertThat(Parts.at(reader, loader - 4)).isEqualTo("grub blocklist.sectors");
            assertThat(Parts.at(reader, loader + 8)).isEqualTo("grub decompressor.compressed_size");
            assertThat(Parts.at(reader, loader + 2000)).isEqualTo("decompressor code");
            assertThat(Parts.at(reader, content.size() - 1)).isEqualTo("compressed kernel and modules");
            var kernel = Parts.file(reader, "core/kernel").bytes();
            assertThat(HexFormat.of().formatHex(kernel)).contains(HexFormat.of().formatHex(kernelCode()));
            assertModules(Parts.file(reader, "core/modules").file().content(), module, MODULES);
        }
    }

    @ParameterizedTest
    @CsvSource({"x86_64-efi, grub-efi-amd64-bin", "i386-efi, grub-efi-ia32-bin"})
    void opensTheModulesOfAnEfiProgram(String target, String debianPackage) throws IOException {
        var modules = Path.of("/usr/lib/grub", target);
        Tool.requireFile(modules.resolve("kernel.img").toString(), debianPackage);
        try (var content = FileContent.open(make(target, "fat", "iso9660"))) {
            var format = Formats.of(content).getFirst();
            assertThat(format.name()).isEqualTo("pe");
            var section = Parts.file(format.open(content, Limits.DEFAULT), "mods").file().content();
            assertThat(Formats.of(section).stream().map(Format::name)).containsExactly("grub");
            assertModules(section, "fat", modules);
        }
    }

    @Test
    void namesWhatFollowsAnEmbeddedImage() throws IOException {
        Tool.requireFile(MODULES + "/kernel.img", "grub-pc-bin");
        var core = Files.readAllBytes(make("i386-pc", "biosdisk", "iso9660"));
        var gap = Arrays.copyOf(core, core.length + 3000);
        assertThat(Parts.unknown(open(new BytesContent(gap)))).isEmpty();
        assertThat(Parts.at(open(new BytesContent(gap)), gap.length - 1)).isEqualTo("after the core image");
        gap[gap.length - 1] = 1;
        assertThat(Parts.unknown(open(new BytesContent(gap)))).containsExactly("after the core image");
        gap[512 + 16] = 100;
        assertThat(Parts.at(open(new BytesContent(gap)), core.length + 99)).isEqualTo("Reed-Solomon redundancy");
    }

    @Test
    void saysSoWhenTheCoreIsDamaged() throws IOException {
        Tool.requireFile(MODULES + "/kernel.img", "grub-pc-bin");
        var core = Files.readAllBytes(make("i386-pc", "biosdisk", "iso9660"));
        Arrays.fill(core, 8000, 9000, (byte) 0xff);
        var reader = open(new BytesContent(core));
        assertThat(Parts.accountsForAll(reader, new BytesContent(core))).isTrue();
        assertThatThrownBy(() -> Parts.files(reader)).isInstanceOf(FormatException.class)
                .hasMessageContaining("cannot be unpacked");
    }

    private Path make(String target, String first, String second) {
        Tool.run(directory, "grub-mkimage", "-O", target, "-p", "/boot/grub", "-c", "grub.cfg", "-m", "memdisk", "-o",
                "image", first, second);
        return directory.resolve("image");
    }

    /// Code of GRUB's kernel as its package has it, from a place that mkimage does not fill in.
    private static byte[] kernelCode() throws IOException {
        try (var content = FileContent.open(MODULES.resolve("kernel.img"))) {
            var text = Parts.file(Formats.of(content).getFirst().open(content, Limits.DEFAULT), ".text").bytes();
            return Arrays.copyOfRange(text, 4096, 8192);
        }
    }

    private static void assertModules(Content list, String first, Path modules) throws IOException {
        var reader = open(list);
        assertThat(Parts.codes(reader)).isEmpty();
        assertThat(Parts.unknown(reader)).isEmpty();
        assertThat(Parts.facts(reader)).containsEntry("grub.prefix", "(memdisk)/boot/grub");
        var expected = Map.of("config", "echo hello\n", "prefix", "(memdisk)/boot/grub", "memdisk", "x".repeat(1024));
        for (var part : expected.entrySet()) {
            assertThat(Parts.file(reader, part.getKey()).bytes()).asString().isEqualTo(part.getValue());
        }
        for (var name : new String[]{first, "iso9660", "fshelp"}) {
            var module = Parts.file(reader, name + ".mod").bytes();
            // filled up to a multiple of the size of a pointer
            var built = Files.readAllBytes(modules.resolve(name + ".mod"));
            assertThat(Arrays.copyOf(module, built.length)).as(name).isEqualTo(built);
            assertThat(module.length - built.length).isBetween(0, 7);
            long at = Parts.file(reader, name + ".mod").offset() - list.span().offset();
            assertThat(Parts.at(reader, at)).isEqualTo("text section");
        }
    }

    private static Reader open(Content content) throws IOException {
        assertThat(new GrubFormat().recognizes(content)).isTrue();
        return new GrubFormat().open(content, Limits.DEFAULT);
    }
}
