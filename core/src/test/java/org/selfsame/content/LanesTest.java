package org.selfsame.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LanesTest {
    private static final int MANY = 5_000_000;

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1 << 18, (1 << 18) + 1, MANY})
    void everySinkSeesEveryByteInOrder(int length) throws IOException {
        var bytes = random(length);
        var first = new ByteArrayOutputStream();
        var second = new ByteArrayOutputStream();
        var progress = new AtomicLong();
        Lanes.feed(new BytesContent(bytes), List.of(first::write, second::write), progress::addAndGet);
        assertThat(first.toByteArray()).isEqualTo(bytes);
        assertThat(second.toByteArray()).isEqualTo(bytes);
        assertThat(progress).hasValue(length);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1 << 18, (1 << 18) + 1, MANY})
    void everySinkSeesWhatIsWritten(int length) throws IOException {
        var bytes = random(length);
        var first = new ByteArrayOutputStream();
        var second = new ByteArrayOutputStream();
        try (var out = Lanes.stream(List.of(first::write, second::write))) {
            int offset = 0;
            for (int count = 1; offset < length; offset += count, count = Math.min(3 * count, length - offset)) {
                out.write(bytes, offset, count);
            }
        }
        assertThat(first.toByteArray()).isEqualTo(bytes);
        assertThat(second.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void whatASinkThrowsIsThrownWhenTheStreamIsClosed() throws IOException {
        var out = Lanes.stream(List.of((_, _, _) -> {
            throw new IllegalStateException("lane");
        }));
        out.write(new byte[MANY]);
        assertThatThrownBy(out::close).isInstanceOf(IllegalStateException.class).hasMessage("lane");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1 << 18, (1 << 18) + 1, MANY})
    void aStreamIsCopiedFromWhereItIs(int length) throws IOException {
        var bytes = random(length);
        var in = new BytesContent(bytes).stream();
        int start = (int) in.skip(3);
        var out = new ByteArrayOutputStream();
        assertThat(in.transferTo(out)).isEqualTo(length - start);
        assertThat(out.toByteArray()).isEqualTo(Arrays.copyOfRange(bytes, start, length));
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void digestsAreThoseOfTheJdk() throws IOException {
        var bytes = random(MANY);
        var all = Set.of(DigestAlgorithm.values());
        var digests = Digests.of(new BytesContent(bytes), all, read -> {});
        assertThat(digests.keySet()).isEqualTo(all);
        digests.forEach((algorithm, digest) -> assertThat(digest)
                .isEqualTo(Digest.of(algorithm, algorithm.start().digest(bytes))));
    }

    @Test
    void aSinkThatFailsEndsTheWork() {
        assertThatThrownBy(() -> Lanes.feed(new BytesContent(new byte[MANY]), List.of((bytes, offset, length) -> {
            throw new IllegalStateException("lane");
        }, (bytes, offset, length) -> {}), read -> {})).isInstanceOf(IllegalStateException.class).hasMessage("lane");
    }

    @Test
    void progressCanEndTheWork() {
        var seen = new AtomicLong();
        assertThatThrownBy(() -> Lanes.feed(new BytesContent(new byte[MANY]),
                List.of((bytes, offset, length) -> seen.addAndGet(length)), read -> {
                    throw new CancellationException();
                })).isInstanceOf(CancellationException.class);
        assertThat(seen.get()).isLessThan(MANY);
    }

    @Test
    void aReadThatFailsEndsTheWork() {
        var broken = new Content() {
            @Override
            public long size() {
                return MANY;
            }

            @Override
            public void read(long offset, byte[] target, int targetOffset, int length) throws IOException {
                if (offset > 1_000_000) {
                    throw new IOException("gone");
                }
            }
        };
        assertThatThrownBy(() -> Lanes.feed(broken, List.of((bytes, offset, length) -> {}), read -> {}))
                .isInstanceOf(IOException.class).hasMessage("gone");
    }
}
