package org.selfsame.format.deb822;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.testing.Opened;
import org.selfsame.testing.Tool;

/// Lists of packages, and texts that are none.
class Deb822ReaderTest {
    private static final String LIST = """
            Package: one
            Version: 1
            Architecture: amd64
            Description: first
             and more

            # a comment
            Package: two
            Version: 2


            Package: one
            Version: 1
            Architecture: i386
            """;

    @TempDir
    private Path directory;

    @Test
    void namesStanzasByPackageAndWhereThatIsNotEnoughByVersion() throws IOException {
        var opened = open(LIST).sound();
        assertThat(opened.paths()).containsExactly("one 1 amd64", "one 1 i386", "two");
        assertThat(opened.text("two")).isEqualTo("Package: two\nVersion: 2\n");
        assertThat(opened.field("deb822.Description")).isEqualTo("first\n and more");
        assertThat(opened.regions("deb822.Version")).extracting(region -> region.owner())
                .containsExactly("one 1 amd64", "two", "one 1 i386");
    }

    @Test
    void showsTheFieldsOfOneStanza() throws IOException {
        var opened = open("Package: two\nVersion: 2\nTag: a,\n b\n").sound();
        assertThat(opened.paths()).containsExactly("Package", "Tag", "Version");
        assertThat(opened.text("Tag")).isEqualTo("a,\n b");
    }

    @Test
    void readsTheStatusOfThisSystemAsDpkgDoes() throws IOException {
        Tool.require("dpkg-query");
        var file = Tool.requireFile("/var/lib/dpkg/status", "dpkg");
        var installed = Tool.run(directory, "dpkg-query", "-W", "-f", "${Package}\\n").out().lines().count();
        assertThat(Opened.of(new Deb822Format(), file).sound().paths()).hasSizeGreaterThanOrEqualTo((int) installed);
    }

    @Test
    void keepsWhatComesBeforeTheDamage() throws IOException {
        var text = (LIST + "\n").repeat(1000) + "no field\n";
        var opened = open(text);
        assertThat(opened.anomalies()).containsExactly("deb822.damaged");
        assertThat(opened.paths()).hasSize(3000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Package one\n", "Package: one\n", "Hello: this\nis: text\n",
            "Package: a\n b\0c\nVersion: 1\n",
            "Package: a\nVersion: 1", " Package: a\nVersion: 1\n", "Package: a\nVersion: 1\nno field\n",
            "Name: adwaita\nVersion: 2\n", "", "\n\n"})
    void takesNoOtherTextForAList(String text) throws IOException {
        assertThat(new Deb822Format().recognizes(new BytesContent(text.getBytes(StandardCharsets.UTF_8)))).isFalse();
    }

    private static Opened open(String text) throws IOException {
        return Opened.of(new Deb822Format(), text.getBytes(StandardCharsets.UTF_8));
    }
}
