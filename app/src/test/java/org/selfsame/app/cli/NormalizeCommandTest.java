package org.selfsame.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.selfsame.host.HostTree;
import org.selfsame.testing.Tool;
import org.selfsame.testing.TreeLines;

class NormalizeCommandTest {
    private static final String EPOCH = "--source-date-epoch=1511697600";

    @TempDir
    private Path directory;
    private String file;
    private String tree;

    @BeforeEach
    void make() {
        Tool.require("gzip");
        Tool.run(directory, "sh", "-ec", """
                mkdir -p tree/etc tree/empty
                printf text > name; touch -d @1600000000 name; gzip name
                cp -p name.gz tree/a.bin; ln tree/a.bin tree/b.bin; ln -s a.bin tree/link
                printf 0123 > tree/etc/machine-id
                find tree -exec touch -h -d @1600000000 {} +
                """);
        file = directory.resolve("name.gz").toString();
        tree = directory.resolve("tree").toString();
    }

    @Test
    void writesANewFile() throws IOException {
        var out = directory.resolve("out");
        var before = Files.readAllBytes(Path.of(file));
        assertThat(Ran.here("normalize", file, "-o", out.toString(), EPOCH)).isEqualTo(new Ran(0, file + ": gzip\n",
                "Changes: 1 (times in the tree: 0). Left alone: 0\n"));
        assertThat(Files.readAllBytes(Path.of(file))).isEqualTo(before);
        assertThat(Tool.run(directory, "gzip", "-lv", "--name", "out").out()).contains("Nov 26");
        assertThat(Ran.here("normalize", file, "-o", out.toString(), EPOCH).exit()).as("nothing is replaced")
                .isEqualTo(2);
        assertThat(Ran.here("normalize", out.toString(), "--check", EPOCH).exit()).isZero();
    }

    @Test
    void changesAFileInPlace() throws IOException {
        Tool.run(directory, "chmod", "640", file);
        assertThat(Ran.here("normalize", file, "--in-place", "-q", EPOCH)).isEqualTo(new Ran(0, "", ""));
        assertThat(Tool.run(directory, "stat", "-c", "%a %Y", file).out()).isEqualTo("640 1600000000\n");
        assertThat(Tool.run(directory, "zcat", file).out()).isEqualTo("text");
        assertThat(Ran.here("normalize", file, "--check", "-q", EPOCH)).isEqualTo(new Ran(0, "", ""));
    }

    @Test
    void checksOnly() throws IOException {
        var before = TreeLines.of(HostTree.open(Path.of(tree)).tree());
        var ran = Ran.here("normalize", tree, "--check", EPOCH);
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.out()).isEqualTo("/a.bin: gzip\n");
        assertThat(TreeLines.of(HostTree.open(Path.of(tree)).tree())).isEqualTo(before);
    }

    @Test
    void givesTheSameTreeInANewDirectoryAndInPlace() throws IOException {
        var out = directory.resolve("out").toString();
        assertThat(Ran.here("normalize", tree, "-o", out, "--profile", "live", EPOCH).exit()).isZero();
        assertThat(Ran.here("normalize", tree, "--in-place", "--profile", "live", EPOCH).exit()).isZero();
        assertThat(TreeLines.of(HostTree.open(Path.of(tree)).tree()))
                .isEqualTo(TreeLines.of(HostTree.open(Path.of(out)).tree())).contains(
                        "f|etc/machine-id|644|0:0|1511697600.000000000|0|"
                                + "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(Tool.run(directory, "stat", "-c", "%h", out + "/a.bin").out()).isEqualTo("2\n");
    }

    @Test
    void normalizesADirectoryInAnImage() throws IOException {
        var image = directory.resolve("image").toString();
        var out = directory.resolve("out").toString();
        assertThat(Ran.here("pack", "squashfs", tree, "-o", image, "-q").exit()).isZero();
        assertThat(Ran.here("normalize", image + "!/etc", "-o", out, EPOCH).exit()).isZero();
        assertThat(Path.of(out, "machine-id")).hasContent("0123");
        assertThat(Ran.here("normalize", image + "!/etc", "--in-place", EPOCH).err()).contains("only files and");
    }

    @Test
    void tellsEverythingAsJson() throws IOException {
        Files.writeString(Path.of(tree, "broken.gz"), Files.readString(Path.of(file), StandardCharsets.ISO_8859_1)
                .substring(0, 20), StandardCharsets.ISO_8859_1);
        var ran = Ran.here("normalize", tree, "--check", "--json", "--profile", "tails", "--clamp", EPOCH);
        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).isEmpty();
        var json = Schema.check(ran.out());
        assertThat(json.get("clamp").getAsBoolean()).isTrue();
        assertThat(json.getAsJsonArray("changes").toString()).contains("{\"path\":\"/a.bin\",\"rule\":\"gzip\","
                + "\"what\":\"content\",\"before\":\"",
                "{\"path\":\"/empty\",\"rule\":\"clamp\",\"what\":\"modified\","
                        + "\"before\":\"2020-09-13T12:26:40Z\",\"after\":\"2017-11-26T12:00:00Z\"}");
        assertThat(json.getAsJsonArray("skipped").toString()).contains("\"reason\":\"damaged\"");
        assertThat(json.get("left-alone").getAsInt()).isEqualTo(1);
    }

    @Test
    void doesNotDependOnTheNumberOfProcessors() throws IOException {
        Tool.run(directory, "sh", "-ec", "for i in $(seq 40); do printf $i > tree/f$i; gzip tree/f$i; done");
        var outputs = new ArrayList<String>();
        for (var processors : new String[]{"1", "7"}) {
            var options = Map.of("JAVA_TOOL_OPTIONS", "-XX:ActiveProcessorCount=" + processors);
            var ran = Ran.process(directory, options, "normalize", "tree", "-o", "out" + processors, "--json",
                    "--profile",
                    "live", EPOCH);
            assertThat(ran.exit()).isZero();
            outputs.add(ran.out() + TreeLines.of(HostTree.open(directory.resolve("out" + processors)).tree()));
        }
        assertThat(outputs.getFirst()).isEqualTo(outputs.getLast()).contains("/f40.gz");
    }

    @Test
    void isStrictWhenAsked() {
        assertThat(Ran.here("normalize", tree, "--check", "--profile", "live", "--strict", "-q", EPOCH).err())
                .contains("the rule dpkg-md5sums found nothing to change");
        assertThat(Ran.here("normalize", tree, "--in-place", "--profile", "live", "--strict", "-q", EPOCH).exit())
                .isEqualTo(2);
    }

    @Test
    void takesTheTimeFromTheEnvironment() {
        var epoch = Map.of("SOURCE_DATE_EPOCH", "1511697600");
        assertThat(Ran.process(directory, epoch, "normalize", file, "-q", "-o", "out").exit()).isZero();
        var other = Map.of("TZ", "Asia/Tokyo", "LC_ALL", "tr_TR.UTF-8", "SOURCE_DATE_EPOCH", "7");
        assertThat(Ran.process(directory, other, "normalize", file, "-q", "-o", "other", EPOCH).exit()).isZero();
        assertThat(directory.resolve("out")).hasSameBinaryContentAs(directory.resolve("other"));
        assertThat(Ran.process(directory, Map.of("SOURCE_DATE_EPOCH", "now"), "normalize", file, "--check").err())
                .contains("now is no time for SOURCE_DATE_EPOCH");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --quiet                            | one of -o
            -o-                                | not written to standard output
            -o/tmp                             | /tmp exists already
            --check --in-place                 | one of -o
            --check --profile=odd              | no profile odd; there are strip, live, tails
            --check --rules=+nothing           | no rule nothing; there are account-backups, appstream-cache
            --check --source-date-epoch=-1     | -1 is no time
            --check --source-date-epoch=4294967296 | 4294967296 is no time
            """)
    void refusesWhatDoesNotFit(String options, String message) {
        var arguments = ("normalize " + file + " " + options).split(" ", -1);
        var ran = Ran.here(arguments);
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains(message);
    }

    @Test
    void takesTheRulesThatAreNamed() {
        assertThat(Ran.here("normalize", file, "--check", "--rules=zip,png").exit()).isZero();
        assertThat(Ran.here("normalize", file, "--check", "--rules=-gzip").exit()).isZero();
        assertThat(Ran.here("normalize", file, "--check", "--rules=gzip").exit()).isEqualTo(1);
    }
}
