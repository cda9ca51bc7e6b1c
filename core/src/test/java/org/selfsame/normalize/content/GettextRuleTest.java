package org.selfsame.normalize.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.normalize.Normalized;
import org.selfsame.testing.Tool;

/// Messages by xgettext, msgfmt and msgunfmt.
class GettextRuleTest {
    @TempDir
    private Path directory;

    private Path po(String name, String created, String revised) throws IOException {
        return Files.writeString(directory.resolve(name), """
                # A translation.
                msgid ""
                msgstr ""
                "Project-Id-Version: x 1\\n"
                "POT-Creation-Date: %s\\n"
                "PO-Revision-Date: %s\\n"
                "Content-Type: text/plain; charset=UTF-8\\n"

                #: source.c:12
                msgid "POT-Creation-Date: 2030-01-01 00:00+0000"
                msgstr "Datum"
                """.formatted(created, revised));
    }

    @ParameterizedTest
    @ValueSource(strings = {"little", "big"})
    void changesBothDatesOfCompiledMessages(String order) throws IOException {
        Tool.require("msgfmt", "msgunfmt");
        po("1.po", "2018-01-02 03:04+0100", "2019-01-02 03:04+0000");
        po("2.po", "2018-05-06 03:04+0100", "2020-01-02 03:04-0500");
        for (var name : new String[]{"1", "2"}) {
            // msgfmt leaves the date of creation out today, and did not in 2017
            var po = directory.resolve(name + ".po");
            Files.writeString(po,
                    Files.readString(po).replace("\"POT-Creation-Date: 2018", "\"XYZ-Creation-Date: 2018"));
            Tool.run(directory, "msgfmt", "--endianness=" + order, "-o", name + ".mo", name + ".po");
            var mo = directory.resolve(name + ".mo");
            var bytes = Files.readString(mo, StandardCharsets.ISO_8859_1).replace("XYZ-Creation", "POT-Creation");
            Files.writeString(mo, bytes, StandardCharsets.ISO_8859_1);
        }
        var normal = Normalized.sameOf(directory.resolve("1.mo"), directory.resolve("2.mo"));
        assertThat(normal.changes()).containsExactly("file gettext-mo");
        assertThat(Tool.run(directory, "msgunfmt", "1.mo").out()).contains("POT-Creation-Date: 2017-11-26 12:00+0000")
                .contains("PO-Revision-Date: 2017-11-26 12:00+0000").contains("msgid \"POT-Creation-Date: 2030-01-01");
    }

    @Test
    void changesThemInTexts() throws IOException {
        Tool.require("msgfmt");
        var first = po("1.po", "2018-01-02 03:04+0100", "2019-01-02 03:04+0000");
        var second = po("2.po", "2018-05-06 03:04+0100", "2020-01-02 03:04-0500");
        assertThat(Normalized.sameOf(first, second).changes()).containsExactly("file gettext-po");
        assertThat(first).content().contains("msgid \"POT-Creation-Date: 2030-01-01 00:00+0000\"");
        Tool.run(directory, "msgfmt", "--check", "-o", "1.mo", "1.po");
    }

    @Test
    void keepsDatesThatAreNotLaterAndTheirTemplates() throws IOException {
        assertThat(Normalized.of(po("1.po", "2010-01-02 03:04+0100", "YEAR-MO-DA HO:MI+ZONE")).changes()).isEmpty();
        var strange = po("2.po", "2018-13-45 03:04+0100", "2018-01-02");
        assertThat(Normalized.of(strange).changes()).isEmpty();
    }

    @Test
    void leavesBrokenTablesAlone() throws IOException {
        Tool.require("msgfmt");
        po("1.po", "2018-01-02 03:04+0100", "2019-01-02 03:04+0000");
        Tool.run(directory, "msgfmt", "-o", "1.mo", "1.po");
        var bytes = Files.readAllBytes(directory.resolve("1.mo"));
        bytes[19] = 0x7f;
        var normal = Normalized.of(bytes, Normalized.EPOCH);
        assertThat(normal.bytes()).isEqualTo(bytes);
        assertThat(normal.skipped()).hasSize(1);
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).contains("2019-01-02");
    }
}
