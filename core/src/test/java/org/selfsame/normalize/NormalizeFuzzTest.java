package org.selfsame.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.BytesContent;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Limits;

/// Hostile bytes: whatever they are, they are left alone or normalized, and a second time changes nothing.
class NormalizeFuzzTest {
    private static final Limits LIMITS = new Limits(50, 5_000, 1 << 20, 8 << 20);
    private static final int[] TELLING = {0x00, 0x01, 0x0f, 0x30, 0x7f, 0x80, 0xff};

    @TempDir
    private Path directory;

    @FuzzTest(maxDuration = "30s")
    @Tag("fuzz")
    void survives(byte[] bytes) throws IOException {
        exercise(bytes);
    }

    @Test
    void survivesSomeDamage() throws IOException {
        for (var seed : seeds()) {
            damage(seed, 97, 30);
        }
    }

    @Test
    @Tag("slow")
    void survivesMuchDamage() throws IOException {
        for (var seed : seeds()) {
            damage(seed, 5, 2_000);
        }
    }

    private static void damage(byte[] seed, int step, int random) throws IOException {
        for (int at = 0; at < seed.length; at += step) {
            for (int value : TELLING) {
                var bytes = seed.clone();
                bytes[at] = (byte) value;
                exercise(bytes);
            }
        }
        var dice = new Random(seed.length);
        for (int i = 0; i < random; i++) {
            var bytes = Arrays.copyOf(seed, 1 + dice.nextInt(seed.length));
            for (int changes = dice.nextInt(6); changes > 0; changes--) {
                bytes[dice.nextInt(bytes.length)] = (byte) TELLING[dice.nextInt(TELLING.length)];
            }
            exercise(bytes);
        }
    }

    private static void exercise(byte[] bytes) throws IOException {
        var once = run(bytes);
        assertThat(run(once)).isEqualTo(once);
    }

    private static byte[] run(byte[] bytes) throws IOException {
        var log = new Log() {
            @Override
            public void changed(Change change) {
                // not of interest
            }

            @Override
            public void skipped(Skipped skipped) {
                assertThat(skipped.detail()).as("not a surprise to the rule").doesNotStartWith("java.");
            }
        };
        try (var scratch = new Scratch(Path.of(System.getProperty("java.io.tmpdir")), 64 << 20)) {
            var content = new BytesContent(bytes);
            var after = new Normalizer(Rules.content(), Normalized.EPOCH, LIMITS, scratch, Task.silent())
                    .content("file", content, log).orElse(content);
            return after.bytes(0, (int) after.size());
        }
    }

    private byte[][] seeds() throws IOException {
        Tool.require("cpio", "tar", "ar", "msgfmt");
        var zip = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(zip)) {
            for (var name : new String[]{"META-INF/MANIFEST.MF", "b", "a.properties"}) {
                out.putNextEntry(new ZipEntry(name));
                out.write("Manifest-Version: 1.0\nBuilt-By: x\n".getBytes(StandardCharsets.US_ASCII));
            }
        }
        var gzip = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(gzip)) {
            out.write("#Mon Nov 20 10:00:00 CET 2017\nk=v\n".getBytes(StandardCharsets.US_ASCII));
        }
        Tool.run(directory, "sh", "-ec", """
                printf x > a; printf y > b; ln a c
                printf 'msgid ""\\nmsgstr ""\\n"PO-Revision-Date: 2018-01-02 03:04+0000\\\\n"\\n' > m.po
                printf 'a\\nb\\nc\\n' | cpio --quiet -o -H newc > cpio
                tar --format=posix -cf tar a b; ar rcU ar a b; msgfmt -o mo m.po; gzip -k b
                """);
        return new byte[][]{zip.toByteArray(), gzip.toByteArray(), Files.readAllBytes(directory.resolve("cpio")),
                Files.readAllBytes(directory.resolve("tar")), Files.readAllBytes(directory.resolve("ar")),
                Files.readAllBytes(directory.resolve("mo")), Files.readAllBytes(directory.resolve("b.gz")),
                Files.readAllBytes(directory.resolve("m.po"))};
    }
}
