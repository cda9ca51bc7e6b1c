package org.selfsame.codec.deflate;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Bytes by which encoders of deflate can be told from each other, the same in every run.
enum Samples {
    /// Words, of which many match for a few bytes.
    TEXT {
        @Override
        void add(RandomGenerator random, Buffer out) {
            out.writeBytes(WORDS[random.nextInt(1 + random.nextInt(WORDS.length))].getBytes(StandardCharsets.US_ASCII));
        }
    },
    /// Records with a counter: matches of all lengths up to a record, and many of each.
    RECORDS {
        @Override
        void add(RandomGenerator random, Buffer out) {
            int size = out.size();
            out.writeBytes(new byte[]{(byte) 0xe8, (byte) random.nextInt(4), 0, 0, (byte) (size >> 4),
                    (byte) (size >> 12),
                    0, 0, (byte) (random.nextInt(10) == 0 ? random.nextInt() : 7), 0, 0, 0, (byte) 0x90, 0, 0, 0});
        }
    },
    ZEROS {
        @Override
        void add(RandomGenerator random, Buffer out) {
            out.write(0);
        }
    },
    /// Zeros with something between them: more places that begin alike than anybody has the patience for.
    SPARSE {
        @Override
        void add(RandomGenerator random, Buffer out) {
            out.writeBytes(new byte[random.nextInt(12)]);
            out.write(random.nextInt(3));
        }
    },
    /// Two letters: long chains of places that are of no use.
    TWO_LETTERS {
        @Override
        void add(RandomGenerator random, Buffer out) {
            out.write(random.nextInt(2));
        }
    },
    /// What cannot be compressed is stored.
    NOISE {
        @Override
        void add(RandomGenerator random, Buffer out) {
            out.write(random.nextInt());
        }
    },
    /// Lengths of matches that are so unevenly frequent that the code for the lengths of their codes would be too long.
    UNEVEN {
        @Override
        void add(RandomGenerator random, Buffer out) {
            // two blocks of literals and a little
            for (int i = 0; i < 32_776; i++) {
                out.write(random.nextInt());
            }
            var lengths = new ArrayList<Integer>();
            for (int i = 0; i < LENGTHS.length; i++) {
                lengths.addAll(Collections.nCopies((int) Math.pow(1.66, LENGTHS.length - 1 - i), LENGTHS[i]));
            }
            Collections.shuffle(lengths, random);
            lengths.forEach(length -> repeat(out, 300 + random.nextInt(32_000), length));
        }
    },
    /// Repetitions from just before and just behind the distances at which something changes.
    DISTANCES {
        @Override
        void add(RandomGenerator random, Buffer out) {
            int distance = EDGES[random.nextInt(EDGES.length)] + random.nextInt(3) - 1;
            repeat(out, distance, 3 + random.nextInt(random.nextInt(10) == 0 ? 300 : 4));
            out.write(random.nextInt());
            out.write(random.nextInt(7));
        }
    },
    /// Pieces of all kinds.
    MIXTURE {
        @Override
        void add(RandomGenerator random, Buffer out) {
            var kind = PURE.get(random.nextInt(PURE.size()));
            int end = out.size() + 1 + random.nextInt(1 << random.nextInt(16));
            while (out.size() < end) {
                kind.add(random, out);
            }
            repeat(out, 1 + random.nextInt(50_000), random.nextInt(500));
        }
    };

    private static final String[] WORDS = {"the ", "image ", "of ", "a ", "reproducible ", "build ", "is ", "equal ",
            "byte ", "for ", "every ", "checksum ", "superblock\n", "inode ", "fragment ", "0x1000 "};
    private static final List<Samples> PURE = List.of(TEXT, RECORDS, ZEROS, SPARSE, TWO_LETTERS, NOISE, UNEVEN,
            DISTANCES);
    /// Each with a symbol of its own.
    private static final int[] LENGTHS = {4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51};
    private static final int[] EDGES = {2, 4, 258, 4096, 32_505, 32_507, 32_768};

    abstract void add(RandomGenerator random, Buffer out);

    byte[] bytes(int size, long seed) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var out = new Buffer();
        while (out.size() < size) {
            add(random, out);
        }
        return Arrays.copyOf(out.toByteArray(), size);
    }

    static void repeat(Buffer out, int distance, int length) {
        for (int i = 0; i < length; i++) {
            int at = out.size() - distance;
            out.write(at < 0 ? i : out.at(at));
        }
    }

    static final class Buffer extends ByteArrayOutputStream {
        byte at(int index) {
            return buf[index];
        }
    }
}
