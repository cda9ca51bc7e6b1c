package org.selfsame.codec.xz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Bytes of the kinds that files have, the same in every run.
final class Samples {
    private static final String[] WORDS = {"the ", "image ", "of ", "a ", "reproducible ", "build ", "is ", "equal ",
            "byte ", "for ", "every ", "checksum ", "superblock\n", "inode ", "fragment ", "0x1000 "};

    private Samples() {}

    static byte[] random(int size, long seed) {
        var bytes = new byte[size];
        generator(seed).nextBytes(bytes);
        return bytes;
    }

    static byte[] text(int size, long seed) {
        var random = generator(seed);
        var text = new StringBuilder();
        while (text.length() < size) {
            text.append(WORDS[random.nextInt(1 + random.nextInt(WORDS.length))]);
        }
        return Arrays.copyOf(text.toString().getBytes(StandardCharsets.US_ASCII), size);
    }

    /// Records of a fixed size whose fields count, repeat and vary: what tables and machine code look like to a compressor.
    static byte[] records(int size, long seed) {
        var random = generator(seed);
        var bytes = new byte[size];
        for (int i = 0; i + 16 <= size; i += 16) {
            bytes[i] = (byte) 0xe8;
            bytes[i + 1] = (byte) random.nextInt(4);
            bytes[i + 4] = (byte) (i >> 4);
            bytes[i + 5] = (byte) (i >> 12);
            bytes[i + 8] = (byte) (random.nextInt(10) == 0 ? random.nextInt() : 7);
            bytes[i + 12] = (byte) 0x90;
        }
        return bytes;
    }

    /// x86 calls of one function from many places: equal once their targets are absolute.
    static byte[] calls(int size) {
        var bytes = new byte[size];
        for (int i = 0; i + 8 <= size; i += 8) {
            int target = 0x400 - (i + 5);
            bytes[i] = (byte) 0xe8;
            bytes[i + 1] = (byte) target;
            bytes[i + 2] = (byte) (target >> 8);
            bytes[i + 3] = (byte) (target >> 16);
            bytes[i + 4] = (byte) (target >> 24);
        }
        return bytes;
    }

    /// Pieces of all kinds, of random lengths, some copied from further back with a byte changed.
    static byte[] mixture(int size, long seed) {
        var random = generator(seed);
        var out = new ByteArrayOutputStream();
        while (out.size() < size) {
            int length = 1 + random.nextInt(1 << random.nextInt(1, 16));
            long next = random.nextLong();
            switch (random.nextInt(6)) {
                case 0 -> out.writeBytes(random(length, next));
                case 1 -> out.writeBytes(text(length, next));
                case 2 -> out.writeBytes(records(length, next));
                case 3 -> out.writeBytes(new byte[length]);
                default -> {
                    var before = out.toByteArray();
                    if (before.length > 0) {
                        int from = random.nextInt(before.length);
                        var copy = Arrays.copyOfRange(before, from, Math.min(before.length, from + length));
                        copy[random.nextInt(copy.length)]++;
                        out.writeBytes(copy);
                    }
                }
            }
        }
        return Arrays.copyOf(out.toByteArray(), size);
    }

    private static RandomGenerator generator(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }
}
