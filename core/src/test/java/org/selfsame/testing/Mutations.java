package org.selfsame.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.selfsame.tree.Format;

/// Damages good images in a fixed sequence of ways and has a reader face each.
public final class Mutations {
    private static final int[] TELLING = {0x00, 0x01, 0x02, 0x05, 0x0f, 0x7f, 0x80, 0xe5, 0xfe, 0xff};

    private Mutations() {}

    /// The images that are kept beside the fuzz test `test`, in the order of their names.
    public static List<Path> seeds(Class<?> test) {
        var directory = Objects.requireNonNull(test.getResource(test.getSimpleName() + "Inputs"));
        try (var files = Files.list(Path.of(directory.toURI()))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /// Changes each byte of `seed` in turn (`step` bytes apart), cuts it at many lengths, and `random` times changes
    /// several bytes at once; [FuzzReader] judges each.
    public static void exercise(Format format, byte[] seed, int step, int random) {
        for (int at = 0; at < seed.length; at += step) {
            var bytes = seed.clone();
            for (int value : TELLING) {
                bytes[at] = (byte) value;
                FuzzReader.exercise(format, bytes);
            }
        }
        for (int length = 0; length < seed.length; length += 128) {
            FuzzReader.exercise(format, Arrays.copyOf(seed, length));
        }
        var dice = new Random(seed.length);
        for (int i = 0; i < random; i++) {
            var bytes = seed.clone();
            for (int changes = 1 + dice.nextInt(12); changes > 0; changes--) {
                int at = dice.nextInt(bytes.length);
                // several in a row make numbers of more than one byte extreme
                int end = Math.min(bytes.length, at + 1 + dice.nextInt(8));
                Arrays.fill(bytes, at, end, (byte) TELLING[dice.nextInt(TELLING.length)]);
            }
            FuzzReader.exercise(format, bytes);
        }
    }
}
