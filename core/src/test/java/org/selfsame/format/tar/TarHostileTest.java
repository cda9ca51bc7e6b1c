package org.selfsame.format.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.testing.Allocations;
import org.selfsame.testing.Layouts;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;

/// Archives that no tool would write.
class TarHostileTest {

    @Test
    void goesOnBehindADamagedHeader() throws IOException {
        var bytes = new TarBytes().member("a", '0', "A").member("b", '0', "B").member("c", '0', "C").end();
        bytes[1024 + 5] ^= 1;
        assertThat(names(bytes)).containsExactly("a", "c");
        assertThat(codes(bytes)).containsExactly("tar.damaged");
        Layouts.covered(open(bytes), new BytesContent(bytes), 1024);
    }

    @Test
    void readsWhatIsThereOfACutArchive() throws IOException {
        var bytes = Arrays.copyOf(new TarBytes().member("a", '0', "A").member("b", '0', new byte[2000]).end(), 2000);
        assertThat(text(bytes, "a")).isEqualTo("A");
        assertThatThrownBy(() -> text(bytes, "b")).isInstanceOf(FormatException.class);
        assertThat(codes(bytes)).containsExactly("tar.truncated", "tar.no_end");
        Layouts.covered(open(bytes), new BytesContent(bytes), 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5 a=b\n", "999 path=x\n", "0 a=\n", "18446744073709551626 a=b\n", "9 noequals\n",
            "12 path=cut", "x", "4 =\n", "11 path=xyz"})
    void ignoresRecordsThatAreNone(String record) throws IOException {
        var bytes = new TarBytes().member("pax", 'x', record).member("a", '0', "A").end();
        assertThat(names(bytes)).containsExactly("a");
        assertThat(codes(bytes)).containsExactly("tar.pax_record");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"size; -1", "size; 99999999999999999999", "uid; x", "gid; 4294967296",
            "mtime; 1e9", "mtime; 999999999999999999999999", "mtime; ."})
    void saysSoWhenANumberIsNone(String keyword, String value) throws IOException {
        var bytes = new TarBytes().pax('x', keyword, value).member("a", '0', "A").end();
        assertThat(text(bytes, "a")).isEqualTo("A");
        assertThat(codes(bytes)).containsExactly("tar.number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0,5,3,1", "10,1", "0,9223372036854775807", "-1,1", "0,5,5", "9,2", "x", "0,1,0,1"})
    void refusesOneFileForItsSparseMap(String map) throws IOException {
        var bytes = new TarBytes()
                .member("pax", 'x', TarBytes.record("GNU.sparse.map", map) + TarBytes.record("GNU.sparse.size", "10"))
                .member("sparse", '0', "12345").member("next", '0', "N").end();
        var odd = map.equals("0,5,5") ? List.of() : List.of("tar.sparse_map");
        assertThat(codes(bytes)).isEqualTo(odd);
        if (!odd.isEmpty()) {
            assertThatThrownBy(() -> text(bytes, "sparse")).isInstanceOf(FormatException.class)
                    .hasMessageContaining("sparse");
        }
        assertThat(text(bytes, "next")).isEqualTo("N");
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999\n", "1\n", "2\n0\n1\n2\n9999999999\n", "1\n0\n1", "\n",
            "111111111111111111111"})
    void refusesOneFileForTheMapInFrontOfIt(String map) throws IOException {
        var bytes = new TarBytes()
                .member("pax", 'x', TarBytes.record("GNU.sparse.major", "1") + TarBytes.record("GNU.sparse.minor", "0")
                        + TarBytes.record("GNU.sparse.realsize", "10"))
                .member("sparse", '0', map).member("next", '0', "N").end();
        assertThat(codes(bytes)).containsExactly("tar.sparse_map");
        assertThat(text(bytes, "next")).isEqualTo("N");
    }

    @Test
    void endsAChainOfOldSparseBlocks() throws IOException {
        var block = TarBytes.block("sparse", 'S', 0);
        TarBytes.put(block, 257, "ustar  \0");
        block[482] = 1;
        var all = new TarBytes().add(block);
        for (int i = 0; i < 100; i++) {
            var more = new byte[512];
            more[504] = 1;
            all.data(more);
        }
        assertThat(codes(all.end())).containsExactly("tar.no_end");
    }

    @Test
    void saysWhereHardLinksLeadNowhere() throws IOException {
        var bytes = new TarBytes().link("self", '1', "self").link("later", '1', "file").member("file", '0', "F")
                .link("good", '1', "./file").end();
        assertThat(codes(bytes)).containsExactly("tar.link_target", "tar.link_target");
        assertThat(text(bytes, "good")).isEqualTo("F");
        assertThatThrownBy(() -> text(bytes, "self")).isInstanceOf(FormatException.class).hasMessageContaining("self");
    }

    @Test
    void showsPathsThatLeadOut() throws IOException {
        var bytes = new TarBytes().member("/etc/passwd", '0', "P").member("../up", '0', "U").end();
        assertThat(codes(bytes)).containsExactly("tar.leads_out", "tar.leads_out");
        assertThat(text(bytes, "etc/passwd")).isEqualTo("P");
        assertThat(names(bytes)).containsExactly("..", "etc");
    }

    @Test
    void seesWhatIsOdd() throws IOException {
        var bytes = new TarBytes().member("pax", 'x', TarBytes.record("path", "b")).member("pax", 'g', "")
                .member("a", '5', "").header("dir", '5', 10).member("odd", 'Z', "Z").data(new byte[512])
                .member("b", '0', "B").pax('x', "path", "c").end();
        bytes[bytes.length - 1024 - 512 - 1024 + 300] = 1;
        assertThat(codes(bytes)).containsExactly("tar.size_without_data", "tar.unknown_type", "tar.lone_zero_block",
                "tar.duplicate_name", "tar.padding", "tar.extension_unused");
    }

    @Test
    void boundsDepthAndMemory() {
        var deep = new TarBytes().pax('x', "path", "d/".repeat(1200) + "f").member("a", '0', "A").end();
        assertThatThrownBy(() -> open(deep)).isInstanceOf(FormatException.class).hasMessageContaining("nested");
        var bytes = new TarBytes().header("long", 'L', 1L << 32).header("huge", '0', (1L << 33) - 1).end();
        long allocated = Allocations.of(() -> {
            try {
                codes(bytes);
                open(bytes).layout(Task.silent());
            } catch (IOException e) {
                assertThat(e).isInstanceOf(FormatException.class);
            }
        });
        assertThat(allocated).isLessThan(2L << 20);
    }

    @Test
    void takesNoOtherBytesForAnArchive() throws IOException {
        assertThat(new TarFormat().recognizes(new BytesContent(new byte[10_240]))).isFalse();
        var sum = new byte[512];
        TarBytes.put(sum, 148, "000400\0 ");
        assertThat(new TarFormat().recognizes(new BytesContent(sum))).isFalse();
        assertThatThrownBy(() -> open(sum)).isInstanceOf(FormatException.class);
    }

    private static Reader open(byte[] bytes) throws IOException {
        return new TarFormat().open(new BytesContent(bytes), Limits.DEFAULT);
    }

    private static List<String> codes(byte[] bytes) throws IOException {
        return open(bytes).anomalies(Task.silent()).stream().map(Anomaly::code).toList();
    }

    private static List<String> names(byte[] bytes) throws IOException {
        return open(bytes).tree().root().children().stream().map(entry -> entry.name().toString()).toList();
    }

    private static String text(byte[] bytes, String path) throws IOException {
        var content = ((Entry.File) open(bytes).tree().find(path).orElseThrow()).content();
        return new String(content.bytes(0, (int) content.size()), java.nio.charset.StandardCharsets.UTF_8);
    }
}
