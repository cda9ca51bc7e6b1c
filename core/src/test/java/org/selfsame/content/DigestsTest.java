package org.selfsame.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.testing.Tool;

class DigestsTest {
    @TempDir
    Path directory;

    @Test
    void equalTheDigestsOfCoreutils() throws IOException {
        Tool.require("md5sum", "sha1sum", "sha224sum", "sha256sum", "sha384sum", "sha512sum");
        for (int size : new int[]{0, 1, 63, 64, 1 << 18, (1 << 18) + 1, 3_000_000}) {
            var bytes = new byte[size];
            new Random(size).nextBytes(bytes);
            Files.write(directory.resolve("file"), bytes);
            var counted = new AtomicLong();
            var digests = Digests.of(new BytesContent(bytes), EnumSet.allOf(DigestAlgorithm.class),
                    counted::addAndGet);
            for (var algorithm : DigestAlgorithm.values()) {
                var program = algorithm.name().toLowerCase(Locale.ROOT) + "sum";
                var expected = Tool.run(directory, program, "file").out().split(" ", 2)[0];
                assertThat(digests.get(algorithm)).as("%s of %d bytes", algorithm, size)
                        .isEqualTo(new Digest(algorithm, expected));
            }
            assertThat(counted).hasValue(size);
        }
    }

    @Test
    void endWhenProgressThrows() {
        var content = new BytesContent(new byte[10 << 20]);
        assertThatThrownBy(() -> Digests.of(content, DigestAlgorithm.SHA256, count -> {
            throw new CancellationException();
        })).isInstanceOf(CancellationException.class);
    }

    @Test
    void aReadErrorComesThrough() {
        var content = new Content() {
            @Override
            public long size() {
                return 1 << 20;
            }

            @Override
            public void read(long offset, byte[] target, int targetOffset, int length) throws IOException {
                throw new IOException("bad sector");
            }
        };
        assertThatThrownBy(() -> Digests.of(content, EnumSet.allOf(DigestAlgorithm.class), count -> {}))
                .isInstanceOf(IOException.class).hasMessage("bad sector");
    }

    @Test
    void areComparedByAlgorithmAndValue() {
        var hex = "D41D8CD98F00B204E9800998ECF8427E";
        assertThat(new Digest(DigestAlgorithm.MD5, hex)).hasToString("MD5 d41d8cd98f00b204e9800998ecf8427e");
        assertThatThrownBy(() -> new Digest(DigestAlgorithm.SHA1, hex)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Digest(DigestAlgorithm.MD5, "x".repeat(32)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
