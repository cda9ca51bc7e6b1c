package org.selfsame.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DosTimeTest {
    @ParameterizedTest
    @CsvSource({"2023-11-14T22:13:20Z, 2023-11-14T22:13:20Z", "2023-11-14T22:13:21.9Z, 2023-11-14T22:13:20Z",
            "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z", "1980-01-01T00:00:00Z, 1980-01-01T00:00:00Z",
            "1979-12-31T23:59:59Z, 1980-01-01T00:00:00Z", "-1000000-01-01T00:00:00Z, 1980-01-01T00:00:00Z",
            "2107-12-31T23:59:59Z, 2107-12-31T23:59:58Z", "2108-01-01T00:00:00Z, 2107-12-31T23:59:58Z"})
    void writesTheNearestTimeThatThereIs(Instant time, Instant written) {
        assertThat(DosTime.instant(DosTime.date(time), DosTime.time(time), 0)).isEqualTo(written);
    }
}
