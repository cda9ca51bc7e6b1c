package org.selfsame.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.Test;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;

class RawDifferenceTest {
    private static final int PAGE = RawDifference.PAGE;

    private static RawDifference of(Content left, Content right, int threads) throws IOException {
        return RawDifference.of(left, right, null, threads, _ -> {});
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "1, 1, 1", "1, 0, 0", "4096, 4096, 3", "4097, 4096, 5", "262144, 262145, 40",
            "1000000, 1100001, 2000", "1048576, 524289, 700", "12288, 12288, 12288"})
    void findsWhatAByteByByteComparisonFinds(int leftSize, int rightSize, int edits) throws IOException {
        var random = new Random(leftSize * 31L + rightSize);
        var left = new byte[leftSize];
        random.nextBytes(left);
        var right = java.util.Arrays.copyOf(left, rightSize);
        for (int i = 0; i < edits && rightSize > 0; i++) {
            right[random.nextInt(rightSize)] ^= (byte) (1 + random.nextInt(255));
        }
        var expected = new ArrayList<Long>();
        for (int i = 0; i < Math.max(leftSize, rightSize); i++) {
            if (i >= leftSize || i >= rightSize || left[i] != right[i]) {
                expected.add((long) i);
            }
        }
        for (int threads = 1; threads <= 3; threads++) {
            var found = of(new BytesContent(left), new BytesContent(right), threads);
            assertThat(positions(found, 0, Math.max(leftSize, rightSize))).isEqualTo(expected);
            assertThat(found.positions()).isEqualTo(expected.size());
            assertThat(found.isEmpty()).isEqualTo(expected.isEmpty());
            assertThat(found.different(Side.LEFT)).isEqualTo(expected.stream().filter(i -> i < leftSize).count());
            assertThat(found.different(Side.RIGHT)).isEqualTo(expected.stream().filter(i -> i < rightSize).count());
        }
    }

    private static List<Long> positions(RawDifference difference, long from, long to) throws IOException {
        var positions = new ArrayList<Long>();
        long count = difference.new Cursor().runs(from, to, (offset, length) -> {
            for (long i = 0; i < length; i++) {
                positions.add(offset + i);
            }
        });
        assertThat(count).isEqualTo(positions.size());
        return positions;
    }

    @Test
    void tellsOfAPartOnly() throws IOException {
        var left = new byte[5 * PAGE];
        var right = left.clone();
        right[PAGE - 1] = 1;
        right[PAGE] = 1;
        right[3 * PAGE + 7] = 1;
        var found = of(new BytesContent(left), new BytesContent(right), 1);
        assertThat(positions(found, PAGE, 3 * PAGE + 8)).containsExactly((long) PAGE, 3L * PAGE + 7);
        assertThat(positions(found, PAGE + 1, 3 * PAGE)).isEmpty();
        assertThat(found.isClean(PAGE * 2, PAGE)).isTrue();
        assertThat(found.isClean(PAGE * 2, PAGE + 1)).as("clean is said of whole pages").isFalse();
    }

    @Test
    void findsTheEndOfTheShorterSideInAPageThatIsNotWhole() throws IOException {
        var found = of(new BytesContent(new byte[PAGE + 10]), new BytesContent(new byte[PAGE + 20]), 1);
        assertThat(found.nextDirty(0, PAGE + 20)).isEqualTo(PAGE + 10);
        assertThat(positions(found, 0, PAGE + 20)).hasSize(10);
    }

    @Test
    void provesRangesOfTheSameContentsOnly() throws IOException {
        var left = new BytesContent(new byte[4 * PAGE]);
        var bytes = new byte[4 * PAGE];
        bytes[0] = 1;
        var right = new BytesContent(bytes);
        var found = of(left, right, 1);
        assertThat(found.proves(left.slice(PAGE, PAGE), right.slice(PAGE, PAGE), 0, PAGE)).isTrue();
        assertThat(found.proves(left.slice(PAGE, PAGE), right.slice(PAGE + 1, PAGE), 0, PAGE)).isFalse();
        assertThat(found.proves(left.slice(0, PAGE), right.slice(0, PAGE), 0, PAGE)).isFalse();
        assertThat(found.proves(new BytesContent(new byte[PAGE]), right.slice(PAGE, PAGE), 0, PAGE)).isFalse();
    }

    @Test
    void readsNothingThatIsProven() throws IOException {
        var left = new BytesContent(new byte[4 * PAGE]);
        var right = new BytesContent(new byte[4 * PAGE]);
        var whole = of(left, right, 1);
        var unreadable = new Content() {
            @Override
            public long size() {
                return PAGE;
            }

            @Override
            public Span span() {
                return new Span(left, PAGE);
            }

            @Override
            public void read(long offset, byte[] target, int targetOffset, int length) {
                throw new AssertionError("read");
            }
        };
        var part = RawDifference.of(unreadable, right.slice(PAGE, PAGE), whole, 1, _ -> {});
        assertThat(part.isEmpty()).isTrue();
    }
}
