package org.selfsame.format.grub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.FormatException;
import org.selfsame.testing.Allocations;
import org.selfsame.testing.Mutations;
import org.selfsame.testing.Parts;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;

/// Small images of GRUB, damaged on purpose: a core image whose decompressor at 512 has 96 bytes, and lists of modules.
class GrubHostileTest {
    private static final int COMPRESSED_SIZE = 520;
    private static final int UNCOMPRESSED_SIZE = 524;

    @ParameterizedTest
    @ValueSource(strings = {"list32", "list64"})
    void readsListsOfBothWidths(String name) throws IOException {
        var reader = open(seed(name));
        assertThat(Parts.codes(reader)).isEmpty();
        assertThat(Parts.file(reader, "config").bytes()).asString().isEqualTo("echo hi\n");
        assertThat(Parts.file(reader, "tiny.mod").bytes()).startsWith(0x7f, 'E', 'L', 'F');
        assertThat(Parts.facts(reader)).containsEntry("grub.modules", "tiny").containsEntry("grub.prefix",
                "/boot/grub");
    }

    @Test
    void isNotLedAstrayByTheMagicInTheKernel() throws IOException {
        var reader = open(seed("core"));
        assertThat(Parts.file(reader, "core/kernel").file().size()).isEqualTo(256);
        assertThat(Parts.file(reader, "core/modules").bytes()).isEqualTo(seed("list32"));
    }

    @ParameterizedTest
    @CsvSource({"0", "7", "5000000"})
    void refusesAModuleThatLeavesTheList(int size) throws IOException {
        var list = seed("list64");
        put(list, 28, size);
        assertThatThrownBy(() -> open(list)).isInstanceOf(FormatException.class).hasMessageContaining("a module of");
    }

    @Test
    void notesWhatFollowsTheList() throws IOException {
        var list = Arrays.copyOf(seed("list64"), 500);
        assertThat(Parts.codes(open(list))).isEmpty();
        assertThat(Parts.unknown(open(list))).isEmpty();
        list[499] = 1;
        assertThat(Parts.codes(open(list))).containsExactly("grub.trailing_bytes");
        assertThat(Parts.unknown(open(list))).hasSize(1);
    }

    @Test
    void namesAModuleWithoutANameByItsNumber() throws IOException {
        var list = seed("list64");
        list[32]++;
        assertThat(Parts.files(open(list))).extracting(Parts.Part::path).contains("module-1.mod");
    }

    @Test
    void allocatesByWhatIsThereAndNotByWhatIsStated() throws IOException {
        var core = seed("core");
        put(core, UNCOMPRESSED_SIZE, 60_000_000);
        long bytes = Allocations.of(() -> assertThatThrownBy(() -> Parts.files(open(core)))
                .isInstanceOf(FormatException.class));
        assertThat(bytes).isLessThan(8 << 20);
        put(core, UNCOMPRESSED_SIZE, -1);
        assertThatThrownBy(() -> Parts.files(open(core))).isInstanceOf(FormatException.class)
                .hasMessageContaining("a core of 4294967295 bytes");
        put(core, COMPRESSED_SIZE, -1);
        assertThatThrownBy(() -> open(core)).isInstanceOf(FormatException.class)
                .hasMessageContaining("do not lie inside");
    }

    @Test
    void refusesADecompressorThatDoesNotSayItsLength() throws IOException {
        var core = seed("core");
        Arrays.fill(core, 512 + 0x40, 512 + 0x50, (byte) 0);
        assertThatThrownBy(() -> open(core)).isInstanceOf(FormatException.class)
                .hasMessageContaining("unknown length");
    }

    private static void put(byte[] file, int at, int value) {
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
    }

    private static byte[] seed(String name) throws IOException {
        for (var path : Mutations.seeds(GrubFuzzTest.class)) {
            if (path.getFileName().toString().startsWith(name)) {
                return Files.readAllBytes(path);
            }
        }
        throw new AssertionError(name);
    }

    private static Reader open(byte[] file) throws IOException {
        return new GrubFormat().open(new BytesContent(file), Limits.DEFAULT);
    }
}
