package org.selfsame.format.gvdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.testing.Opened;
import org.selfsame.testing.Tool;

/// Schemas that glib-compile-schemas compiled, and resources of glib-compile-resources.
class GvdbReaderTest {
    @TempDir
    private Path directory;

    @Test
    void findsKeysBySchema() throws IOException {
        Tool.require("glib-compile-schemas");
        Files.writeString(directory.resolve("org.demo.gschema.xml"), """
                <schemalist><schema id="org.demo" path="/org/demo/">
                <key name="on" type="b"><default>true</default></key>
                <key name="words" type="as"><default>['a', 'b']</default></key>
                </schema><schema id="org.other" path="/x/"><key name="n" type="i"><default>7</default></key></schema>
                </schemalist>
                """);
        Tool.run(directory, "glib-compile-schemas", directory.toString());
        var opened = Opened.of(new GvdbFormat(), directory.resolve("gschemas.compiled")).sound();
        assertThat(opened.paths()).containsExactly("org.demo/.path", "org.demo/on", "org.demo/words",
                "org.other/.path", "org.other/n");
        assertThat(opened.text("org.demo/words")).startsWith("a\0b\0");
        assertThat(opened.text("org.demo/.path")).startsWith("/org/demo/");
    }

    @Test
    void putsKeysTogetherFromTheirParents() throws IOException {
        Tool.require("glib-compile-resources");
        Files.writeString(directory.resolve("x.txt"), "hello");
        Files.writeString(directory.resolve("x.gresource.xml"),
                "<gresources><gresource prefix='/org/demo'><file>x.txt</file></gresource></gresources>");
        Tool.run(directory, "glib-compile-resources", "x.gresource.xml");
        var opened = Opened.of(new GvdbFormat(), directory.resolve("x.gresource")).sound();
        assertThat(opened.paths()).containsExactly("%2Forg%2Fdemo%2Fx.txt");
        assertThat(opened.text("%2Forg%2Fdemo%2Fx.txt")).contains("hello");
    }
}
