package org.selfsame.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.selfsame.content.BytesContent;
import org.selfsame.task.Task;
import org.selfsame.tree.Limits;

/// A sound file of each format beside the same with some bytes changed, cut off or put in, which breaks most of them: the
/// account is of as many bytes as really differ, and what it calls explained is told by a difference.
class ChangedBytesTest {
    private static final Limits LIMITS = new Limits(50, 20_000, 4 << 20, 16 << 20);
    private static final int LARGEST = 200_000;

    @ParameterizedTest
    @MethodSource("seeds")
    void areAccountedFor(Path seed) throws IOException {
        exercise(Files.readAllBytes(seed), 8);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @Tag("slow")
    void areAccountedForWhereverTheyAre(Path seed) throws IOException {
        exercise(Files.readAllBytes(seed), 2_000);
    }

    private static void exercise(byte[] sound, int rounds) throws IOException {
        var dice = new Random(sound.length);
        for (int i = 0; i < rounds; i++) {
            var changed = changed(sound, dice);
            var found = new Comparer(new CompareOptions(LIMITS, 20, 1)).contents(new BytesContent(sound),
                    new BytesContent(changed), _ -> {}, Task.silent());
            var as = "round " + i + ", byte " + Arrays.mismatch(sound, changed);
            assertThat(found.complete()).as(as).isTrue();
            assertThat(found.identical()).as(as).isEqualTo(Arrays.equals(sound, changed));
            var whole = found.accounts().stream().filter(account -> account.path().isEmpty()).findFirst();
            if (whole.isEmpty()) {
                assertThat(found.identical() || !found.differences().isEmpty()).as(as).isTrue();
                continue;
            }
            var account = whole.get();
            assertThat(account.different()).as(as).isEqualTo(different(sound, changed));
            if (account.explained() == account.different()) {
                assertThat(found.differences()).as(as + ", and nothing tells of it").isNotEmpty();
            } else {
                assertThat(account.unexplained()).as(as).isNotEmpty();
            }
        }
    }

    private static byte[] changed(byte[] sound, Random dice) {
        int at = dice.nextInt(sound.length);
        return switch (dice.nextInt(4)) {
            case 0 -> Arrays.copyOf(sound, Math.max(1, at));
            case 1 -> {
                var longer = new byte[sound.length + 1 + dice.nextInt(16)];
                System.arraycopy(sound, 0, longer, 0, at);
                System.arraycopy(sound, at, longer, longer.length - (sound.length - at), sound.length - at);
                yield longer;
            }
            default -> {
                var other = sound.clone();
                int end = Math.min(sound.length, at + 1 + dice.nextInt(8));
                for (int i = at; i < end; i++) {
                    other[i] ^= (byte) (1 + dice.nextInt(255));
                }
                yield other;
            }
        };
    }

    private static long different(byte[] left, byte[] right) {
        long count = Math.abs(left.length - right.length);
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            count += left[i] == right[i] ? 0 : 1;
        }
        return count;
    }

    /// The files that are kept for the fuzz tests of all formats.
    static List<Path> seeds() throws IOException {
        try (var files = Files.walk(Path.of("src/test/resources/org/selfsame/format"))) {
            return files.filter(file -> file.toString().contains("FuzzTestInputs")).filter(ChangedBytesTest::isSmall)
                    .sorted().toList();
        }
    }

    private static boolean isSmall(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) > 0 && Files.size(file) <= LARGEST;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
