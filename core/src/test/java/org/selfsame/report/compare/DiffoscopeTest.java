package org.selfsame.report.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.compare.Difference;
import org.selfsame.compare.Difference.Kind;
import org.selfsame.compare.Subject;
import org.selfsame.compare.detail.Details;
import org.selfsame.content.BytesContent;
import org.selfsame.content.FileContent;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;

class DiffoscopeTest {
    @TempDir
    Path directory;

    @Test
    void diffoscopeShowsWhatWeWrite() throws IOException {
        Tool.require("diffoscope");
        var file = directory.resolve("ours.json");
        Files.writeString(file, Comparisons.written(DiffoscopeWriter::write, Comparisons.ofEverything("name")));

        var shown = Tool.tryRun(directory, Map.of(), "diffoscope", "--load-existing-diff", file.toString(), "--text",
                "-");
        assertThat(shown.exit()).as(shown.err()).isEqualTo(1);
        assertThat(shown.out()).contains("namel", "live/fs.squashfs", "nameCONTENT", "│ -b name", "│ +d namex",
                "file list", "metadata", "layout: name", "PERM_OTHER");
        // its own JSON, written from ours, says the same, but for what it does not read itself
        var again = Tool.tryRun(directory, Map.of(), "diffoscope", "--load-existing-diff", file.toString(), "--json",
                "-");
        assertThat(JsonParser.parseString(again.out())).isEqualTo(JsonParser.parseString(Files.readString(file)
                .replaceAll("\\s*\"has_internal_linenos\": true,", "")));
    }

    @Test
    void showsWhatDiffoscopeWrites() throws IOException {
        Tool.require("diffoscope", "tar");
        Tool.run(directory, "sh", "-ec", """
                mkdir a b
                printf 'one\\ntwo\\n' > a/file; printf 'one\\nthree\\n' > b/file
                echo x > a/only
                tar -cf a.tar -C a . ; tar -cf b.tar -C b .
                """);
        var file = directory.resolve("theirs.json");
        var ran = Tool.tryRun(directory, Map.of(), "diffoscope", "--json", file.toString(), "a.tar", "b.tar");
        assertThat(ran.exit()).as(ran.err()).isEqualTo(1);

        try (var content = FileContent.open(file)) {
            var report = LoadedReport.of(content, "1");
            assertThat(report.outcome().answer().code()).isEqualTo(1);
            var text = Comparisons.written(CompareText::write, report);
            assertThat(text).startsWith("Different\n").contains("read from a report that diffoscope wrote",
                    "-two", "+three", "!/./file", "only");
            assertThat(text).doesNotContain("explained");
            for (var form : List.<Comparisons.Form>of(CompareHtml::write, CompareMarkdown::write)) {
                assertThat(Comparisons.written(form, report)).contains("three");
            }
        }
    }

    @Test
    void readsBackWhatWeWrite() throws IOException {
        var json = Comparisons.written(DiffoscopeWriter::write, Comparisons.ofEverything("name"));
        var report = LoadedReport.of(new BytesContent(json.getBytes(UTF_8)), "1");
        assertThat(report.differences()).extracting(Difference::path)
                .contains("!/live/fs.squashfs!/nameCONTENT", "!/live/fs.squashfs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "null", "{}", "{\"source1\":\"a\",\"source2\":\"b\",\"unified_diff\":null}",
            "{\"diffoscope-json-version\":2,\"source1\":\"a\",\"source2\":\"b\",\"unified_diff\":null}",
            "{\"diffoscope-json-version\":\"x\",\"source1\":\"a\",\"source2\":\"b\",\"unified_diff\":null}",
            "{\"diffoscope-json-version\":1,\"source1\":\"a\",\"unified_diff\":null}",
            "{\"diffoscope-json-version\":1,\"source1\":1.5,\"source2\":[],\"unified_diff\":null}",
            "{\"diffoscope-json-version\":1,\"source1\":\"a\",\"source2\":\"b\",\"unified_diff\":{}}",
            "{\"diffoscope-json-version\":1,\"source1\":\"a\",\"source2\":\"b\",\"details\":{}}"})
    void saysSoIfItIsNoReport(String json) {
        assertThatThrownBy(() -> LoadedReport.of(new BytesContent(json.getBytes(UTF_8)), "1"))
                .isInstanceOf(FormatException.class);
    }

    @Test
    void refusesNodesWithoutEnd() {
        var node = "{\"diffoscope-json-version\":1,\"source1\":\"a\",\"source2\":\"b\",\"details\":[";
        assertThatThrownBy(() -> LoadedReport.of(new BytesContent(node.repeat(100_000).getBytes(UTF_8)), "1"))
                .isInstanceOf(FormatException.class);
    }

    @Test
    void keepsLinesThatAreNoDiff() {
        var hunks = UnifiedDiff
                .parse("stray\n@@ -1 +999999999999999999999 @@\n@@ -1,2 +3 @@ f\n a\n-b\n+c\n\\ No newline\n");
        assertThat(hunks).hasSize(2);
        assertThat(hunks.getLast().header()).isEqualTo("@@ -1,2 +3 @@");
        assertThat(hunks.getLast().lines()).hasSize(3);
        assertThat(hunks.getLast().lines().getLast().ended()).isFalse();
    }

    /// What patch makes of the left side and our lines is the right side.
    @Test
    void linesAreAPatch() throws IOException {
        Tool.require("patch");
        var random = new Random(7);
        for (int round = 0; round < 25; round++) {
            var left = text(random, "");
            var right = text(random, left);
            if (left.equals(right)) {
                continue;
            }
            var difference = new Difference(1, "", null, Kind.CONTENT, "", null, null, 0, List.of(), 0, 1, new Subject(
                    null, null, new BytesContent(left.getBytes(UTF_8)), new BytesContent(right.getBytes(UTF_8)), ""),
                    List.of());
            var file = Files.writeString(directory.resolve("file"), left);
            var patch = Files.writeString(directory.resolve("patch"), "--- file\n+++ file\n"
                    + UnifiedDiff.of(Details.of(difference, Task.silent())));
            Tool.run(directory, "patch", "--force", "file", patch.toString());
            assertThat(Files.readString(file)).as("round " + round).isEqualTo(right);
        }
    }

    private static String text(Random random, String from) {
        var lines = new StringBuilder();
        var old = from.lines().toList();
        for (int i = 0; i < 60; i++) {
            boolean keep = i < old.size() && random.nextInt(8) > 0;
            if (random.nextInt(20) > 0) {
                lines.append(keep ? old.get(i) : "line " + random.nextInt(30)).append('\n');
            }
        }
        return random.nextInt(4) == 0 && !lines.isEmpty() ? lines.substring(0, lines.length() - 1) : lines.toString();
    }
}
