package org.selfsame.format.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.testing.Allocations;
import org.selfsame.testing.Layouts;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;

/// A small archive, damaged on purpose: `first`, stored, and `second`, deflated.
class ZipHostileTest {
    private static final String TEXT = "again and ".repeat(1000);

    private byte[] zip;
    private int end;
    /// The two entries of the central directory.
    private int first;
    private int second;

    @BeforeEach
    void make() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(bytes)) {
            var one = new ZipEntry("first");
            one.setTime(1_000_000_000_000L);
            one.setMethod(ZipEntry.STORED);
            one.setSize(5);
            var crc = new CRC32();
            crc.update("FIRST".getBytes(StandardCharsets.US_ASCII));
            one.setCrc(crc.getValue());
            out.putNextEntry(one);
            out.write("FIRST".getBytes(StandardCharsets.US_ASCII));
            var two = new ZipEntry("second");
            two.setTime(1_000_000_000_000L);
            out.putNextEntry(two);
            out.write(TEXT.getBytes(StandardCharsets.US_ASCII));
        }
        zip = bytes.toByteArray();
        end = zip.length - EndRecord.SIZE;
        first = at(0x02014b50, 0);
        second = at(0x02014b50, first + 1);
    }

    private int at(int magic, int from) {
        int at = from;
        while (buffer().getInt(at) != magic) {
            at++;
        }
        return at;
    }

    private ByteBuffer buffer() {
        return ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void isSoundBeforeItIsDamaged() throws IOException {
        assertThat(text("first")).isEqualTo("FIRST");
        assertThat(text("second")).isEqualTo(TEXT);
        assertThat(codes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"16, 0, no central directory", "12, 2000000000, a central directory of", "4, 1, one volume"})
    void refusesAnEndThatLeadsNowhere(int field, int value, String rule) {
        buffer().putInt(end + field, value);
        if (field == 16) {
            buffer().putInt(end + 12, 3);
        }
        assertThatThrownBy(() -> open()).isInstanceOf(FormatException.class).hasMessageContaining(rule);
    }

    @Test
    void refusesABrokenZip64End() {
        var wide = Arrays.copyOf(zip, zip.length + 200);
        System.arraycopy(zip, end, wide, wide.length - EndRecord.SIZE, EndRecord.SIZE);
        zip = wide;
        end = zip.length - EndRecord.SIZE;
        buffer().putInt(end - 20, 0x07064b50).putLong(end - 12, Long.MAX_VALUE);
        assertThatThrownBy(() -> open()).isInstanceOf(FormatException.class).hasMessageContaining("zip64 locator");
        buffer().putInt(end - 76, 0x06064b50).putLong(end - 72, 1 << 20);
        assertThatThrownBy(() -> open()).isInstanceOf(FormatException.class);
        buffer().putLong(end - 72, 44).putLong(end - 76 + 40, Long.MIN_VALUE);
        assertThatThrownBy(() -> open()).isInstanceOf(FormatException.class).hasMessageContaining("central directory");
    }

    /// Fields of the second entry of the central directory.
    @ParameterizedTest
    @CsvSource({"42, 7, zip.local_header, no local header", "42, 2147483647, zip.local_header, does not lie inside",
            "24, 2000000000, zip.data, can be inflated to", "24, 10001, zip.data, are stated",
            "20, 15, zip.data, ends early", "20, 2000000000, zip.data, does not lie inside",
            "8, 2057, zip.encrypted, encrypted",
            "10, 98, zip.data, method 98", "10, 0, zip.data, states"})
    void refusesOneMember(int field, int value, String code, String rule) throws IOException {
        if (field == 8 || field == 10) {
            buffer().putShort(second + field, (short) value);
        } else {
            buffer().putInt(second + field, value);
        }
        assertThat(text("first")).isEqualTo("FIRST");
        assertThatThrownBy(() -> text("second")).isInstanceOf(FormatException.class).hasMessageContaining(rule);
        assertThat(codes()).contains(code);
        open().layout(Task.silent());
    }

    @Test
    void seesDamagedData() throws IOException {
        zip[30 + 5] ^= 1;
        assertThat(codes()).containsExactly("zip.crc");
        Arrays.fill(zip, 30 + 5 + 5 + 36, 30 + 5 + 5 + 60, (byte) 0xff);
        assertThat(codes()).containsExactly("zip.crc", "zip.data");
        assertThatThrownBy(() -> text("second")).isInstanceOf(FormatException.class);
    }

    @Test
    void seesHeadersThatDisagree() throws IOException {
        zip[30] = 'F';
        buffer().putInt(10, 1);
        assertThat(codes()).containsExactly("zip.headers_disagree");
        assertThat(open().anomalies(Task.silent()).getFirst().detail()).contains("name, modified");
    }

    @Test
    void decodesNoMembersThatShareBytes() throws IOException {
        buffer().putInt(first + 42, buffer().getInt(second + 42));
        assertThat(codes()).contains("zip.overlap");
    }

    @Test
    void seesOtherEndsAndMissingEntries() throws IOException {
        buffer().putShort(end + 10, (short) 3);
        assertThat(codes()).containsExactly("zip.central_directory");
        zip = Arrays.copyOf(zip, zip.length + 4);
        assertThat(codes()).containsExactly("zip.central_directory", "zip.trailing_bytes");
        Layouts.covered(open(), new BytesContent(zip), 4);
    }

    @Test
    void seesAnEndInTheCommentOfAnother() throws IOException {
        var two = Arrays.copyOf(zip, zip.length + EndRecord.SIZE);
        System.arraycopy(zip, end, two, zip.length, EndRecord.SIZE);
        zip = two;
        buffer().putShort(end + 20, (short) EndRecord.SIZE);
        assertThat(codes()).contains("zip.second_end");
    }

    @Test
    void showsPathsThatLeadOut() throws IOException {
        for (int at : new int[]{30, first + 46}) {
            System.arraycopy("../up".getBytes(StandardCharsets.US_ASCII), 0, zip, at, 5);
        }
        assertThat(codes()).containsExactly("zip.leads_out");
    }

    @Test
    void takesLittleMemoryWhateverIsStated() {
        buffer().putInt(second + 24, 1_000_000);
        buffer().putInt(first + 20, -1).putInt(first + 24, -1);
        long allocated = Allocations.of(() -> {
            try {
                codes();
            } catch (IOException e) {
                assertThat(e).isInstanceOf(FormatException.class);
            }
        });
        assertThat(allocated).isLessThan(2L << 20);
    }

    private Reader open() throws IOException {
        return new ZipFormat().open(new BytesContent(zip), Limits.DEFAULT);
    }

    private List<String> codes() throws IOException {
        return open().anomalies(Task.silent()).stream().map(Anomaly::code).toList();
    }

    private String text(String path) throws IOException {
        var content = ((Entry.File) open().tree().find(path).orElseThrow()).content();
        return new String(content.bytes(0, (int) content.size()), StandardCharsets.US_ASCII);
    }
}
