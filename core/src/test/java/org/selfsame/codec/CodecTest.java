package org.selfsame.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.airlift.compress.v3.lz4.Lz4JavaCompressor;
import io.airlift.compress.v3.lzo.LzoCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.selfsame.testing.Allocations;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;
import org.tukaani.xz.XZOutputStream;

/// Blocks of independent encoders, whole and damaged.
class CodecTest {
    private static final byte[][] SAMPLES = {new byte[0], {7}, new byte[5000], text(3), text(200), text(70_000),
            noise(3000), mixed()};

    private static byte[] text(int length) {
        return Arrays.copyOf("the quick brown fox jumps over the lazy dog, again and again. ".repeat(length / 60 + 1)
                .getBytes(StandardCharsets.US_ASCII), length);
    }

    private static byte[] noise(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    /// Matches of all lengths and distances.
    private static byte[] mixed() {
        var random = new Random(5);
        var out = new ByteArrayOutputStream();
        while (out.size() < 120_000) {
            byte[] so = out.toByteArray();
            if (so.length > 0 && random.nextInt(3) > 0) {
                int distance = 1 + random.nextInt(random.nextBoolean() ? Math.min(so.length, 60) : so.length);
                int length = Math.min(random.nextInt(random.nextBoolean() ? 12 : 700), distance);
                out.write(so, so.length - distance, length);
            } else {
                out.writeBytes(noise(1 + random.nextInt(random.nextInt(10) == 0 ? 400 : 5)));
            }
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @EnumSource
    void decodesWhatAnotherEncoderWrote(Codec codec) throws IOException {
        for (var sample : SAMPLES) {
            if (codec == Codec.LZO && sample.length == 0) {
                continue;
            }
            byte[] block = encode(codec, sample);
            var out = new byte[sample.length + 20];
            // the exact bound, a wide one, and places within larger arrays
            assertThat(codec.decode(block, 0, block.length, out, 0, sample.length)).isEqualTo(sample.length);
            assertThat(Arrays.copyOf(out, sample.length)).isEqualTo(sample);
            byte[] shifted = new byte[block.length + 9];
            System.arraycopy(block, 0, shifted, 4, block.length);
            Arrays.fill(out, (byte) 0x55);
            assertThat(codec.decode(shifted, 4, block.length, out, 10, sample.length + 10)).isEqualTo(sample.length);
            assertThat(Arrays.copyOfRange(out, 10, 10 + sample.length)).isEqualTo(sample);
            assertThat(Arrays.copyOf(out, 10)).containsOnly(0x55);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesMoreThanTheBound(Codec codec) throws IOException {
        byte[] sample = text(70_000);
        byte[] block = encode(codec, sample);
        for (int limit : new int[]{0, 1, 100, sample.length - 1}) {
            var out = new byte[sample.length];
            assertThatThrownBy(() -> codec.decode(block, 0, block.length, out, 0, limit))
                    .isInstanceOf(CodecException.class);
            assertThat(Arrays.copyOfRange(out, limit, out.length)).containsOnly(0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesPartsOfABlock(Codec codec) throws IOException {
        byte[] block = encode(codec, text(200));
        int accepted = 0;
        for (int length = 0; length < block.length; length++) {
            int part = length;
            try {
                codec.decode(block, 0, part, new byte[300], 0, 300);
                accepted++;
            } catch (CodecException _) {
                assertThat(part).isLessThan(block.length);
            }
        }
        // an lz4 block does not say where it ends, and some of its parts are blocks; the end marker of lzma adds nothing
        assertThat(accepted).isLessThanOrEqualTo(codec == Codec.LZ4 || codec == Codec.LZMA ? 40 : 0);
    }

    @ParameterizedTest
    @EnumSource
    void answersDamageWithItsOneException(Codec codec) throws IOException {
        var random = new Random(11);
        for (var sample : SAMPLES) {
            byte[] block = encode(codec, sample.length == 0 ? text(50) : sample);
            for (int round = 0; round < 300; round++) {
                byte[] damaged = block.clone();
                for (int i = 0; i <= random.nextInt(4); i++) {
                    damaged[random.nextInt(Math.min(damaged.length, 200))] = (byte) random.nextInt();
                }
                var out = new byte[10_000];
                try {
                    assertThat(codec.decode(damaged, 0, damaged.length, out, 0, 9000)).isBetween(0, 9000);
                } catch (CodecException e) {
                    assertThat(e).hasMessageStartingWith(codec.commonName());
                }
                assertThat(Arrays.copyOfRange(out, 9000, 10_000)).containsOnly(0);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void worksOnManyThreads(Codec codec) throws IOException {
        byte[] sample = mixed();
        byte[] block = encode(codec, sample);
        var runs = new CompletableFuture<?>[8];
        for (int i = 0; i < runs.length; i++) {
            runs[i] = CompletableFuture.runAsync(() -> {
                try {
                    var out = new byte[sample.length];
                    codec.decode(block, 0, block.length, out, 0, out.length);
                    assertThat(out).isEqualTo(sample);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
        }
        CompletableFuture.allOf(runs).join();
    }

    /// Bytes behind the end: an LZO block with any is refused, an LZ4 block has no end.
    @ParameterizedTest
    @EnumSource(names = {"GZIP", "LZMA", "XZ", "ZSTD"})
    void tellsWhereTheCompressedDataEnds(Codec codec) throws IOException {
        for (var sample : SAMPLES) {
            byte[] block = encode(codec, sample);
            var out = new byte[sample.length + 1];
            assertThat(codec.decodeCounting(block, 0, block.length, out, 0, sample.length))
                    .isEqualTo(new Codec.Decoded(sample.length, block.length));
            for (var more : hidden(codec)) {
                byte[] longer = Arrays.copyOf(block, block.length + more.length + 3);
                System.arraycopy(block, 0, longer, 3, block.length);
                System.arraycopy(more, 0, longer, 3 + block.length, more.length);
                for (int room : new int[]{sample.length, sample.length + 1}) {
                    Arrays.fill(out, (byte) 0);
                    assertThat(codec.decodeCounting(longer, 3, longer.length - 3, out, 0, room))
                            .isEqualTo(new Codec.Decoded(sample.length, block.length));
                    assertThat(Arrays.copyOf(out, sample.length)).isEqualTo(sample);
                }
                assertThat(codec.decode(longer, 3, longer.length - 3, out, 0, sample.length))
                        .isEqualTo(sample.length);
            }
        }
    }

    /// What a decoder takes no notice of. Zstandard's refuse all but the frames that they are to skip (RFC 8878 §3.1.2).
    private static byte[][] hidden(Codec codec) {
        return codec == Codec.ZSTD
                ? new byte[][]{HexFormat.of().parseHex("502a4d18" + "05000000" + "6869646465")}
                : new byte[][]{{0}, {'h', 'i', 'd', 'd', 'e', 'n'}, new byte[300], noise(3000)};
    }

    @ParameterizedTest
    @EnumSource(names = {"LZO", "LZ4"})
    void takesAllOfABlockThatHasNoRoomBehindItsEnd(Codec codec) throws IOException {
        byte[] sample = text(5000);
        byte[] block = encode(codec, sample);
        var out = new byte[sample.length];
        assertThat(codec.decodeCounting(block, 0, block.length, out, 0, out.length))
                .isEqualTo(new Codec.Decoded(sample.length, block.length));
        byte[] longer = Arrays.copyOf(block, block.length + 1);
        assertThatThrownBy(() -> codec.decodeCounting(longer, 0, longer.length, out, 0, out.length))
                .isInstanceOf(CodecException.class);
    }

    /// As mksquashfs writes them: with the size in the header, and an end marker all the same.
    @Test
    void knowsLzmaWithSizeAndEndMarker() throws IOException {
        byte[] sample = text(5000);
        byte[] marked = stream(sample, out -> new LZMAOutputStream(out, small(), -1));
        for (int i = 0; i < 8; i++) {
            marked[5 + i] = (byte) ((long) sample.length >> 8 * i);
        }
        byte[] unmarked = encode(Codec.LZMA, sample);
        var out = new byte[sample.length];
        for (var block : new byte[][]{marked, unmarked}) {
            for (int more : new int[]{0, 1, 100}) {
                byte[] longer = Arrays.copyOf(block, block.length + more);
                Arrays.fill(longer, block.length, longer.length, (byte) 'x');
                assertThat(Codec.LZMA.decodeCounting(longer, 0, longer.length, out, 0, out.length))
                        .isEqualTo(new Codec.Decoded(sample.length, block.length));
            }
        }
    }

    /// Several frames in one block; frames that are skipped, wherever they lie, which the decoder in Java refuses; with a
    /// checksum and without a size.
    @Test
    void knowsTheFramesOfZstandard() throws Exception {
        byte[] sample = text(70_000);
        byte[] skipped = HexFormat.of().parseHex("5f2a4d18" + "02000000" + "6869");
        byte[] plain = Zstd.compress(sample);
        var summed = new ByteArrayOutputStream();
        try (var out = new com.github.luben.zstd.ZstdOutputStream(summed).setChecksum(true)) {
            out.write(sample);
        }
        byte[] empty = Zstd.compress(new byte[0]);
        for (var decoder : new BlockDecoder[]{new ZstdDecoders.JavaZstd(), new ZstdDecoders.NativeZstd()}) {
            try (decoder) {
                for (var frame : new byte[][]{plain, summed.toByteArray(), Zstd.compress(new byte[70_000])}) {
                    assertConsumed(decoder, frame.length, frame);
                    assertConsumed(decoder, frame.length + empty.length, frame, empty);
                    if (decoder instanceof ZstdDecoders.NativeZstd) {
                        assertConsumed(decoder, frame.length, frame, skipped);
                        assertConsumed(decoder, 0, skipped, frame);
                    }
                }
            }
        }
    }

    private static void assertConsumed(BlockDecoder decoder, int consumed, byte[]... parts) throws IOException {
        var block = new ByteArrayOutputStream();
        for (var part : parts) {
            block.writeBytes(part);
        }
        assertThat(decoder.decodeCounting(block.toByteArray(), 0, block.size(), new byte[70_000], 0, 70_000))
                .isEqualTo(new Codec.Decoded(70_000, consumed));
    }

    /// A header may ask for a dictionary of 4 GiB; the decoder may not get it.
    @Test
    void boundsTheDictionary() throws IOException {
        byte[] lzma = encode(Codec.LZMA, text(200));
        lzma[1] = lzma[2] = lzma[3] = lzma[4] = (byte) 0xf0;
        assertThat(Allocations.of(() -> assertThatThrownBy(
                () -> Codec.LZMA.decode(lzma, 0, lzma.length, new byte[300], 0, 300))
                .isInstanceOf(CodecException.class))).isLessThan(8 << 20);
    }

    @Test
    void javaStandsInForLibzstd() throws Exception {
        byte[] sample = mixed();
        byte[] block = encode(Codec.ZSTD, sample);
        for (var decoder : new BlockDecoder[]{new ZstdDecoders.JavaZstd(), new ZstdDecoders.NativeZstd()}) {
            try (decoder) {
                var out = new byte[sample.length + 5];
                assertThat(decoder.decode(block, 0, block.length, out, 3, sample.length + 2)).isEqualTo(sample.length);
                assertThat(Arrays.copyOfRange(out, 3, 3 + sample.length)).isEqualTo(sample);
            }
        }
    }

    /// The end marker alone, and a match of two bytes right after a short run of literals: what encoders rarely write.
    @Test
    void knowsRareLzoInstructions() throws IOException {
        var out = new byte[20];
        byte[] nothing = HexFormat.of().parseHex("110000");
        assertThat(Codec.LZO.decode(nothing, 0, nothing.length, out, 0, 20)).isZero();
        byte[] shortMatch = HexFormat.of().parseHex("14616263" + "0400" + "110000");
        assertThat(Codec.LZO.decode(shortMatch, 0, shortMatch.length, out, 0, 20)).isEqualTo(5);
        assertThat(new String(out, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("abcbc");
    }

    private static byte[] encode(Codec codec, byte[] raw) throws IOException {
        return switch (codec) {
            case GZIP -> stream(raw, DeflaterOutputStream::new);
            case LZMA -> stream(raw, out -> new LZMAOutputStream(out, small(), raw.length));
            case XZ -> stream(raw, out -> new XZOutputStream(out, small()));
            case ZSTD -> Zstd.compress(raw);
            case LZ4 -> {
                var compressor = new Lz4JavaCompressor();
                var out = new byte[compressor.maxCompressedLength(raw.length)];
                yield Arrays.copyOf(out, compressor.compress(raw, 0, raw.length, out, 0, out.length));
            }
            case LZO -> {
                var compressor = new LzoCompressor();
                var out = new byte[compressor.maxCompressedLength(raw.length)];
                yield Arrays.copyOf(out, compressor.compress(raw, 0, raw.length, out, 0, out.length));
            }
        };
    }

    private static LZMA2Options small() throws IOException {
        var options = new LZMA2Options(1);
        options.setDictSize(1 << 17);
        return options;
    }

    private interface Wrapper {
        OutputStream around(OutputStream out) throws IOException;
    }

    private static byte[] stream(byte[] raw, Wrapper wrapper) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var encoder = wrapper.around(out)) {
            encoder.write(raw);
        }
        return out.toByteArray();
    }
}
