package org.selfsame.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.selfsame.codec.StreamEncoder;
import org.selfsame.content.BytesContent;
import org.selfsame.format.cpio.CpioOptions;
import org.selfsame.format.cpio.CpioWriter;
import org.selfsame.format.initrd.InitrdFormat;
import org.selfsame.format.initrd.InitrdWriter;
import org.selfsame.format.initrd.InitrdWriter.Part;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;
import org.selfsame.testing.Writing;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;

/// Writes initrds of a plain and a compressed archive, judged by initramfs-tools, the compressors and our reader.
class InitrdWriterTest {
    private static final CpioOptions NEWC = CpioOptions.newc(Instant.ofEpochSecond(1_600_000_000));

    @TempDir
    private Path directory;

    private static Entry.Directory directory(String name, Entry... children) {
        return MemoryTree.directory(Name.of(name), Metadata.NONE, List.of(children));
    }

    private static Entry.File file(String name, byte[] bytes) {
        return MemoryTree.file(Name.of(name), Metadata.NONE, new BytesContent(bytes));
    }

    private static InitrdWriter.Archive cpio(Entry... entries) {
        return out -> CpioWriter.write(new Tree(directory("", entries)), NEWC, out, Task.silent());
    }

    /// More than one block of LZ4's legacy frame.
    private static byte[] large() {
        var bytes = new byte[9 << 20];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 >> 11);
        }
        return bytes;
    }

    private static List<Part> parts(StreamEncoder encoder, int level) {
        return List.of(Part.plain(cpio(directory("kernel", file("early.bin", "microcode".getBytes(UTF_8))))),
                Part.compressed(cpio(file("init", "#!/bin/sh\n".getBytes(UTF_8)), file("large", large())), encoder,
                        level),
                Part.compressed(cpio(file("last", "third".getBytes(UTF_8))), encoder, level));
    }

    @ParameterizedTest
    @CsvSource({"GZIP, 9, gzip -dc", "XZ, 1, xz -dc", "ZSTD, 3, zstd -dcq", "LZ4, 0, lz4 -dcq"})
    void readsBackAndToolsReadTheSame(StreamEncoder encoder, int level, String decompressor) throws IOException {
        Tool.require("gzip", "xz", "zstd", "lz4", "cpio");
        var bytes = Writing.bytes(out -> InitrdWriter.write(parts(encoder, level), out));
        assertThat(Arrays.equals(Writing.elsewhere(out -> InitrdWriter.write(parts(encoder, level), out)), bytes))
                .isTrue();
        var reader = new InitrdFormat().open(new BytesContent(bytes), Limits.DEFAULT);
        assertThat(reader.tree().root().children()).hasSize(3);
        assertThat(reader.anomalies(Task.silent())).isEmpty();
        Files.write(directory.resolve("initrd"), bytes);
        // the first archive takes one block of 512 bytes
        var main = "tail -c +513 initrd | " + decompressor + " 2>/dev/null | cpio --quiet -it";
        assertThat(Tool.tryRun(directory, Map.of(), "sh", "-c", main).out().lines().limit(3).toList())
                .isEqualTo(List.of(".", "init", "large"));
    }

    @Test
    void initramfsToolsUnpackIt() throws IOException {
        Tool.require("unmkinitramfs");
        var two = parts(StreamEncoder.ZSTD, 3).subList(0, 2);
        Files.write(directory.resolve("initrd"), Writing.bytes(out -> InitrdWriter.write(two, out)));
        Tool.run(directory, "unmkinitramfs", "initrd", "unpacked");
        assertThat(directory.resolve("unpacked/early/kernel/early.bin")).hasContent("microcode");
        assertThat(directory.resolve("unpacked/main/init")).hasContent("#!/bin/sh\n");
        assertThat(Files.mismatch(directory.resolve("unpacked/main/large"), Files.write(directory.resolve("large"),
                large()))).isEqualTo(-1);
    }

    @Test
    void refusesLevelsThatAreNone() {
        for (var encoder : StreamEncoder.values()) {
            assertThatThrownBy(() -> Writing.bytes(out -> encoder.open(out, 23)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
