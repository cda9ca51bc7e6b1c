package org.selfsame.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.task.Activity;
import org.selfsame.task.TaskEvent;
import picocli.CommandLine.TypeConversionException;

class ProgressTest {
    private static final long SECOND = 1_000_000_000;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"500 | 1000 | 1 | 50 %  500 B of 1.0 kB  500 B/s  0:01 left",
            "1000000 | 121000000 | 1 | 0 %  1.0 MB of 121.0 MB  1.0 MB/s  2:00 left", "0 | 0 | 1 | 100 %  0 B of 0 B"
                    + "  0 B/s  0:00 left",
            "999950 | -1 | 1 | 1.0 MB  1.0 MB/s"})
    void saysBytesSpeedAndTimeLeft(long done, long total, long seconds, String line) {
        assertThat(Progress.line(done, total, seconds * SECOND)).isEqualTo(line);
    }

    @Test
    void speaksNoLanguageOfTheHost() {
        var before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(Progress.line(500, 1000, SECOND)).endsWith("0:01 left");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void leavesNothingOnTheTerminal() throws InterruptedException {
        var err = new ByteArrayOutputStream();
        var progress = new Progress(new Console(new ByteArrayOutputStream(), err, true));
        progress.accept(new TaskEvent.Started(Activity.EXTRACT, 100));
        progress.accept(new TaskEvent.Advanced(Activity.EXTRACT, 10, 100));
        Thread.sleep(250);
        progress.accept(new TaskEvent.Advanced(Activity.EXTRACT, 20, 100));
        progress.accept(new TaskEvent.Finished(Activity.EXTRACT));

        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("\r\u001b[K20 %").endsWith("\r\u001b[K")
                .doesNotContain("10 %").doesNotContain("\n");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "12, 12", "1K, 1024", "3m, 3145728", "2G, 2147483648", "1T, 1099511627776"})
    void readsNumbersOfBytes(String text, long bytes) {
        assertThat(ByteCount.parse(text).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "K", "-1", "1.5G", "1KK", "99999999999999999999", "9999999999T", "1 K"})
    void refusesWhatIsNoNumberOfBytes(String text) {
        assertThatThrownBy(() -> ByteCount.parse(text)).isInstanceOf(TypeConversionException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "2020-02-29T12:34:56Z",
            "0001-01-01T00:00:00Z", "2020-01-01T00:00:00.5Z", "2020-01-01T00:00:00.000000001Z",
            "9999-12-31T23:59:59Z", "+10000-01-01T00:00:00Z"})
    void writesTimesInIso8601(String time) {
        assertThat(new Line().time(Instant.parse(time))).hasToString(time);
    }
}
