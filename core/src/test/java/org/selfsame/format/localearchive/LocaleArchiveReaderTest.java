package org.selfsame.format.localearchive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.testing.Opened;
import org.selfsame.testing.Tool;

/// An archive of localedef's.
class LocaleArchiveReaderTest {
    @TempDir
    private Path root;

    @Test
    void findsCategoriesByLocale() throws IOException {
        Tool.require("localedef");
        Tool.requireFile("/usr/share/i18n/locales/en_US", "locales");
        Files.createDirectories(root.resolve("usr/lib/locale"));
        Tool.run(root, "localedef", "--prefix=" + root, "-i", "en_US", "-f", "UTF-8", "en_US.UTF-8");
        var opened = Opened.of(new LocaleArchiveFormat(), root.resolve("usr/lib/locale/locale-archive")).sound();
        assertThat(opened.paths()).hasSize(12).contains("en_US.utf8/LC_CTYPE", "en_US.utf8/LC_IDENTIFICATION");
        assertThat(opened.text("en_US.utf8/LC_TIME")).contains("January");
        assertThat(opened.fact("localearchive.locales")).isEqualTo("1");
    }
}
