package org.selfsame.codec.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Blocks and streams against the zlib of the runtime, or against the decoder where that is another library.
class DeflateFuzzTest {
    private static final boolean IS_ZLIB = isZlib();

    @FuzzTest(maxDuration = "60s")
    @Tag("fuzz")
    void isAsZlib(byte[] program) throws IOException {
        exercise(program);
    }

    @Test
    void isAsZlibForSomePrograms() throws IOException {
        var random = new Random(3);
        for (int i = 0; i < 300; i++) {
            var program = new byte[random.nextInt(1 << random.nextInt(1, 13))];
            random.nextBytes(program);
            exercise(program);
        }
    }

    /// Whether the runtime has zlib, by what zlib 1.2.13 makes of some bytes.
    private static boolean isZlib() {
        var sum = new CRC32();
        for (int level = 1; level <= 9; level++) {
            sum.update(zlib(Samples.MIXTURE.bytes(1 << 17, 77), level));
        }
        return sum.getValue() == 906_170_205L;
    }

    private static void exercise(byte[] program) throws IOException {
        var block = run(program);
        int level = 1 + (program.length == 0 ? 0 : program[0] & 0xff) % 9;
        var encoded = ours(block, level);
        var stream = new ByteArrayOutputStream();
        try (var out = new DeflateOutput(stream, level, 1 << 17)) {
            out.write(block);
        }
        // without the header and the checksum
        assertThat(stream.toByteArray()).isEqualTo(Arrays.copyOfRange(encoded, 2, encoded.length - 4));
        if (IS_ZLIB) {
            assertThat(encoded).isEqualTo(zlib(block, level));
        }
        assertThat(new InflaterInputStream(new ByteArrayInputStream(encoded)).readAllBytes()).isEqualTo(block);
    }

    /// Bytes below 128 stand for themselves; others repeat what is so far back, so often.
    private static byte[] run(byte[] program) {
        var out = new Samples.Buffer();
        for (int at = 0; at < program.length && out.size() < 1 << 19; at++) {
            if (program[at] >= 0 || at + 3 >= program.length) {
                out.write(program[at]);
                continue;
            }
            int distance = 1 + (program[at + 1] & 0xff | (program[at + 2] & 0xff) << 8);
            Samples.repeat(out, distance, (program[at] & 0x7f) + (program[at + 3] & 0xff));
            at += 3;
        }
        return out.toByteArray();
    }

    private static byte[] ours(byte[] block, int level) {
        var out = new byte[2 * block.length + 64];
        return Arrays.copyOf(out, new DeflateEncoder(level).encode(block, 0, block.length, out, 0, out.length));
    }

    private static byte[] zlib(byte[] block, int level) {
        var deflater = new Deflater(level);
        try {
            deflater.setInput(block);
            deflater.finish();
            var out = new ByteArrayOutputStream();
            var buffer = new byte[1 << 16];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }
}
