package org.selfsame.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class EntryTimesTest {
    private static final Instant TIME = Instant.ofEpochSecond(1_600_000_000);
    private static final Instant BEFORE = TIME.minusNanos(1);
    private static final Instant AFTER = TIME.plusNanos(1);

    @Test
    void keepsBoundsOrSets() {
        assertThat(EntryTimes.keep(TIME).of(AFTER)).isEqualTo(AFTER);
        assertThat(EntryTimes.clamp(TIME).of(AFTER)).isEqualTo(TIME);
        assertThat(EntryTimes.clamp(TIME).of(BEFORE)).isEqualTo(BEFORE);
        assertThat(EntryTimes.set(TIME).of(BEFORE)).isEqualTo(TIME);
    }

    @Test
    void takesTheGivenTimeWhereNoneIsRecorded() {
        for (var rule : EntryTimes.Rule.values()) {
            assertThat(new EntryTimes(rule, TIME).of(Metadata.NONE)).isEqualTo(TIME);
        }
        var accessed = Metadata.builder().accessed(BEFORE).created(BEFORE).modified(AFTER).build();
        assertThat(EntryTimes.keep(TIME).of(accessed)).isEqualTo(AFTER);
    }
}
