package org.selfsame.format.icontheme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.content.BytesContent;
import org.selfsame.testing.Opened;
import org.selfsame.testing.Tool;

/// A cache that gtk-update-icon-cache wrote.
class IconThemeReaderTest {
    @TempDir
    private Path theme;

    @Test
    void findsIconsByName() throws IOException {
        Tool.require("gtk-update-icon-cache");
        Files.writeString(theme.resolve("index.theme"), """
                [Icon Theme]
                Name=x
                Directories=16x16/apps,32x32/apps

                [16x16/apps]
                Size=16

                [32x32/apps]
                Size=32
                """);
        for (var file : new String[]{"16x16/apps/foo.png", "32x32/apps/foo.png", "16x16/apps/bar.svg"}) {
            Files.createDirectories(theme.resolve(file).resolveSibling("."));
            Files.writeString(theme.resolve(file), "x");
        }
        Tool.run(theme, "gtk-update-icon-cache", "-q", "-f", theme.toString());
        var opened = Opened.of(new IconThemeFormat(), theme.resolve("icon-theme.cache")).sound();
        assertThat(opened.paths()).containsExactly("bar", "foo");
        assertThat(opened.file("foo").size()).isEqualTo(4 + 2 * 8);
        assertThat(opened.fact("icontheme.directories")).isEqualTo("2");
        assertThat(opened.regions("image.flags")).hasSize(3);
    }

    @Test
    void takesNoZerosForACache() throws IOException {
        var bytes = new byte[64];
        bytes[1] = 1;
        assertThat(new IconThemeFormat().recognizes(new BytesContent(bytes))).isFalse();
    }
}
