package org.selfsame.format.fat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.DosTime;
import org.selfsame.tree.Name;

class NamesTest {

    @Test
    void decodesEveryByteAsTheJdkDecodesCodePage437() {
        var bytes = new byte[256];
        IntStream.range(0, 256).forEach(i -> bytes[i] = (byte) i);
        assertThat(ShortName.text(bytes, 0, 256)).isEqualTo(new String(bytes, Charset.forName("IBM437")));
    }

    @ParameterizedTest
    @CsvSource({"'README  TXT', 0, README.TXT", "'README  TXT', 8, readme.TXT", "'README  TXT', 16, README.txt",
            "'README  TXT', 24, readme.txt", "'A          ', 0, A", "'A B C   D E', 0, 'A B C.D E'",
            "'        TXT', 0, .TXT"})
    void joinsBaseAndExtension(String eleven, int flags, String name) {
        assertThat(ShortName.of(eleven.getBytes(StandardCharsets.US_ASCII), 0, flags)).isEqualTo(name);
    }

    @Test
    void readsAFirstByteOfFiveAsTheOneThatMarksDeletedEntries() {
        var eleven = "?AB     C  ".getBytes(StandardCharsets.US_ASCII);
        eleven[0] = 5;
        assertThat(ShortName.of(eleven, 0, 0)).isEqualTo("σAB.C");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "thirteen char", "fourteen chars", "日本語", "😀 and more than thirteen 😀",
            "x", "a name with \u202e in it"})
    void joinsThePiecesOfALongName(String text) {
        assertThat(read(text, 0x42)).isEqualTo(Name.of(text));
        assertThat(read("y".repeat(255), 0x42)).isEqualTo(Name.of("y".repeat(255)));
    }

    @Test
    void keepsUnpairedSurrogatesApart() {
        assertThat(read("\ud83d", 1)).isNotEqualTo(read("\ud83e", 1)).isNotEqualTo(read("?", 1));
        assertThat(LongName.encode("\ude00\ud83d")).containsExactly(0xed, 0xb8, 0x80, 0xed, 0xa0, 0xbd);
    }

    @Test
    void takesNoNameWhosePiecesAreOutOfOrderOrForAnotherEntry() {
        var name = new LongName();
        assertThat(name.add(piece("part two", 0x42, 7), 0)).isTrue();
        assertThat(name.add(piece("part three", 3, 7), 0)).isFalse();
        assertThat(name.take(7)).isNull();
        assertThat(name.add(piece("part two", 0x42, 7), 0)).isTrue();
        assertThat(name.add(piece("part one", 1, 8), 0)).isFalse();
        assertThat(name.take(7)).isNull();
        assertThat(name.add(piece("part one", 0x41, 7), 0)).isTrue();
        assertThat(name.take(8)).isNull();
        assertThat(name.add(piece("part one", 1, 7), 0)).isFalse();
        assertThat(name.take(7)).isNull();
        assertThat(name.add(piece("", 0x41, 7), 0)).isTrue();
        assertThat(name.take(7)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"33, 0, 0, 1980-01-01T00:00:00Z", "65437, 49021, 199, 2107-12-29T23:59:59.990Z",
            "22382, 46656, 0, 2023-11-14T22:50:00Z"})
    void readsTimes(int date, int time, int hundredths, Instant instant) {
        assertThat(DosTime.instant(date, time, hundredths)).isEqualTo(instant);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "32, 0, 0", "1, 0, 0", "33, 65535, 0", "33, 30, 0", "33, 0, 200", "65535, 0, 0"})
    void readsNoTimesThatDoNotExist(int date, int time, int hundredths) {
        assertThat(DosTime.instant(date, time, hundredths)).isNull();
    }

    private static Name read(String text, int checksum) {
        var name = new LongName();
        int pieces = Math.ceilDiv(text.length(), 13);
        for (int number = pieces; number >= 1; number--) {
            var part = text.substring((number - 1) * 13, Math.min(text.length(), number * 13));
            assertThat(name.add(piece(part, number == pieces ? number | 0x40 : number, checksum), 0)).isTrue();
        }
        var read = name.take(checksum);
        return read == null ? Name.of("none") : read;
    }

    private static byte[] piece(String part, int order, int checksum) {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) 0xff);
        bytes[0] = (byte) order;
        bytes[11] = 0x0f;
        bytes[13] = (byte) checksum;
        int[] places = {1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30};
        for (int i = 0; i < Math.min(13, part.length() + 1); i++) {
            int c = i < part.length() ? part.charAt(i) : 0;
            bytes[places[i]] = (byte) c;
            bytes[places[i] + 1] = (byte) (c >> 8);
        }
        return bytes;
    }
}
