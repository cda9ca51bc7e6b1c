package org.selfsame.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Limits;

/// Bytes in the block of the ends of files that no file has: no system shows them, and no tree.
class HiddenInFragmentTest {
    @TempDir
    private Path directory;

    private Path files;

    @BeforeEach
    void files() throws IOException {
        files = Files.createDirectories(directory.resolve("files"));
        for (var name : new String[]{"a", "b", "c"}) {
            Files.writeString(files.resolve(name), (name + " and a line\n").repeat(20));
        }
        try (var all = Files.walk(files)) {
            for (var file : all.toList()) {
                Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L));
            }
        }
    }

    private Content squashfs(String... options) throws IOException {
        Tool.require("mksquashfs");
        var command = new ArrayList<>(List.of("mksquashfs", files.toString(), "image", "-noappend", "-no-progress",
                "-quiet", "-mkfs-time", "0", "-all-root", "-noI", "-noD"));
        command.addAll(List.of(options));
        Tool.run(directory, command.toArray(String[]::new));
        return new BytesContent(Files.readAllBytes(directory.resolve("image")));
    }

    private static Comparison compare(Content left, Content right) throws IOException {
        return new Comparer(new CompareOptions(Limits.DEFAULT, 20, 2)).contents(left, right, _ -> {}, Task.silent());
    }

    /// Lets the file `c` end one byte earlier, which nothing but its size says, and puts `letter` where it ended.
    private static Content shortened(Content image, char letter, boolean compressed) throws IOException {
        var bytes = ByteBuffer.wrap(image.bytes(0, (int) image.size())).order(ByteOrder.LITTLE_ENDIAN);
        int at = (int) bytes.getLong(64) + 2;
        int last = 0;
        int tail = 0;
        // the basic inodes of three files, before that of the root
        for (int i = 0; i < 3; i++, at += 32) {
            assertThat((int) bytes.getShort(at)).isEqualTo(2);
            last = at;
            tail = bytes.getInt(at + 24);
        }
        int size = bytes.getInt(last + 28);
        bytes.putInt(last + 28, size - 1);
        // the one block lies between the superblock and the inodes
        int fragment = 96;
        int length = (int) bytes.getLong(64) - fragment;
        if (compressed) {
            var block = inflate(bytes.array(), fragment, length);
            block[tail + size - 1] = (byte) letter;
            deflate(block, bytes.array(), fragment, length);
        } else {
            bytes.put(fragment + tail + size - 1, (byte) letter);
        }
        return new BytesContent(bytes.array());
    }

    private static byte[] inflate(byte[] image, int at, int length) {
        var inflater = new Inflater();
        inflater.setInput(image, at, length);
        var block = new byte[1 << 17];
        try {
            return Arrays.copyOf(block, inflater.inflate(block));
        } catch (DataFormatException e) {
            throw new AssertionError(e);
        } finally {
            inflater.end();
        }
    }

    /// Takes the level whose result has the length that there is.
    private static void deflate(byte[] block, byte[] image, int at, int length) {
        var deflater = new Deflater(9);
        deflater.setInput(block);
        deflater.finish();
        var out = new byte[length + 100];
        int count = deflater.deflate(out);
        deflater.end();
        assertThat(count).isEqualTo(length);
        System.arraycopy(out, 0, image, at, length);
    }

    @Test
    void aDifferenceThatNoFileShowsIsListedAsUnexplained() throws IOException {
        var image = squashfs("-noF");
        var found = compare(shortened(image, 'x', false), shortened(image, 'y', false));
        assertThat(found.identical()).isFalse();
        assertThat(found.accounts()).singleElement().satisfies(account -> {
            assertThat(account.different()).isOne();
            assertThat(account.explained()).isZero();
            assertThat(account.unexplained()).hasSize(2);
        });
    }

    @Test
    void soIsOneInACompressedBlock() throws IOException {
        var image = squashfs("-comp", "gzip");
        var found = compare(shortened(image, 'x', true), shortened(image, 'y', true));
        assertThat(found.accounts()).singleElement().satisfies(account -> {
            assertThat(account.different()).isPositive();
            assertThat(account.unexplained()).isNotEmpty();
        });
        assertThat(found.differences()).noneMatch(difference -> difference.field().equals("data.encoded"));
    }

    @Test
    void bytesOfNoFileThatAreTheSameOrZeroHideNothing() throws IOException {
        var image = squashfs("-noF");
        var left = shortened(image, 'x', false);
        var same = ByteBuffer.wrap(left.bytes(0, (int) left.size()));
        same.put(100, (byte) (same.get(100) ^ 1));
        var found = compare(left, new BytesContent(same.array()));
        assertThat(found.differences()).extracting(Difference::path).contains("!/a");
        assertThat(found.accounts()).allSatisfy(account -> assertThat(account.unexplained()).isEmpty());
        assertThat(compare(image, squashfs("-noF", "-mkfs-time", "5")).accounts())
                .allSatisfy(account -> assertThat(account.unexplained()).isEmpty());
    }
}
