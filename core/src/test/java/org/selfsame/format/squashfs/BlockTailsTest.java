package org.selfsame.format.squashfs;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.codec.Codec;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Encoded;
import org.selfsame.content.LittleEndian;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZOutputStream;

/// Bytes hidden behind the compressed data in the blocks of real images: a block is packed tighter, and what is won is
/// filled with something else. Its files stay the same.
class BlockTailsTest {
    private static final byte[] SECRET = "hidden!".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private static Path directory;
    private static byte[] words;

    @BeforeAll
    static void makeTree() throws IOException {
        Tool.require("mksquashfs", "unsquashfs");
        var random = new Random(3);
        var text = new StringBuilder();
        while (text.length() < 150_000) {
            text.append(Integer.toString(random.nextInt(500), 36)).append(random.nextInt(4) == 0 ? '\n' : ' ');
        }
        words = text.toString().getBytes(StandardCharsets.US_ASCII);
        // what repeats at a distance that a small dictionary does not reach can be packed tighter
        for (int i = 20_000; i < words.length; i++) {
            words[i] = words[i - 20_000];
        }
        var tree = Files.createDirectory(directory.resolve("tree"));
        Files.write(tree.resolve("two-blocks"), Arrays.copyOf(words, 131_072));
        Files.write(tree.resolve("twin"), Arrays.copyOf(words, 131_072));
        Files.write(tree.resolve("tail"), Arrays.copyOfRange(words, 100_000, 130_000));
        for (int i = 0; i < 300; i++) {
            Files.write(tree.resolve("empty-" + i), new byte[0]);
        }
    }

    private static byte[] image(String codec, String... options) throws IOException {
        var image = directory.resolve(codec + ".sqfs");
        var command = new ArrayList<>(List.of("mksquashfs", "tree", image.toString(), "-noappend", "-quiet",
                "-no-progress", "-b", "64K", "-comp", codec));
        command.addAll(List.of(options));
        Tool.run(directory, command.toArray(String[]::new));
        return Files.readAllBytes(image);
    }

    private static byte[] loose(String codec) throws IOException {
        return switch (codec) {
            case "gzip", "zstd" -> image(codec, "-Xcompression-level", "1");
            case "xz" -> image(codec, "-Xdict-size", "8192");
            default -> throw new IllegalArgumentException(codec);
        };
    }

    private static Reader open(byte[] image) throws IOException {
        return new SquashfsFormat().open(new BytesContent(image), Limits.DEFAULT);
    }

    private static Encoded.Piece piece(byte[] image, String path, long offset) throws IOException {
        var file = (Entry.File) open(image).tree().find(path).orElseThrow();
        return ((Encoded) file.content()).piece(offset);
    }

    /// Packs the block at `[position, position + length)` tighter and hides something behind it.
    ///
    /// @return bytes behind the compressed data
    private static int hide(byte[] image, Codec codec, int position, int length, int room) throws IOException {
        var raw = new byte[room];
        int count = codec.decode(image, position, length, raw, 0, room);
        byte[] tight = tight(codec, Arrays.copyOf(raw, count));
        assertThat(tight.length).as("room for something").isLessThan(length - 8);
        Arrays.fill(image, position, position + length, (byte) 0);
        System.arraycopy(tight, 0, image, position, tight.length);
        int tail = length - tight.length;
        if (codec == Codec.ZSTD) {
            // decoders refuse all but a frame that is to be skipped
            ByteBuffer.wrap(image, position + tight.length, 8).order(ByteOrder.LITTLE_ENDIAN).putInt(0x184d2a50)
                    .putInt(tail - 8);
        } else {
            System.arraycopy(SECRET, 0, image, position + tight.length, SECRET.length);
        }
        return tail;
    }

    private static byte[] tight(Codec codec, byte[] raw) throws IOException {
        var options = new LZMA2Options(9);
        options.setDictSize(1 << 16);
        var out = new ByteArrayOutputStream();
        switch (codec) {
            case GZIP -> {
                try (var stream = new DeflaterOutputStream(out, new Deflater(9))) {
                    stream.write(raw);
                }
            }
            case LZMA -> {
                options.setDictSize(1 << 16);
                try (var stream = new LZMAOutputStream(out, options, raw.length)) {
                    stream.write(raw);
                }
            }
            case XZ -> {
                options.setNiceLen(273);
                try (var stream = new XZOutputStream(out, options, XZ.CHECK_NONE)) {
                    stream.write(raw);
                }
            }
            case ZSTD -> out.writeBytes(Zstd.compress(raw, 19));
            case LZO, LZ4 -> throw new IllegalArgumentException("nothing can be behind it");
        }
        return out.toByteArray();
    }

    private static List<Anomaly> anomalies(byte[] image) throws IOException {
        return open(image).anomalies(Task.silent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "lzma", "lzo", "xz", "lz4", "zstd"})
    void ordinaryImagesHaveNone(String codec) throws IOException {
        assertThat(anomalies(image(codec))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "xz", "zstd"})
    void tellsOfBytesBehindDataAndFragmentBlocks(String name) throws IOException {
        var image = loose(name);
        var codec = Codec.valueOf(name.toUpperCase(java.util.Locale.ROOT));
        var second = piece(image, "two-blocks", 65_536);
        int position = (int) second.storedOffset();
        int tail = hide(image, codec, position, (int) second.storedLength(), 65_536);
        var fragment = piece(image, "tail", 0);
        int start = (int) fragment.storedOffset();
        int tailOfFragment = hide(image, codec, start, (int) fragment.storedLength(), 65_536);

        var found = anomalies(image);
        assertThat(found).extracting(Anomaly::code).containsOnly("squashfs.bytes_behind_block");
        assertThat(found).extracting(Anomaly::offset).containsExactly(position + second.storedLength() - tail,
                start + fragment.storedLength() - tailOfFragment);
        assertThat(found).extracting(Anomaly::detail).containsExactly(
                tail + " bytes behind the compressed data of a data block",
                tailOfFragment + " bytes behind the compressed data of a fragment block");
        var file = (Entry.File) open(image).tree().find("two-blocks").orElseThrow();
        assertThat(file.content().bytes(0, 131_072)).as("the file is as it was")
                .isEqualTo(Arrays.copyOf(words, 131_072));
    }

    /// The other tools look at it no more than we do: to them it is the same image.
    @Test
    void unsquashfsTakesNoNotice() throws IOException {
        var image = loose("gzip");
        var first = piece(image, "two-blocks", 0);
        hide(image, Codec.GZIP, (int) first.storedOffset(), (int) first.storedLength(), 65_536);
        var file = Files.write(directory.resolve("hidden.sqfs"), image);
        Tool.run(directory, "unsquashfs", "-q", "-n", "-d", "out", file.toString());
        assertThat(directory.resolve("out/two-blocks")).hasBinaryContent(Arrays.copyOf(words, 131_072));
    }

    @Test
    void tellsOfBytesBehindMetadata() throws IOException {
        var image = loose("gzip");
        int table = (int) LittleEndian.i64(image, 72);
        int header = LittleEndian.u16(image, table);
        assertThat(Image.isStored(header)).isFalse();
        int tail = hide(image, Codec.GZIP, table + 2, header, Image.METADATA_SIZE);
        assertThat(anomalies(image)).singleElement().satisfies(found -> {
            assertThat(found.code()).isEqualTo("squashfs.bytes_behind_block");
            assertThat(found.offset()).isEqualTo(table + 2L + header - tail);
            assertThat(found.detail()).isEqualTo(tail + " bytes behind the compressed data of a metadata block");
        });
    }

    @Test
    void tellsOfABlockThatCannotBeDecoded() throws IOException {
        var image = image("gzip");
        var first = piece(image, "two-blocks", 0);
        image[(int) first.storedOffset() + 100] ^= 1;
        assertThat(anomalies(image)).singleElement().satisfies(found -> {
            assertThat(found.code()).isEqualTo("squashfs.undecodable_block");
            assertThat(found.offset()).isEqualTo(first.storedOffset());
        });
    }

    /// The list of an id table's blocks says where they are: between the last one and the list there can be more.
    @Test
    void bytesBetweenTheBlocksOfATableBelongToNothing() throws IOException {
        var image = image("gzip", "-noId", "-no-xattrs", "-no-exports");
        int list = (int) LittleEndian.i64(image, 48);
        var longer = new byte[image.length + SECRET.length];
        System.arraycopy(image, 0, longer, 0, list);
        System.arraycopy(SECRET, 0, longer, list, SECRET.length);
        System.arraycopy(image, list, longer, list + SECRET.length, image.length - list);
        var fields = ByteBuffer.wrap(longer).order(ByteOrder.LITTLE_ENDIAN);
        fields.putLong(48, list + SECRET.length);
        fields.putLong(40, fields.getLong(40) + SECRET.length);
        assertThat(anomalies(longer)).extracting(Anomaly::code).contains("squashfs.unreferenced_bytes");
        assertThat(open(longer).layout(Task.silent()).unknown()).anySatisfy(region -> {
            assertThat(region.offset()).isEqualTo(list);
            assertThat(region.length()).isEqualTo(SECRET.length);
        });
    }

    /// Blocks that overlap could make the work endless; no writer makes them.
    @Test
    void decodesNoByteTwice() throws IOException {
        var image = new Image(new BytesContent(loose("gzip")), Superblock.read(new BytesContent(loose("gzip"))),
                Limits.DEFAULT);
        var blocks = new BlockTails(image, "data block", 65_536);
        var piece = piece(loose("gzip"), "two-blocks", 0);
        int length = (int) piece.storedLength();
        for (int i = 0; i < 100; i++) {
            blocks.add(piece.storedOffset(), length);
            blocks.add(piece.storedOffset() + 1, length - 1);
        }
        blocks.add(1L << 60, 5);
        var found = new ArrayList<String>();
        blocks.find(Task.silent(), (code, offset, detail) -> found.add(code + " " + offset));
        assertThat(found).containsExactly("blocks_overlap " + (piece.storedOffset() + 1), "unexamined_blocks -1");
    }
}
