package org.selfsame.format.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.testing.Opened;
import org.selfsame.testing.Tool;

/// A database that journalctl compiled.
class CatalogReaderTest {
    private static final String ID = "0027229ca0644181a76c4e92458afa2e";

    @TempDir
    private Path root;

    @Test
    void findsMessagesByIdAndLanguage() throws IOException {
        Tool.require("journalctl");
        var sources = Files.createDirectories(root.resolve("usr/lib/systemd/catalog"));
        Files.createDirectories(root.resolve("var/lib/systemd/catalog"));
        Files.writeString(sources.resolve("a.catalog"), "-- " + ID + "\nSubject: One\n\nText one.\n");
        Files.writeString(sources.resolve("a.de.catalog"), "-- " + ID + "\nSubject: Eins\n\nText eins.\n");
        Tool.run(root, "journalctl", "--root=" + root, "--update-catalog");
        var opened = Opened.of(new CatalogFormat(), root.resolve("var/lib/systemd/catalog/database")).sound();
        assertThat(opened.paths()).containsExactly(ID, ID + " de");
        assertThat(opened.text(ID + " de")).contains("Text eins.");
        assertThat(opened.fact("catalog.items")).isEqualTo("2");
    }
}
