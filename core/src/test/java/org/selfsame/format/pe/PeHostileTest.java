package org.selfsame.format.pe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
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

/// A small PE32+ file, damaged on purpose: headers at 128, four sections from 1024 on (the third has a long name), a
/// debug directory at 1536, a symbol and its string table at 3072, two certificates at 3104.
class PeHostileTest {
    private static final int COFF = 132;
    private static final int OPTIONAL = 152;
    private static final int CERTIFICATE_DIRECTORY = OPTIONAL + 112 + 32;
    private static final int TEXT_HEADER = OPTIONAL + 240;

    private byte[] file;

    @BeforeEach
    void load() throws IOException {
        file = Files.readAllBytes(Mutations.seeds(PeFuzzTest.class).getLast());
    }

    @Test
    void isSoundBeforeItIsDamaged() throws IOException {
        var reader = open();
        assertThat(Parts.codes(reader)).isEmpty();
        assertThat(Parts.unknown(reader)).isEmpty();
        assertThat(Parts.file(reader, ".verylong").bytes()).asString().isEqualTo("long named");
        assertThat(Parts.file(reader, "certificates/2").bytes()).startsWith(0x30, 6);
        assertThat(Parts.facts(reader)).containsEntry("pe.debug.1.guid", "000102030405060708090a0b0c0d0e0f")
                .containsEntry("pe.debug.1.age", "7").containsEntry("pe.debug.1.time_date_stamp", "1577836800")
                .containsEntry("pe.time_date_stamp", "2015-01-01T00:00:00Z");
        assertThat(Parts.at(reader, 1540)).isEqualTo("debug directory.time_date_stamp");
        assertThat(Parts.at(reader, 1568)).isEqualTo("codeview.guid");
        assertThat(Parts.at(reader, 1590)).isEqualTo("codeview.path");
    }

    @ParameterizedTest
    @CsvSource({"60, 1000000, no signature", "152, 0x30b, unknown kind", "148, 10, an optional header of only 10 bytes",
            "134, 0xffff, does not lie inside"})
    void refusesHeadersThatMakeNoSense(int at, String value, String rule) {
        put(at, at == 60 ? 4 : 2, Long.decode(value));
        assertThatThrownBy(this::open).isInstanceOf(FormatException.class).hasMessageContaining(rule);
    }

    @Test
    void keepsTheOtherSectionsWhenOneLiesOutside() throws IOException {
        put(TEXT_HEADER + 20, 4, 0xfffffff0L);
        var reader = open();
        assertThat(Parts.codes(reader)).contains("pe.section_outside");
        assertThat(Parts.file(reader, ".cmdline").bytes()).asString().isEqualTo("quiet splash");
        var text = Parts.file(reader, ".text").file();
        assertThat(text.size()).isEqualTo(40);
        assertThatThrownBy(text::content).isInstanceOf(FormatException.class);
        assertThat(Parts.unknown(reader)).contains("unreferenced");
    }

    @Test
    void findsBytesThatHide() throws IOException {
        file[1024 + 40 + 3] = 1;
        assertThat(Parts.codes(open())).containsExactly("pe.section_padding", "pe.checksum");
        var longer = Arrays.copyOf(file, file.length + 5);
        Arrays.fill(longer, file.length, longer.length, (byte) 'x');
        file = longer;
        assertThat(Parts.codes(open())).contains("pe.overlay");
        assertThat(Parts.file(open(), "overlay").bytes()).asString().isEqualTo("xxxxx");
        assertThat(Parts.unknown(open())).containsExactly("overlay");
        file[700] = 1;
        assertThat(Parts.unknown(open())).containsExactly("unreferenced", "overlay");
    }

    @ParameterizedTest
    @CsvSource({"0, 4, 0xffffff00, pe.certificates_outside", "4, 4, 0xfffffff0, pe.certificates_outside"})
    void notesACertificateTableOutside(int at, int length, String value, String code) throws IOException {
        put(CERTIFICATE_DIRECTORY + at, length, Long.decode(value));
        assertThat(Parts.codes(open())).contains(code);
    }

    @ParameterizedTest
    @CsvSource({"0", "7", "4000000000"})
    void notesACertificateOfAnImpossibleLength(long length) throws IOException {
        int table = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(CERTIFICATE_DIRECTORY);
        put(table, 4, length);
        assertThat(Parts.codes(open())).contains("pe.certificate_length");
    }

    @Test
    void notesADebugDirectoryThatLeadsNowhere() throws IOException {
        put(OPTIONAL + 112 + 48, 4, 0x7fffffff);
        assertThat(Parts.codes(open())).contains("pe.debug_outside");
        put(OPTIONAL + 112 + 48, 4, 0x2000);
        put(1536 + 24, 4, 0xffffffffL);
        assertThat(Parts.codes(open())).contains("pe.debug_outside");
    }

    @Test
    void letsNoNameEscapeFromTheTree() throws IOException {
        for (var name : new String[]{"../x", "/etc", ".", "..", "a/b", "\u202ex"}) {
            Arrays.fill(file, TEXT_HEADER, TEXT_HEADER + 8, (byte) 0);
            System.arraycopy(name.getBytes(UTF_8), 0, file, TEXT_HEADER, name.getBytes(UTF_8).length);
            assertThat(Parts.files(open())).allMatch(part -> part.file().name().isPlain());
        }
    }

    @Test
    void asksForLittleMemoryWhateverIsStated() {
        put(COFF + 12, 4, 0xffffffffL);
        put(OPTIONAL + 108, 4, 0xffffffffL);
        put(CERTIFICATE_DIRECTORY + 4, 4, 0x7fffffff);
        long bytes = Allocations.of(() -> {
            try {
                Parts.codes(open());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(bytes).isLessThan(8 << 20);
    }

    private void put(int at, int length, long value) {
        var buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (length == 4) {
            buffer.putInt(at, (int) value);
        } else {
            buffer.putShort(at, (short) value);
        }
    }

    private Reader open() throws IOException {
        return new PeFormat().open(new BytesContent(file), Limits.DEFAULT);
    }
}
