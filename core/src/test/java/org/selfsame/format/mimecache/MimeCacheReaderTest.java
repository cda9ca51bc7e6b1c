package org.selfsame.format.mimecache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.testing.Opened;
import org.selfsame.testing.Tool;

/// A cache that update-mime-database wrote.
class MimeCacheReaderTest {
    @TempDir
    private Path directory;

    @Test
    void findsTheLists() throws IOException {
        Tool.require("update-mime-database");
        Files.createDirectories(directory.resolve("packages"));
        Files.writeString(directory.resolve("packages/x.xml"), """
                <mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info"><mime-type type="text/x-demo">
                <glob pattern="*.demo"/><alias type="text/demo"/>
                <magic><match type="string" offset="0" value="DEMO"/></magic></mime-type></mime-info>
                """);
        Tool.run(directory, "update-mime-database", directory.toString());
        var opened = Opened.of(new MimeCacheFormat(), directory.resolve("mime.cache")).sound();
        assertThat(opened.paths()).containsExactly("aliases", "generic icons", "globs", "icons", "literals", "magic",
                "namespaces", "parents", "suffixes");
        assertThat(opened.bytes("aliases")).startsWith(0, 0, 0, 1);
        assertThat(new String(opened.raw("strings"), StandardCharsets.US_ASCII)).contains("text/x-demo\0");
    }
}
