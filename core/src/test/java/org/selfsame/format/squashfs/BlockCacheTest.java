package org.selfsame.format.squashfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BlockCacheTest {
    private static final int SIZE = 64;
    private static final int BLOCKS = 4;

    private final BlockCache cache = new BlockCache(BLOCKS * SIZE, SIZE);
    private final AtomicInteger decoded = new AtomicInteger();
    private final Set<byte[]> memory = Collections.newSetFromMap(new IdentityHashMap<>());

    /// A block whose bytes and length say which one it is.
    private int decode(int number, byte[] block) {
        decoded.incrementAndGet();
        Arrays.fill(block, 0, SIZE - number, (byte) number);
        return SIZE - number;
    }

    private List<Integer> read(int number) throws IOException {
        return read(number, number);
    }

    private List<Integer> read(long position, int number) throws IOException {
        var seen = new ArrayList<Integer>();
        cache.read(position, number, block -> decode(number, block), (block, length) -> {
            synchronized (memory) {
                memory.add(block);
            }
            seen.add(length);
            for (int i = 0; i < length; i++) {
                assertThat(block[i]).isEqualTo((byte) number);
            }
        });
        return seen;
    }

    @Test
    void decodesABlockOnceAsLongAsItIsKept() throws IOException {
        for (int round = 0; round < 3; round++) {
            for (int number = 1; number <= BLOCKS; number++) {
                assertThat(read(number)).containsExactly(SIZE - number);
            }
        }
        assertThat(decoded).hasValue(BLOCKS);
        read(BLOCKS + 1);
        read(2);
        assertThat(decoded).as("the one that was used last is kept").hasValue(BLOCKS + 1);
        read(1);
        assertThat(decoded).as("the one that was not used longest is dropped").hasValue(BLOCKS + 2);
    }

    @Test
    void usesItsMemoryAgain() throws IOException {
        for (int number = 0; number < 10 * BLOCKS; number++) {
            read(number);
        }
        assertThat(memory).hasSize(BLOCKS);
    }

    @Test
    void anotherSizeWordIsAnotherBlock() throws IOException {
        read(7, 1);
        assertThat(read(7, 2)).containsExactly(SIZE - 2);
        assertThat(decoded).hasValue(2);
    }

    @Test
    void keepsNothingOfWhatFailed() throws IOException {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> cache.read(1, 1, block -> {
                decoded.incrementAndGet();
                throw new IOException("damaged");
            }, (block, length) -> {
                throw new AssertionError("there is nothing to read");
            })).hasMessage("damaged");
        }
        assertThat(decoded).hasValue(2);
        assertThat(read(1)).containsExactly(SIZE - 1);
    }

    @Test
    void manyThreadsSeeTheRightBytes() throws InterruptedException, ExecutionException {
        try (var pool = Executors.newFixedThreadPool(8)) {
            var jobs = new ArrayList<Future<?>>();
            for (int seed = 0; seed < 8; seed++) {
                var random = new Random(seed);
                jobs.add(pool.submit(() -> {
                    for (int i = 0; i < 5_000; i++) {
                        int number = random.nextInt(3 * BLOCKS);
                        assertThat(read(number)).containsExactly(SIZE - number);
                    }
                    return null;
                }));
            }
            for (var job : jobs) {
                job.get();
            }
        }
        assertThat(decoded.get()).isLessThan(8 * 5_000);
    }
}
