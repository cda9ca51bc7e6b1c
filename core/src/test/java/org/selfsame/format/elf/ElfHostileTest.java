package org.selfsame.format.elf;

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
import org.selfsame.content.BytesContent;
import org.selfsame.content.FormatException;
import org.selfsame.testing.Allocations;
import org.selfsame.testing.Mutations;
import org.selfsame.testing.Parts;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;

/// Small ELF files of 64 bits, little-endian, damaged on purpose.
class ElfHostileTest {
    private static final int SECTION_HEADERS = 40;
    private static final int SECTION_COUNT = 60;

    @Test
    void showsACompressedSectionWithoutItsHeader() throws IOException {
        var reader = open(seed("compressed"));
        var section = Parts.file(reader, ".debug_str");
        assertThat(section.bytes()).startsWith(0x78);
        assertThat(Parts.at(reader, section.offset() - 1)).isEqualTo("compression header.alignment");
        assertThat(Parts.at(reader, section.offset() - 24)).isEqualTo("compression header.type");
    }

    @Test
    void showsWhatIsAppended() throws IOException {
        var reader = open(seed("compressed"));
        assertThat(Parts.file(reader, "appended").bytes()).asString().isEqualTo("appended");
        assertThat(Parts.codes(reader)).containsExactly("elf.trailing_bytes");
        assertThat(Parts.unknown(reader)).containsExactly("appended bytes");
    }

    @Test
    void tellsTheOriginOfAFile() throws IOException {
        assertThat(Parts.facts(open(seed("elf64-little")))).containsEntry("elf.comment", "tiny 1.0")
                .containsEntry("elf.build_id", "deadbeef01020304").containsEntry("elf.debuglink", "t.dbg");
    }

    @Test
    void notesASignatureThatIsLongerThanItsRoom() throws IOException {
        var file = seed("module");
        assertThat(Parts.file(open(file), "signature").bytes()).endsWith('s', 'i', 'g');
        Arrays.fill(file, file.length - 32, file.length - 28, (byte) 0xff);
        assertThat(Parts.codes(open(file))).containsExactly("elf.module_signature", "elf.trailing_bytes");
    }

    @Test
    void keepsTheOtherSectionsWhenOneLiesOutside() throws IOException {
        var file = seed("compressed");
        long first = buffer(file).getLong(SECTION_HEADERS) + 64;
        buffer(file).putLong((int) first + 24, Long.MAX_VALUE - 3);
        var reader = open(file);
        assertThat(Parts.codes(reader)).contains("elf.section_outside");
        assertThatThrownBy(() -> Parts.file(reader, ".text").bytes()).isInstanceOf(FormatException.class);
        assertThat(Parts.file(reader, ".debug_str").bytes()).startsWith(0x78);
        buffer(file).putLong((int) first + 24, 64).putLong((int) first + 32, -1);
        assertThat(Parts.codes(open(file))).contains("elf.section_outside");
    }

    @ParameterizedTest
    @CsvSource({"40, 8, 9223372036854775807", "40, 8, -1", "40, 8, 400", "58, 2, 63", "60, 2, 9999"})
    void refusesASectionTableThatMakesNoSense(int at, int length, long value) throws IOException {
        var file = seed("compressed");
        if (length == 8) {
            buffer(file).putLong(at, value);
        } else {
            buffer(file).putShort(at, (short) value);
        }
        assertThatThrownBy(() -> open(file)).isInstanceOf(FormatException.class);
    }

    @Test
    void takesNoCountFromTheFirstSectionUnchecked() throws IOException {
        var file = seed("compressed");
        long first = buffer(file).getLong(SECTION_HEADERS);
        buffer(file).putShort(SECTION_COUNT, (short) 0);
        for (long count : new long[]{-1, Long.MAX_VALUE, 1L << 32, 100_000}) {
            buffer(file).putLong((int) first + 32, count);
            long bytes = Allocations.of(
                    () -> assertThatThrownBy(() -> open(file)).isInstanceOf(FormatException.class));
            assertThat(bytes).isLessThan(4 << 20);
        }
        buffer(file).putLong((int) first + 32, 4);
        assertThat(Parts.facts(open(file))).containsEntry("elf.sections", "4");
    }

    @Test
    void givesNamelessSectionsAName() throws IOException {
        var file = seed("compressed");
        buffer(file).putInt((int) buffer(file).getLong(SECTION_HEADERS) + 64, 1_000_000);
        assertThat(Parts.file(open(file), "section-1").bytes()).containsOnly(0x90);
    }

    private static byte[] seed(String name) throws IOException {
        for (var path : Mutations.seeds(ElfFuzzTest.class)) {
            if (path.getFileName().toString().startsWith(name)) {
                return Files.readAllBytes(path);
            }
        }
        throw new AssertionError(name);
    }

    private static ByteBuffer buffer(byte[] file) {
        return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static Reader open(byte[] file) throws IOException {
        return new ElfFormat().open(new BytesContent(file), Limits.DEFAULT);
    }
}
