package org.selfsame.format.initrd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.format.Formats;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Walk;

/// A compressed initrd is asked several questions that only decoding answers, and is decoded once for all of them.
class DecodedOnceTest {
    /// Counts the bytes that are read of a content.
    private record Counted(Content content, AtomicLong read) implements Content {
        @Override
        public long size() {
            return content.size();
        }

        @Override
        public void read(long offset, byte[] target, int targetOffset, int length) throws IOException {
            read.addAndGet(length);
            content.read(offset, target, targetOffset, length);
        }
    }

    private static void member(ByteArrayOutputStream out, String name, byte[] data) {
        var header = "070701%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x".formatted(1, 0100644, 0, 0, 1, 0,
                data.length, 0, 0, 0, 0, name.length() + 1, 0);
        out.writeBytes(header.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes((name + "\0").getBytes(StandardCharsets.US_ASCII));
        pad(out);
        out.writeBytes(data);
        pad(out);
    }

    private static void pad(ByteArrayOutputStream out) {
        while (out.size() % 4 != 0) {
            out.write(0);
        }
    }

    private static byte[] compressed() throws IOException {
        var archive = new ByteArrayOutputStream();
        var random = new Random(3);
        for (int i = 0; i < 40; i++) {
            var data = new byte[50_000];
            random.nextBytes(data);
            member(archive, "f" + i, data);
        }
        member(archive, "TRAILER!!!", new byte[0]);
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            archive.writeTo(gzip);
        }
        return out.toByteArray();
    }

    private static long walk(Content content) throws IOException {
        var files = new AtomicLong();
        for (var format : Formats.of(content)) {
            for (var tree : format.open(content, Limits.DEFAULT).trees().values()) {
                Walk.of(tree, Limits.DEFAULT, (_, entry) -> {
                    if (entry instanceof Entry.File file) {
                        var inner = file.content();
                        inner.bytes(0, (int) inner.size());
                        files.addAndGet(1 + walk(inner));
                    }
                });
            }
        }
        return files.get();
    }

    @Test
    void whateverIsAskedOfIt() throws IOException {
        byte[] bytes = compressed();
        var counted = new Counted(new BytesContent(bytes), new AtomicLong());
        assertThat(walk(counted)).isEqualTo(1 + 40);
        assertThat(counted.read.get()).isLessThan(bytes.length * 5L / 4);
        assertThat(walk(counted)).isEqualTo(1 + 40);
        assertThat(counted.read.get()).isLessThan(bytes.length * 5L / 4);
    }

    @Test
    void soAreSegmentsBehindOneAnother() throws IOException {
        byte[] bytes = compressed();
        var all = new ByteArrayOutputStream();
        all.writeBytes(bytes);
        all.writeBytes(new byte[-bytes.length & 3]);
        all.writeBytes(bytes);
        var counted = new Counted(new BytesContent(all.toByteArray()), new AtomicLong());
        // as an initrd, and as one stream
        assertThat(walk(counted)).isGreaterThan(2 * (1 + 1 + 40));
        assertThat(counted.read.get()).isLessThan(all.size() * 9L / 4);
    }
}
