package org.selfsame.app.window.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Headers of pictures that the JDK wrote, and of bytes that are none.
class PictureSizeTest {

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg"})
    void sizeOfARealPicture(String format) throws IOException {
        assertThat(PictureSize.of(picture(format))).contains(new PictureSize(300, 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg"})
    void cutPictureHasASizeOrNone(String format) throws IOException {
        var whole = picture(format);
        for (int length = 0; length < whole.length; length++) {
            var size = PictureSize.of(Arrays.copyOf(whole, length));
            assertThat(size.isEmpty() || size.get().equals(new PictureSize(300, 7))).isTrue();
        }
    }

    @Test
    void otherBytesHaveNone() {
        assertThat(PictureSize.of("GIF89a and so on, for a while".getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
        var endless = new byte[64];
        Arrays.fill(endless, (byte) 0xff);
        endless[1] = (byte) 0xd8;
        assertThat(PictureSize.of(endless)).isEmpty();
    }

    @Test
    void hugePictureSaysSo() throws IOException {
        var bytes = picture("png");
        Arrays.fill(bytes, 16, 24, (byte) 0xff);
        assertThat(PictureSize.of(bytes)).contains(new PictureSize(0xffffffffL, 0xffffffffL));
        assertThat(new PictureSize(0xffffffffL, 0xffffffffL).fits(1000)).isFalse();
        assertThat(new PictureSize(10, 100).fits(1000)).isTrue();
        assertThat(new PictureSize(10, 101).fits(1000)).isFalse();
        assertThat(new PictureSize(10, 0).fits(1000)).isFalse();
    }

    private static byte[] picture(String format) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(300, 7, BufferedImage.TYPE_INT_RGB), format, bytes);
        return bytes.toByteArray();
    }
}
