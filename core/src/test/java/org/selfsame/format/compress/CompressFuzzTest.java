package org.selfsame.format.compress;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.testing.FuzzReader;
import org.selfsame.testing.Mutations;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Format;

/// Hostile bytes: whatever they are, the reader answers with a FormatException or reads them.
class CompressFuzzTest {
    @TempDir
    private static Path directory;

    @FuzzTest(maxDuration = "30s")
    @Tag("fuzz")
    void survives(byte[] bytes) {
        CompressFormat.all().forEach(format -> FuzzReader.exercise(format, bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "xz", "xz --x86 --lzma2", "xz --format=lzma", "bzip2", "zstd -q --check",
            "zstd -q --no-check -19", "lz4 -q", "lz4 -q -l", "lz4 -q -BD -BX --content-size", "lzop"})
    void survivesSomeDamage(String command) throws IOException {
        var seed = seed(command);
        Mutations.exercise(format(command), seed, Math.max(1, seed.length / 40), 100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "xz", "xz --format=lzma", "bzip2", "zstd -q --check", "lz4 -q -BD", "lzop"})
    @Tag("slow")
    void survivesMuchDamage(String command) throws IOException {
        Mutations.exercise(format(command), seed(command), 1, 5_000);
    }

    private static byte[] seed(String command) throws IOException {
        var program = command.replaceFirst(" .*", "");
        Tool.require(program);
        Files.writeString(directory.resolve("plain"), "some words, and some words again, ".repeat(20),
                StandardCharsets.UTF_8);
        Tool.run(directory, "sh", "-ec", command + " < plain > out; " + command + " < plain >> out");
        return Files.readAllBytes(directory.resolve("out"));
    }

    private static Format format(String command) {
        var name = command.contains("lzma ") || command.endsWith("=lzma") ? "lzma" : command.replaceFirst(" .*", "");
        return CompressFormat.all().stream().filter(format -> format.name().equals(name)).findFirst().orElseThrow();
    }
}
