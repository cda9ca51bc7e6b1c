package org.selfsame.format.fontconfig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.testing.Opened;
import org.selfsame.testing.Tool;

/// A cache that fc-cache wrote.
class FontconfigReaderTest {
    private static final Instant TIME = Instant.parse("2024-02-29T12:00:00.123456789Z");

    @TempDir
    private Path directory;

    @Test
    void findsFontsByTheirFiles() throws IOException {
        Tool.require("fc-cache");
        var font = Tool.requireFile("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf", "fonts-dejavu-core");
        var fonts = directory.resolve("fonts");
        Files.createDirectories(fonts.resolve("sub"));
        Files.copy(font, fonts.resolve("a.ttf"));
        Files.copy(font, fonts.resolve("b.ttf"));
        Files.setLastModifiedTime(fonts, FileTime.from(TIME));
        var conf = Files.writeString(directory.resolve("fonts.conf"), "<?xml version='1.0'?><fontconfig><dir>" + fonts
                + "</dir><cachedir>" + directory.resolve("cache") + "</cachedir></fontconfig>");
        var result = Tool.tryRun(directory, Map.of("FONTCONFIG_FILE", conf.toString()), "fc-cache", "-s");
        assertThat(result.exit()).as(result.err()).isZero();
        int caches = 0;
        try (var files = Files.list(directory.resolve("cache"))) {
            for (var file : files.filter(path -> path.toString().contains("-le64.cache-")).toList()) {
                var opened = Opened.of(new FontconfigFormat(), file).sound();
                if (opened.fact("fontconfig.directory").equals(fonts.toString())) {
                    caches++;
                    assertThat(opened.fact("fontconfig.directory_mtime")).isEqualTo(TIME.toString());
                    var escaped = fonts.toString().replace("/", "%2F");
                    assertThat(opened.paths()).allSatisfy(path -> assertThat(path).doesNotContain("/")).hasSize(2);
                    if (escaped.length() < 80) {
                        assertThat(opened.paths()).contains(escaped + "%2Fa.ttf");
                    }
                    assertThat(opened.regions("subdirectory")).hasSize(1);
                    assertThat(opened.regions("fontconfig.checksum")).hasSize(1);
                    assertThat(opened.regions("fontconfig.checksum_nano")).hasSize(1);
                }
            }
        }
        assertThat(caches).isEqualTo(1);
    }
}
