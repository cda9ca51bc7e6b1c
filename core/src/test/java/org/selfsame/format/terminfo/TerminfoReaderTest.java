package org.selfsame.format.terminfo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.BytesContent;
import org.selfsame.testing.Opened;
import org.selfsame.testing.Tool;

/// Descriptions that tic compiled.
class TerminfoReaderTest {
    @TempDir
    private Path directory;

    @Test
    void findsTheSections() throws IOException {
        var opened = compile("demo|a terminal,\n am, cols#80, bel=^G,\n").sound();
        assertThat(opened.fact("terminfo.names")).isEqualTo("demo|a terminal");
        assertThat(opened.paths()).containsExactly("capabilities");
        assertThat(opened.raw("strings")).containsExactly(7, 0);
    }

    @Test
    void findsTheExtension() throws IOException {
        var opened = compile("demo|a terminal,\n am, XX, E3=\\E[3J, UU#5,\n", "-x").sound();
        assertThat(opened.paths()).containsExactly("capabilities", "extended capabilities");
        assertThat(new String(opened.raw("extended strings"), StandardCharsets.US_ASCII))
                .contains("[3J\0", "E3\0", "UU\0", "XX\0");
    }

    @Test
    void readsNumbersOf32Bits() throws IOException {
        assertThat(compile("demo|a terminal,\n cols#100000,\n").sound().raw("terminfo.magic")).containsExactly(0x1e, 2);
    }

    @Test
    void takesNoOtherBytesForADescription() throws IOException {
        assertThat(new TerminfoFormat().recognizes(new BytesContent(new byte[]{0x1a, 1, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0})))
                .isFalse();
    }

    private Opened compile(String source, String... options) throws IOException {
        Tool.require("tic");
        Files.writeString(directory.resolve("x.ti"), source);
        var command = new ArrayList<>(List.of("tic", "-o", "out", "x.ti"));
        command.addAll(1, List.of(options));
        Files.createDirectories(directory.resolve("out"));
        Tool.run(directory, command.toArray(String[]::new));
        return Opened.of(new TerminfoFormat(), directory.resolve("out/d/demo"));
    }
}
