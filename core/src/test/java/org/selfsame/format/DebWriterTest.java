package org.selfsame.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.selfsame.codec.StreamEncoder;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.format.ar.DebWriter;
import org.selfsame.format.tar.TarOptions;
import org.selfsame.format.tar.TarWriter;
import org.selfsame.task.Task;
import org.selfsame.testing.OnDisk;
import org.selfsame.testing.Tool;
import org.selfsame.testing.Writing;
import org.selfsame.tree.Entry;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;

/// Debian packages of our tar in our ar, judged by dpkg-deb.
class DebWriterTest {
    private static final Instant TIME = Instant.ofEpochSecond(1_500_000_000);
    private static final Metadata LATE = Metadata.builder().permissions(0644).owner(5, 6).modified(TIME.plusSeconds(9))
            .build();
    private static final Metadata EARLY = LATE.with().modified(TIME.minusSeconds(9)).inode(1).build();
    private static final Metadata LINK = LATE.with().permissions(0777).build();
    private static final byte[] CONTROL = """
            Package: sample
            Version: 1
            Architecture: all
            Maintainer: nobody <nobody@example.org>
            Description: sample
            """.getBytes(UTF_8);

    @TempDir
    private Path directory;

    private static Entry.Directory directory(String name, Entry... children) {
        return MemoryTree.directory(Name.of(name), LATE.with().permissions(0755).build(), List.of(children));
    }

    private static Entry.File file(String name, Metadata metadata, byte[] bytes) {
        return MemoryTree.file(Name.of(name), metadata, new BytesContent(bytes));
    }

    private static Entry[] data() {
        var text = "some text that repeats itself, some text that repeats itself\n".repeat(9_000).getBytes(UTF_8);
        return new Entry[]{new Entry.Symlink(Name.of("lib"), LINK, Name.of("usr/share")),
                directory("usr", directory("bin", new Entry.Symlink(Name.of("a"), LINK, Name.of("x")),
                        file("x", LATE, text)),
                        directory("share", directory("doc", file("twice", EARLY, text)),
                                file("again", EARLY, text)))};
    }

    private static Content tar(@Nullable StreamEncoder encoder, Entry... entries) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = encoder == null ? bytes : encoder.open(bytes, 9)) {
            TarWriter.write(new Tree(directory("", entries)), TarOptions.debian(TIME), out, Task.silent());
        }
        return new BytesContent(bytes.toByteArray());
    }

    private static byte[] write(@Nullable StreamEncoder encoder, String suffix) throws IOException {
        var control = tar(encoder, file("control", LATE, CONTROL));
        var data = tar(encoder, data());
        return Writing.bytes(out -> DebWriter.write(control, data, suffix, TIME, out, Task.silent()));
    }

    @ParameterizedTest
    @CsvSource({"none, , ''", "gzip, GZIP, .gz"})
    void givesTheBytesOfDpkgDeb(String compression, @Nullable StreamEncoder encoder, String suffix) throws IOException {
        Tool.require("dpkg-deb");
        var entries = data();
        var source = OnDisk.write(
                new Tree(directory("", directory("DEBIAN", file("control", LATE, CONTROL)), entries[0],
                        entries[1])),
                directory.resolve("source"));
        var result = Tool.tryRun(directory, Map.of("SOURCE_DATE_EPOCH", "1500000000"), "dpkg-deb", "--root-owner-group",
                "-z9", "-Z" + compression, "-b", source.toString(), "made.deb");
        assertThat(result.exit()).as(result.err()).isZero();
        OnDisk.assertSame(write(encoder, suffix), directory.resolve("made.deb"));
    }

    @Test
    void dpkgDebReadsXzAndZstd() throws IOException {
        Tool.require("dpkg-deb");
        for (var encoder : List.of(StreamEncoder.XZ, StreamEncoder.ZSTD)) {
            var suffix = encoder == StreamEncoder.XZ ? ".xz" : ".zst";
            Files.write(directory.resolve("ours.deb"), write(encoder, suffix));
            assertThat(Tool.run(directory, "dpkg-deb", "-f", "ours.deb", "Package").out()).isEqualTo("sample\n");
            assertThat(Tool.run(directory, "dpkg-deb", "-c", "ours.deb").out()).contains(
                    "-rw-r--r-- root/root    549000 2017-07-14 02:39 ./usr/share/again", "./lib -> usr/share");
        }
    }

    @Test
    void refusesSuffixesThatAreNone() {
        var content = new BytesContent(new byte[0]);
        assertThatThrownBy(() -> Writing.bytes(out -> DebWriter.write(content, content, ".bzip2", TIME, out,
                Task.silent()))).isInstanceOf(IllegalArgumentException.class);
    }
}
