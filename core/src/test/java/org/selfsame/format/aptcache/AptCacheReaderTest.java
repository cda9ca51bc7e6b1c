package org.selfsame.format.aptcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.testing.Opened;
import org.selfsame.testing.Tool;

/// A cache that apt-cache wrote of an empty system.
class AptCacheReaderTest {
    @TempDir
    private Path directory;

    @Test
    void readsTheHeader() throws IOException {
        Tool.require("apt-cache");
        var file = directory.resolve("pkgcache.bin");
        Files.writeString(directory.resolve("status"), "");
        Files.createDirectories(directory.resolve("lists/partial"));
        Tool.run(directory, "apt-cache", "-o", "Dir::Cache::pkgcache=" + file, "-o", "Dir::Cache::srcpkgcache=", "-o",
                "Dir::State::status=" + directory.resolve("status"), "-o",
                "Dir::State::Lists=" + directory.resolve("lists"), "-o", "Dir::Etc::sourcelist=/dev/null", "-o",
                "Dir::Etc::sourceparts=/dev/null", "stats");
        var opened = Opened.of(new AptCacheFormat(), file).sound();
        assertThat(opened.fact("aptcache.version")).matches("\\d+\\.\\d+");
        assertThat(opened.paths()).containsExactly("cache");
    }
}
