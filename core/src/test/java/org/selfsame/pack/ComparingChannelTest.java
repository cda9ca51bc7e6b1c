package org.selfsame.pack;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.NonReadableChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.BytesContent;

class ComparingChannelTest {
    private static ComparingChannel against(String image, int head, long reach) {
        return new ComparingChannel(new BytesContent(image.getBytes(US_ASCII)), head, reach, null);
    }

    private static void write(ComparingChannel channel, String... pieces) throws IOException {
        for (var piece : pieces) {
            var source = ByteBuffer.wrap(piece.getBytes(US_ASCII));
            assertThat(channel.write(source)).isEqualTo(piece.length());
            assertThat(source.hasRemaining()).isFalse();
        }
    }

    private static String spans(ComparingChannel channel) {
        var text = new StringBuilder();
        for (var span : channel.spans()) {
            text.append(span.start()).append('+').append(span.length())
                    .append(new String(HexFormat.of().parseHex(span.made()), US_ASCII))
                    .append(' ');
        }
        return text.toString().strip();
    }

    @Test
    void findsNothingInEqualBytes() throws IOException {
        var channel = against("abcdef", 0, 0);
        write(channel, "ab", "", "cdef");
        assertThat(channel.differing()).isZero();
        assertThat(channel.spans()).isEmpty();
        assertThat(channel.size()).isEqualTo(6);
    }

    @Test
    void tellsWhatDiffersAndWhere() throws IOException {
        var channel = against("abcdefghij", 0, -1);
        write(channel, "XbXXe", "fghiX");
        assertThat(spans(channel)).isEqualTo("0+1X 2+2XX 9+1X");
        assertThat(channel.differing()).isEqualTo(4);
    }

    @Test
    void keepsLittleOfALongDifference() throws IOException {
        var channel = against("a".repeat(200_000), 0, -1);
        write(channel, "b".repeat(200_000));
        assertThat(channel.differing()).isEqualTo(200_000);
        assertThat(channel.spans()).allSatisfy(span -> assertThat(span.made()).hasSize(2 * ComparingChannel.KEPT));
    }

    @Test
    void countsAllButKeepsFewPlaces() throws IOException {
        var channel = against("ab".repeat(5000), 0, -1);
        for (int i = 0; i < 5; i++) {
            write(channel, "xb".repeat(1000));
        }
        assertThat(channel.differing()).isEqualTo(5000);
        assertThat(channel.spans()).hasSize(1024);
    }

    @Test
    void forgetsWhatIsTakenBack() throws IOException {
        var channel = against("abcdefgh", 0, -1);
        write(channel, "aX", "cX", "XX");
        channel.position(2);
        assertThat(channel.position()).isEqualTo(2);
        write(channel, "cdef", "gX");
        assertThat(spans(channel)).isEqualTo("1+1X 7+1X");
    }

    /// As if an image ended with a file that was there already.
    @Test
    void forgetsWhatIsCutOff() throws IOException {
        var channel = against("abcd", 0, -1);
        write(channel, "abcd", "XX");
        channel.truncate(4);
        assertThat(channel.size()).isEqualTo(4);
        assertThat(channel.differing()).isZero();
    }

    @Test
    void comparesTheHeadWhenItIsWritten() throws IOException {
        var channel = against("HHab", 2, 0);
        write(channel, "..", "ab");
        assertThat(channel.differing()).isZero();
        channel.position(0);
        write(channel, "HX");
        channel.position(4);
        assertThat(spans(channel)).isEqualTo("1+1X");
        assertThat(channel.size()).isEqualTo(4);
    }

    @Test
    void comparesWhatFollowsTheHeadInOneWrite() throws IOException {
        var channel = against("HHab", 2, -1);
        write(channel, "..Xb");
        assertThat(spans(channel)).isEqualTo("2+1X");
    }

    @Test
    void stopsWhereADifferenceCannotBeTakenBack() throws IOException {
        var channel = against("abcdefgh", 0, 4);
        write(channel, "aX", "cd");
        assertThatThrownBy(() -> write(channel, "efgh")).isInstanceOf(ComparingChannel.StoppedException.class);
    }

    @Test
    void whatFollowsTheImageIsNotADifference() throws IOException {
        var channel = against("ab", 0, -1);
        write(channel, "abcd");
        assertThat(channel.differing()).isZero();
        assertThat(channel.size()).isEqualTo(4);
    }

    @Test
    void copiesEverything(@TempDir Path directory) throws IOException {
        var file = directory.resolve("copy");
        try (var copy = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            var channel = new ComparingChannel(new BytesContent(new byte[3]), 2, -1, copy);
            write(channel, "..", "abc");
            channel.position(3);
            write(channel, "d");
            channel.truncate(4);
            channel.position(0);
            write(channel, "HH");
        }
        assertThat(Files.readString(file)).isEqualTo("HHad");
    }

    @Test
    void isNotThereToBeRead() {
        assertThatThrownBy(() -> against("a", 0, 0).read(ByteBuffer.allocate(1)))
                .isInstanceOf(NonReadableChannelException.class);
    }
}
