package org.selfsame.format.mo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.testing.Opened;
import org.selfsame.testing.Tool;

/// Messages that msgfmt compiled.
class MoReaderTest {
    private static final String CATALOG = """
            msgid ""
            msgstr ""
            "POT-Creation-Date: 2024-01-02 03:04+0000\\n"
            "PO-Revision-Date: 2025-01-02 03:04+0000\\n"
            "Content-Type: text/plain; charset=UTF-8\\n"

            msgid "a/b"
            msgstr "ä"

            msgctxt "menu"
            msgid "file"
            msgid_plural "files"
            msgstr[0] "Datei"
            msgstr[1] "Dateien"

            #, c-format
            msgid "size %<PRIu64> of %s"
            msgstr "Menge %<PRIu64> von %s"
            """;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"little", "big"})
    void readsMessagesInEitherByteOrder(String order) throws IOException {
        var opened = compile("--endianness=" + order).sound();
        assertThat(opened.fact("mo.byte_order")).isEqualTo(order);
        assertThat(opened.paths()).containsExactly("a%2Fb", "header entry", "menu%04file%00files",
                "size %25<PRIu64> of %25s");
        assertThat(opened.text("a%2Fb")).isEqualTo("ä");
        assertThat(opened.text("menu%04file%00files")).isEqualTo("Datei\0Dateien");
        // of the two dates, msgfmt leaves out that of the template
        assertThat(opened.field("mo.PO-Revision-Date")).isEqualTo("2025-01-02 03:04+0000");
        assertThat(opened.field("mo.Content-Type")).isEqualTo("text/plain; charset=UTF-8");
    }

    @Test
    void readsAMessageThatDependsOnTheSystem() throws IOException {
        var opened = compile().sound();
        assertThat(opened.fact("mo.revision")).isEqualTo("0.1");
        assertThat(opened.text("size %25<PRIu64> of %25s")).isEqualTo("Menge % von %s\0");
    }

    @Test
    void needsNoHashTable() throws IOException {
        var catalog = CATALOG.substring(0, CATALOG.indexOf("#, c-format"));
        var opened = compileAll(catalog, "--no-hash").sound();
        assertThat(opened.regions("hash table")).isEmpty();
        assertThat(opened.paths()).hasSize(3);
    }

    /// The messages are those that msgunfmt finds.
    @Test
    void findsAsManyMessagesAsMsgunfmt() throws IOException {
        var file = Tool.requireFile("/usr/share/locale/de/LC_MESSAGES/gettext-tools.mo", "gettext");
        Tool.require("msgunfmt");
        var found = Tool.run(directory, "msgunfmt", "--no-wrap", file.toString()).out().lines()
                .filter(line -> line.startsWith("msgid ")).count();
        assertThat(Opened.of(new MoFormat(), file).sound().paths()).hasSize((int) found);
    }

    @Test
    void notesWhatIsOutOfOrder() throws IOException {
        compile();
        var bytes = Files.readAllBytes(directory.resolve("x.mo"));
        var pair = new byte[8];
        int table = bytes[12];
        System.arraycopy(bytes, table + 8, pair, 0, 8);
        System.arraycopy(bytes, table + 16, bytes, table + 8, 8);
        System.arraycopy(pair, 0, bytes, table + 16, 8);
        assertThat(Opened.of(new MoFormat(), bytes).anomalies()).containsExactly("mo.unsorted");
    }

    private Opened compile(String... options) throws IOException {
        return compileAll(CATALOG, options);
    }

    private Opened compileAll(String catalog, String... options) throws IOException {
        Tool.require("msgfmt");
        Files.writeString(directory.resolve("x.po"), catalog);
        var command = new ArrayList<>(List.of("msgfmt", "-o", "x.mo", "x.po"));
        command.addAll(List.of(options));
        Tool.run(directory, command.toArray(String[]::new));
        return Opened.of(new MoFormat(), directory.resolve("x.mo"));
    }
}
