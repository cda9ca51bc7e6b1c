package org.selfsame.format.squashfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// A tree on disk of files that have much in common: blocks of 4 KiB, ends and zeros out of a few, so that every way in
/// which a writer may share bytes comes up.
final class EqualPartsTree {
    private static final int BLOCK = 4096;
    private static final int FILES = 120;
    private static final List<Integer> ENDS = List.of(0, 100, 1000, 1024, 2024, 3000, 4000);

    private EqualPartsTree() {}

    /// Makes the tree below `root`, with a list for mksquashfs' `-sort` in `sort`.
    static void create(Path root, Path sort, long seed) throws IOException {
        var dice = new Random(seed);
        var blocks = new byte[6][];
        for (int i = 1; i < blocks.length; i++) {
            blocks[i] = Integer.toString(dice.nextInt(1 << 20)).repeat(BLOCK).substring(0, BLOCK)
                    .getBytes(StandardCharsets.US_ASCII);
        }
        blocks[0] = new byte[BLOCK];
        // does not get smaller
        dice.nextBytes(blocks[1]);
        var lines = new StringBuilder();
        for (int i = 0; i < FILES; i++) {
            int count = dice.nextInt(4);
            int end = ENDS.get(dice.nextInt(ENDS.size()));
            var bytes = new byte[count * BLOCK + end];
            for (int at = 0; at < bytes.length; at += BLOCK) {
                System.arraycopy(blocks[dice.nextInt(blocks.length)], 0, bytes, at, Math.min(BLOCK, bytes.length - at));
            }
            if (end > 0 && dice.nextInt(3) == 0) {
                // an end of its own
                Arrays.fill(bytes, bytes.length - end, bytes.length - end / 2, (byte) dice.nextInt());
            }
            var file = root.resolve("%d/file-%03d".formatted(i % 3, i));
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_600_000_000_000L));
            if (dice.nextInt(4) == 0) {
                lines.append(root.relativize(file)).append(' ').append(dice.nextInt(9) - 4).append('\n');
            }
        }
        Files.writeString(sort, lines);
    }
}
