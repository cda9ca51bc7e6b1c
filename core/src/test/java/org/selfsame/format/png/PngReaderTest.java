package org.selfsame.format.png;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.BytesContent;
import org.selfsame.testing.Opened;
import org.selfsame.testing.Tool;

/// Pictures of ImageMagick's, and chunks put together here.
class PngReaderTest {
    private static final byte[] HEADER = {0, 0, 0, 3, 0, 0, 0, 2, 8, 2, 0, 0, 0};

    @TempDir
    private Path directory;

    @Test
    void readsAPictureOfImageMagick() throws IOException {
        Tool.require("convert");
        Tool.run(directory, "convert", "-size", "3x2", "xc:red", "-set", "comment", "hello", "x.png");
        var opened = Opened.of(new PngFormat(), directory.resolve("x.png")).sound();
        assertThat(opened.fact("png.width")).isEqualTo("3");
        assertThat(opened.fact("png.height")).isEqualTo("2");
        assertThat(opened.paths()).contains("IHDR", "IDAT", "IEND", "tEXt:comment");
        assertThat(opened.text("tEXt:comment")).isEqualTo("comment\0hello");
    }

    @Test
    void namesTheFieldsOfATime() throws IOException {
        var opened = Opened.of(new PngFormat(), picture(chunk("tIME", new byte[]{7, -24, 2, 29, 23, 59, 60})));
        assertThat(opened.sound().raw("tIME.year")).containsExactly(7, -24);
        assertThat(opened.raw("tIME.second")).containsExactly(60);
    }

    @Test
    void notesAWrongCrcAndBytesAfterTheEnd() throws IOException {
        var text = chunk("tEXt", "Software\0x".getBytes(StandardCharsets.ISO_8859_1));
        text[text.length - 1] ^= 1;
        var opened = Opened.of(new PngFormat(), picture(text, new byte[0], new byte[]{1, 2}));
        assertThat(opened.anomalies()).containsExactly("png.crc", "png.trailing_bytes");
        assertThat(opened.regions("unreferenced")).singleElement().extracting(region -> region.length()).isEqualTo(2L);
        assertThat(opened.paths()).contains("tEXt:Software");
    }

    @Test
    void readsWhatComesBeforeACutEnd() throws IOException {
        var whole = picture(chunk("IDAT", new byte[20]));
        var opened = Opened.of(new PngFormat(), Arrays.copyOf(whole, whole.length - 10));
        assertThat(opened.anomalies()).containsExactly("png.damaged");
        assertThat(opened.paths()).containsExactly("IDAT", "IHDR");
    }

    @Test
    void takesNothingElseForAPicture() throws IOException {
        var bytes = picture();
        bytes[12] = 'J';
        assertThat(new PngFormat().recognizes(new BytesContent(bytes))).isFalse();
        assertThat(new PngFormat().recognizes(new BytesContent(new byte[8]))).isFalse();
    }

    /// Header, the first of `more`, the end, and the rest of `more`.
    private static byte[] picture(byte[]... more) throws IOException {
        var out = new ByteArrayOutputStream();
        out.writeBytes(PngFormat.SIGNATURE.getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(chunk("IHDR", HEADER));
        if (more.length > 0) {
            out.writeBytes(more[0]);
        }
        out.writeBytes(chunk("IEND", new byte[0]));
        for (int i = 1; i < more.length; i++) {
            out.writeBytes(more[i]);
        }
        return out.toByteArray();
    }

    private static byte[] chunk(String type, byte[] data) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        var crc = new CRC32();
        crc.update(type.getBytes(StandardCharsets.US_ASCII));
        crc.update(data);
        out.writeInt(data.length);
        out.writeBytes(type);
        out.write(data);
        out.writeInt((int) crc.getValue());
        return bytes.toByteArray();
    }
}
