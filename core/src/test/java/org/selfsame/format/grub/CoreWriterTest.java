package org.selfsame.format.grub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.testing.Parts;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;

/// What grub-mkimage makes of the same parts. That it starts is for `QemuBootTest` to say.
class CoreWriterTest {
    private static final Path GRUB = Path.of("/usr/lib/grub/i386-pc");
    private static final String PREFIX = "(,gpt1)/boot/grub";
    private static final List<String> MODULES = List.of("biosdisk", "part_gpt", "fshelp", "fat");
    private static final int SECTOR = 34;

    @TempDir
    Path directory;

    @BeforeEach
    void require() {
        Tool.require("grub-mkimage");
        Tool.requireFile(GRUB + "/kernel.img", "grub-pc-bin");
    }

    private static Content part(String name) throws IOException {
        return new BytesContent(Files.readAllBytes(GRUB.resolve(name)));
    }

    private static CoreWriter.Parts parts(List<String> modules) throws IOException {
        var contents = new ArrayList<Content>();
        for (var module : modules) {
            contents.add(part(module + ".mod"));
        }
        return new CoreWriter.Parts(part("diskboot.img"), part("lzma_decompress.img"), part("kernel.img"), contents);
    }

    private static Reader read(byte[] image) throws IOException {
        return new GrubFormat().open(new BytesContent(image), Limits.DEFAULT);
    }

    @Test
    void writesWhatMkimageMakesButForTheCompression() throws IOException {
        var ours = CoreWriter.core(parts(MODULES), PREFIX, SECTOR);
        var theirs = directory.resolve("core.img");
        Tool.run(directory, "grub-mkimage", "-O", "i386-pc", "-p", PREFIX, "-o", theirs.toString(), "biosdisk",
                "part_gpt", "fat");
        var left = read(ours);
        var right = read(Files.readAllBytes(theirs));
        for (var name : List.of("core/kernel", "core/modules")) {
            assertThat(Parts.file(left, name).bytes()).as(name).isEqualTo(Parts.file(right, name).bytes());
        }
        assertThat(Parts.codes(left)).isEmpty();
        assertThat(Parts.accountsForAll(left, new BytesContent(ours))).isTrue();
        // of the first sector only the list of blocks is another: where it lies, and how many there are
        var first = Arrays.copyOf(Files.readAllBytes(theirs), 512);
        ByteBuffer.wrap(first).order(ByteOrder.LITTLE_ENDIAN).putLong(500, SECTOR + 1)
                .putShort(508, (short) Math.ceilDiv(ours.length - 512, 512));
        assertThat(Arrays.copyOf(ours, 512)).isEqualTo(first);
        assertThat(ours.length).isLessThan((int) Files.size(theirs) * 21 / 20);
    }

    @Test
    void pointsTheBootSectorAtTheCore() throws IOException {
        var code = CoreWriter.bootCode(part("boot.img"), SECTOR);
        var expected = Arrays.copyOf(Files.readAllBytes(GRUB.resolve("boot.img")), 440);
        expected[0x5c] = SECTOR;
        expected[0x66] = (byte) 0x90;
        expected[0x67] = (byte) 0x90;
        assertThat(code).isEqualTo(expected);
    }

    @Test
    void refusesWhatItCannotMakeACoreOf() throws IOException {
        var parts = parts(List.of());
        var random = new byte[470_000];
        new Random(1).nextBytes(random);
        var tooLarge = new CoreWriter.Parts(parts.first(), parts.decompressor(), parts.kernel(),
                List.of(new BytesContent(random)));
        assertThatIllegalArgumentException().isThrownBy(() -> CoreWriter.core(tooLarge, PREFIX, SECTOR));
        var noKernel = new CoreWriter.Parts(parts.first(), parts.decompressor(), parts.first(), List.of());
        assertThatExceptionOfType(FormatException.class).isThrownBy(() -> CoreWriter.core(noKernel, PREFIX, SECTOR));
        var cut = new BytesContent(new byte[100]);
        assertThatExceptionOfType(FormatException.class).isThrownBy(() -> CoreWriter.bootCode(cut, SECTOR));
    }
}
