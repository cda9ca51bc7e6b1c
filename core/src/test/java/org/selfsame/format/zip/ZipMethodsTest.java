package org.selfsame.format.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.testing.Parts;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;

/// Members that are compressed by other methods than deflate.
class ZipMethodsTest {
    private static final int ZSTD = 93;
    private static final int XZ = 95;

    @TempDir
    private Path directory;
    private final byte[] text = "lines of text, and numbers 0123456789\n".repeat(9_000)
            .getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @ValueSource(strings = {"Deflate64", "BZip2", "LZMA"})
    void readsWhatSevenZipWrites(String method) throws IOException {
        Tool.require("7z");
        Files.write(directory.resolve("text"), text);
        Tool.run(directory, "7z", "a", "-tzip", "-mm=" + method, "a.zip", "text");
        readsTheText(open(Files.readAllBytes(directory.resolve("a.zip"))));
    }

    @ParameterizedTest
    @CsvSource({"ZIP_BZIP2", "ZIP_LZMA"})
    void readsWhatPythonWrites(String method) throws IOException {
        Tool.require("python3");
        Files.write(directory.resolve("text"), text);
        Tool.run(directory, "python3", "-c",
                "import zipfile; zipfile.ZipFile('a.zip', 'w', zipfile." + method + ").write('text')");
        readsTheText(open(Files.readAllBytes(directory.resolve("a.zip"))));
    }

    @ParameterizedTest
    @CsvSource({"zstd, 93", "xz, 95"})
    void readsTheFormatsOfTheirOwnTools(String tool, int method) throws IOException {
        readsTheText(open(zip(method, compress(tool), text.length)));
    }

    private static void readsTheText(Reader reader) throws IOException {
        var content = Parts.file(reader, "text").file().content();
        var expected = "lines of text, and numbers 0123456789\n".repeat(9_000);
        assertThat(new String(content.bytes(0, (int) content.size()), StandardCharsets.US_ASCII)).isEqualTo(expected);
        // backwards, too
        for (int at = expected.length() - 10; at > 0; at -= 100_000) {
            assertThat(new String(content.bytes(at, 10), StandardCharsets.US_ASCII))
                    .isEqualTo(expected.substring(at, at + 10));
        }
        assertThat(Parts.codes(reader)).isEmpty();
    }

    @Test
    void doesNotBelieveStatedSizes() throws IOException {
        var stored = compress("xz");
        for (int stated : new int[]{text.length - 1, text.length + 1}) {
            var content = member(zip(XZ, stored, stated));
            assertThatThrownBy(() -> content.bytes(0, (int) content.size())).isInstanceOf(FormatException.class)
                    .hasMessageContaining("bytes come out");
        }
        assertThatThrownBy(() -> member(zip(XZ, stored, Integer.MAX_VALUE))).isInstanceOf(FormatException.class)
                .hasMessageContaining("more than");
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 12, 14, 93, 95, 98})
    void tellsOfDamage(int method) throws IOException {
        for (var stored : new byte[][]{{}, {1}, {0, 0, 5, 0, 93, 0, 0, 1, 0, 9, 9}, text}) {
            assertThatThrownBy(() -> {
                var content = member(zip(method, stored, text.length));
                content.bytes(0, (int) content.size());
            }).isInstanceOf(FormatException.class);
        }
        var cut = Arrays.copyOf(compress("zstd"), 40);
        assertThatThrownBy(() -> member(zip(ZSTD, cut, text.length)).bytes(0, text.length))
                .isInstanceOf(FormatException.class);
    }

    private byte[] compress(String tool) throws IOException {
        Tool.require(tool);
        Files.write(directory.resolve("text"), text);
        Tool.run(directory, tool, "-k", "-f", "text");
        return Files.readAllBytes(directory.resolve(tool.equals("xz") ? "text.xz" : "text.zst"));
    }

    private static Content member(byte[] zip) throws IOException {
        return Parts.file(open(zip), "text").file().content();
    }

    private static Reader open(byte[] zip) throws IOException {
        return new ZipFormat().open(new BytesContent(zip), Limits.DEFAULT);
    }

    /// An archive with one member, `text`.
    private byte[] zip(int method, byte[] stored, int size) {
        var name = "text".getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(text);
        var out = ByteBuffer.allocate(200 + stored.length).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(0x04034b50).putShort((short) 63);
        fields(out, method, crc.getValue(), stored.length, size);
        out.put(name).put(stored);
        int directoryAt = out.position();
        out.putInt(0x02014b50).putShort((short) 63).putShort((short) 63);
        fields(out, method, crc.getValue(), stored.length, size);
        // no comment, first disk, no attributes, the member at 0
        out.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0).putInt(0).put(name);
        int length = out.position() - directoryAt;
        out.putInt(0x06054b50).putInt(0).putShort((short) 1).putShort((short) 1).putInt(length).putInt(directoryAt)
                .putShort((short) 0);
        return Arrays.copyOf(out.array(), out.position());
    }

    private static void fields(ByteBuffer out, int method, long crc, int stored, int size) {
        out.putShort((short) 0).putShort((short) method).putInt(0x21 << 16).putInt((int) crc).putInt(stored)
                .putInt(size)
                .putShort((short) 4).putShort((short) 0);
    }
}
