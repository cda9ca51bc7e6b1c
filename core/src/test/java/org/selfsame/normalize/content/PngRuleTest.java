package org.selfsame.normalize.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.format.png.PngFormat;
import org.selfsame.normalize.Epoch;
import org.selfsame.normalize.Normalized;
import org.selfsame.testing.Opened;
import org.selfsame.testing.Tool;

/// Pictures by ImageMagick, and with chunks that it does not write.
class PngRuleTest {
    @TempDir
    private Path directory;

    private Path picture(String name, String date) throws IOException {
        Tool.require("convert");
        Tool.run(directory, "sh", "-c", "convert -size 8x8 gradient:red-blue " + name + ".ppm; touch -d " + date + " "
                + name + ".ppm; convert " + name + ".ppm -set date:create " + date + "T00:00:00+00:00 " + name
                + ".png");
        return directory.resolve(name + ".png");
    }

    @Test
    void makesPicturesOfTwoDaysTheSame() throws IOException {
        var first = picture("1", "2018-01-02");
        var second = picture("2", "2019-03-04");
        var pixels = Tool.run(directory, "identify", "-format", "%#", "1.png").out();
        assertThat(Normalized.sameOf(first, second).changes()).containsExactly("file png");
        assertThat(Tool.run(directory, "identify", "-format", "%#", "1.png").out()).isEqualTo(pixels);
        var opened = Opened.of(new PngFormat(), first).sound();
        assertThat(opened.paths()).filteredOn(path -> path.startsWith("tEXt:date")).isNotEmpty()
                .allSatisfy(path -> assertThat(opened.text(path)).endsWith("2017-11-26T12:00:00+00:00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tEXt", "zTXt", "iTXt", "iTXt packed", "tIME"})
    void changesEveryKindOfChunkWithATime(String kind) throws IOException {
        var plain = Files.readAllBytes(picture("1", "2018-01-02"));
        var first = with(plain, kind, "Wed, 03 Jan 2018 00:00:00 +0000", 3);
        var second = with(plain, kind, "Fri, 05 Jan 2018 00:00:00 +0000", 5);
        assertThat(first).isNotEqualTo(second);
        var normal = Normalized.of(first, Normalized.EPOCH);
        assertThat(normal.skipped()).isEmpty();
        assertThat(normal.bytes()).isEqualTo(Normalized.of(second, Normalized.EPOCH).bytes());
        Opened.of(new PngFormat(), normal.bytes()).sound();
        Files.write(directory.resolve("normal.png"), normal.bytes());
        assertThat(Tool.run(directory, "identify", "-verbose", "normal.png").out()).contains("2017");
        var later = Normalized.of(first, new Epoch(1_600_000_000, true));
        assertThat(later.bytes()).as("clamped")
                .isNotEqualTo(Normalized.of(second, new Epoch(1_600_000_000, true)).bytes());
    }

    @Test
    void keepsWhatFollowsThePictureAndOtherTexts() throws IOException {
        var plain = Files.readAllBytes(picture("1", "2018-01-02"));
        var out = new ByteArrayOutputStream();
        out.writeBytes(with(plain, "Software", "", 0));
        out.writeBytes("behind".getBytes(StandardCharsets.US_ASCII));
        var normal = Normalized.of(out.toByteArray(), Normalized.EPOCH);
        assertThat(new String(normal.bytes(), StandardCharsets.ISO_8859_1)).endsWith("behind")
                .contains("tEXtSoftware\0by hand");
    }

    /// Puts a chunk behind the first.
    private static byte[] with(byte[] png, String kind, String date, int day) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var stream = new DeflaterOutputStream(packed)) {
            stream.write(date.getBytes(StandardCharsets.US_ASCII));
        }
        var data = new ByteArrayOutputStream();
        switch (kind) {
            case "tIME" -> data.writeBytes(new byte[]{7, (byte) 0xe2, 1, (byte) day, 1, 2, 3});
            case "tEXt" -> data.writeBytes(("Creation Time\0" + date).getBytes(StandardCharsets.US_ASCII));
            case "zTXt" -> data.writeBytes("Creation Time\0\0".getBytes(StandardCharsets.US_ASCII));
            case "iTXt" ->
                data.writeBytes(("Creation Time\0\0\0en\0Zeit\0" + date).getBytes(StandardCharsets.US_ASCII));
            case "iTXt packed" -> data.writeBytes("Creation Time\0\1\0en\0\0".getBytes(StandardCharsets.US_ASCII));
            default -> data.writeBytes((kind + "\0by hand").getBytes(StandardCharsets.US_ASCII));
        }
        if (kind.equals("zTXt") || kind.equals("iTXt packed")) {
            data.writeBytes(packed.toByteArray());
        }
        var type = kind.equals("Software") ? "tEXt" : kind.substring(0, 4);
        var chunk = ByteBuffer.allocate(12 + data.size()).putInt(data.size())
                .put(type.getBytes(StandardCharsets.US_ASCII)).put(data.toByteArray());
        var crc = new CRC32();
        crc.update(chunk.array(), 4, 4 + data.size());
        chunk.putInt((int) crc.getValue());
        var out = new ByteArrayOutputStream();
        out.write(png, 0, 33);
        out.writeBytes(chunk.array());
        out.write(png, 33, png.length - 33);
        return out.toByteArray();
    }
}
