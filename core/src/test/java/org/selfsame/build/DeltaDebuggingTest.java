package org.selfsame.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/// Guilty sets are found among innocent ones, and the number of tests is kept to.
class DeltaDebuggingTest {
    private static final List<Integer> ALL = IntStream.range(0, 12).boxed().toList();
    private int tests;

    private @Nullable List<Integer> minimize(Set<Integer> guilty, int most) throws IOException {
        tests = 0;
        return new DeltaDebugging<Integer>(changes -> {
            tests++;
            return changes.containsAll(guilty);
        }, most).minimize(ALL);
    }

    @RepeatedTest(30)
    void findsExactlyTheGuilty(RepetitionInfo repetition) throws IOException {
        var random = new Random(repetition.getCurrentRepetition());
        var guilty = new TreeSet<Integer>();
        for (int i = 0; i < 1 + repetition.getCurrentRepetition() % 4; i++) {
            guilty.add(random.nextInt(ALL.size()));
        }
        assertThat(minimize(guilty, 1000)).containsExactlyElementsOf(guilty);
    }

    @Test
    void findsOneInFewTests() throws IOException {
        for (int guilty : ALL) {
            assertThat(minimize(Set.of(guilty), 1000)).containsExactly(guilty);
            // halves of halves: two tests each
            assertThat(tests).isLessThanOrEqualTo(8);
        }
    }

    @Test
    void givesUpInTime() throws IOException {
        assertThat(minimize(Set.of(1, 10), 3)).isNull();
        assertThat(tests).isEqualTo(3);
    }
}
