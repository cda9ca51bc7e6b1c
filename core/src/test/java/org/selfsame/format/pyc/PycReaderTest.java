package org.selfsame.format.pyc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.selfsame.content.BytesContent;
import org.selfsame.testing.Opened;
import org.selfsame.testing.Tool;

/// Modules that Python compiled.
class PycReaderTest {
    private static final Instant TIME = Instant.parse("2024-02-29T12:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void statesTimeAndSizeOfTheSource() throws IOException {
        var opened = compile("TIMESTAMP").sound();
        assertThat(opened.fact("pyc.invalidation")).isEqualTo("timestamp");
        assertThat(opened.fact("pyc.source_mtime")).isEqualTo(TIME.toString());
        assertThat(opened.fact("pyc.source_size")).isEqualTo("4");
        assertThat(opened.regions("pyc.source_mtime")).singleElement().extracting(region -> region.offset())
                .isEqualTo(8L);
        assertThat(opened.paths()).containsExactly("code");
        assertThat(opened.file("code").size()).isEqualTo(Files.size(directory.resolve("x.pyc")) - 16);
    }

    @ParameterizedTest
    @CsvSource({"CHECKED_HASH, checked hash", "UNCHECKED_HASH, unchecked hash"})
    void statesTheHashOfTheSource(String mode, String fact) throws IOException {
        var opened = compile(mode).sound();
        assertThat(opened.fact("pyc.invalidation")).isEqualTo(fact);
        assertThat(opened.fact("pyc.source_hash")).hasSize(16);
        assertThat(opened.regions("pyc.source_mtime")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"62211, 8", "3230, 12"})
    void readsTheShorterHeadersOfOldVersions(int magic, int code) throws IOException {
        var bytes = new byte[code + 5];
        bytes[0] = (byte) magic;
        bytes[1] = (byte) (magic >> 8);
        bytes[2] = '\r';
        bytes[3] = '\n';
        bytes[code] = 'c';
        assertThat(Opened.of(new PycFormat(), bytes).sound().file("code").size()).isEqualTo(5);
        bytes[code] = 'x';
        assertThat(new PycFormat().recognizes(new BytesContent(bytes))).isFalse();
    }

    private Opened compile(String mode) throws IOException {
        Tool.require("python3");
        var source = Files.writeString(directory.resolve("x.py"), "x=1\n");
        Files.setLastModifiedTime(source, FileTime.from(TIME));
        Tool.run(directory, "python3", "-c", "import py_compile; py_compile.compile('x.py', cfile='x.pyc', "
                + "invalidation_mode=py_compile.PycInvalidationMode." + mode + ")");
        return Opened.of(new PycFormat(), directory.resolve("x.pyc"));
    }
}
