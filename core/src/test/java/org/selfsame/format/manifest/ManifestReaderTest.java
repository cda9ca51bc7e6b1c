package org.selfsame.format.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.testing.Opened;
import org.selfsame.testing.Tool;

/// Lists that the sum programs wrote.
class ManifestReaderTest {
    private static final String EMPTY = "d41d8cd98f00b204e9800998ecf8427e";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"md5sum", "sha1sum", "sha256sum", "sha512sum"})
    void findsChecksumsByFile(String program) throws IOException {
        Tool.require(program);
        Files.writeString(directory.resolve("a"), "");
        Files.writeString(Files.createDirectories(directory.resolve("d")).resolve("b c"), "x");
        var list = Tool.run(directory, program, "a", "d/b c").out();
        var opened = Opened.of(new ManifestFormat(), list.getBytes(StandardCharsets.UTF_8)).sound();
        assertThat(opened.paths()).containsExactly("a", "d%2Fb c");
        assertThat(list).startsWith(opened.text("a") + "  a\n");
        assertThat(opened.regions("manifest.checksum")).hasSize(2);
    }

    @Test
    void takesABinaryMark() throws IOException {
        assertThat(Opened.of(new ManifestFormat(), (EMPTY + " *x\n").getBytes(StandardCharsets.US_ASCII)).paths())
                .containsExactly("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {EMPTY, EMPTY + "\n", EMPTY + " x\n", EMPTY + "  x", EMPTY + "0  x\n",
            EMPTY + "  x\nhello\n", EMPTY + "  x\n" + EMPTY + "00000000  y\n", ""})
    void takesNoOtherTextForAList(String text) throws IOException {
        assertThat(new ManifestFormat().recognizes(new BytesContent(text.getBytes(StandardCharsets.US_ASCII))))
                .isFalse();
    }
}
