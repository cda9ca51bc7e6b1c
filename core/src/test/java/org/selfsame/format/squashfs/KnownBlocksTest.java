package org.selfsame.format.squashfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.codec.BlockEncoder;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;

/// Blocks of an image that was written before, and that they change nothing but the work.
class KnownBlocksTest {
    private static final int BLOCK = 1 << 12;
    private static final SquashfsOptions OPTIONS = SquashfsOptions.of(Instant.EPOCH).with().blockSize(BLOCK).build();

    @TempDir
    private Path directory;
    private final AtomicInteger encoded = new AtomicInteger();
    private int number;

    /// An image and where its blocks are.
    private record Written(BytesContent content, BlockIndex index) {
        byte[] image() throws IOException {
            return content.bytes(0, (int) content.size());
        }

        KnownBlocks known() {
            return KnownBlocks.none(OPTIONS.compressor()).with(content, index);
        }
    }

    private Written write(Tree tree, SquashfsOptions options, KnownBlocks known) throws IOException {
        var file = directory.resolve("image-" + ++number);
        var index = new BlockIndex();
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            SquashfsWriter.write(tree, channel, options, counting(options), known, index, Task.silent());
        }
        return new Written(new BytesContent(Files.readAllBytes(file)), index);
    }

    private Written write(Tree tree, KnownBlocks known) throws IOException {
        return write(tree, OPTIONS, known);
    }

    private Written write(Tree tree) throws IOException {
        return write(tree, KnownBlocks.none(OPTIONS.compressor()));
    }

    /// Counts the data blocks and fragment blocks that are encoded.
    private Encoders counting(SquashfsOptions options) {
        var usual = Encoders.of(options);
        return new Encoders() {
            @Override
            public BlockEncoder data() throws IOException {
                var encoder = usual.data();
                return (in, inOffset, inLength, out, outOffset, outLimit) -> {
                    encoded.incrementAndGet();
                    return encoder.encode(in, inOffset, inLength, out, outOffset, outLimit);
                };
            }

            @Override
            public BlockEncoder metadata() throws IOException {
                return usual.metadata();
            }
        };
    }

    private int encodedSince() {
        return encoded.getAndSet(0);
    }

    private static Entry.File file(String name, byte[] bytes) {
        return MemoryTree.file(Name.of(name), Metadata.NONE, new BytesContent(bytes));
    }

    private static Tree tree(Entry... files) {
        return new Tree(MemoryTree.directory(Name.of(""), Metadata.NONE, List.of(files)));
    }

    /// Blocks that can be compressed, each another.
    private static byte[] text(int blocks, int seed) {
        var random = new Random(seed);
        var text = new StringBuilder();
        while (text.length() < blocks * BLOCK) {
            text.append(random.nextInt(1000)).append(" lines of a file\n");
        }
        return text.substring(0, blocks * BLOCK).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] noise(int blocks) {
        var bytes = new byte[blocks * BLOCK];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    @Test
    void encodesNothingOfWhatIsKnown() throws IOException {
        var tree = tree(file("large", text(9, 1)), file("noise", noise(3)), file("small", text(1, 2)),
                file("tail", "tail".getBytes(StandardCharsets.US_ASCII)));
        var first = write(tree);
        assertThat(encodedSince()).isEqualTo(9 + 3 + 1 + 1);
        var second = write(tree, first.known());
        assertThat(encodedSince()).isZero();
        assertThat(second.image()).isEqualTo(first.image());
    }

    @Test
    void encodesOnlyTheBlocksThatChanged() throws IOException {
        var bytes = text(9, 1);
        var first = write(tree(file("a", bytes), file("b", text(4, 2))));
        encodedSince();
        bytes[5 * BLOCK + 7] ^= 1;
        var changed = tree(file("a", bytes), file("a2", text(2, 3)), file("b", text(4, 2)));
        var second = write(changed, first.known());
        assertThat(encodedSince()).isEqualTo(1 + 2);
        assertThat(second.image()).isEqualTo(write(changed).image());
    }

    @Test
    void knowsWhatWasTakenFromAnotherImage() throws IOException {
        var tree = tree(file("a", text(9, 1)));
        var second = write(tree, write(tree).known());
        encodedSince();
        write(tree, second.known());
        assertThat(encodedSince()).isZero();
    }

    /// Of two equal files, the second is written and then taken back; what follows lies where it was.
    @Test
    void doesNotLookWhereBlocksWereTakenBack() throws IOException {
        var tree = tree(file("a", text(5, 1)), file("b", text(5, 1)), file("c", text(5, 2)));
        var first = write(tree);
        assertThat(first.index().size()).isEqualTo(10);
        encodedSince();
        assertThat(write(tree, first.known()).image()).isEqualTo(first.image());
        assertThat(encodedSince()).isZero();
    }

    @Test
    void takesNoBlockThatWasChanged() throws IOException {
        var tree = tree(file("a", text(9, 1)));
        var first = write(tree);
        encodedSince();
        for (int at : new int[]{Superblock.SIZE, Superblock.SIZE + 40, Superblock.SIZE + 100}) {
            var flipped = first.image().clone();
            flipped[at] ^= 4;
            var known = new Written(new BytesContent(flipped), first.index()).known();
            assertThat(write(tree, known).image()).isEqualTo(first.image());
            assertThat(encodedSince()).isEqualTo(1);
        }
    }

    @Test
    void takesNoBlockThatHoldsSomethingElseOrLiesNowhere() throws IOException {
        var one = text(1, 1);
        var other = text(1, 2);
        var written = write(tree(file("a", one), file("b", other)));
        var image = written.image();
        var wrong = Objects.requireNonNull(written.index().places().get(BlockIndex.sum(other, other.length)));
        encodedSince();
        for (var place : List.of(wrong, new BlockIndex.Place(-1, 100), new BlockIndex.Place(Long.MAX_VALUE, 100),
                new BlockIndex.Place(image.length - 50, 100), new BlockIndex.Place(200, -1),
                new BlockIndex.Place(200, BLOCK), new BlockIndex.Place(200, BLOCK + 1),
                new BlockIndex.Place(200, 100 | Image.DATA_STORED),
                new BlockIndex.Place(200, BLOCK | Image.DATA_STORED))) {
            var index = new BlockIndex();
            index.add(BlockIndex.sum(one, one.length), place.position(), place.word());
            var tree = tree(file("a", one));
            assertThat(write(tree, new Written(new BytesContent(image), index).known()).image())
                    .isEqualTo(write(tree).image());
            assertThat(encodedSince()).isEqualTo(2);
        }
    }

    @Test
    void takesNothingOfAnImageThatCannotBeRead() throws IOException {
        var tree = tree(file("a", text(3, 1)));
        var first = write(tree);
        encodedSince();
        var broken = new Content() {
            @Override
            public long size() {
                return first.content().size();
            }

            @Override
            public void read(long offset, byte[] target, int targetOffset, int length) throws IOException {
                throw new IOException("the disk is broken");
            }
        };
        var known = KnownBlocks.none(OPTIONS.compressor()).with(broken, first.index());
        assertThat(write(tree, known).image()).isEqualTo(first.image());
        assertThat(encodedSince()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void givesTheSameImageOfAnyTree(long seed) throws IOException {
        for (var compressor : List.of(new SquashfsCompressor.Zstd(3), SquashfsCompressor.GZIP,
                SquashfsCompressor.LZ4)) {
            var options = OPTIONS.with().compressor(compressor).blockSize(1 << 13).build();
            var none = KnownBlocks.none(compressor);
            var before = write(RandomTree.of(seed + 100), options, none);
            var plain = write(RandomTree.of(seed), options, none);
            var known = none.with(before.content(), before.index())
                    .with(plain.content(), plain.index());
            encodedSince();
            assertThat(write(RandomTree.of(seed), options, known).image()).isEqualTo(plain.image());
            assertThat(encodedSince()).isZero();
        }
    }

    @Test
    void anIndexIsReadAsItWasWritten() throws IOException {
        var index = write(tree(file("a", text(5, 1)), file("noise", noise(2)))).index();
        var out = new ByteArrayOutputStream();
        index.write(out);
        assertThat(BlockIndex.read(new ByteArrayInputStream(out.toByteArray())).places()).isEqualTo(index.places())
                .hasSize(7);
        assertThatIOException().isThrownBy(
                () -> BlockIndex.read(new ByteArrayInputStream(out.toByteArray(), 0, out.size() - 1)));
        for (int count : new int[]{-1, Integer.MAX_VALUE}) {
            var bytes = ByteBuffer.allocate(Integer.BYTES).putInt(count).array();
            assertThatIOException().isThrownBy(() -> BlockIndex.read(new ByteArrayInputStream(bytes)))
                    .isInstanceOf(FormatException.class);
        }
    }
}
