package org.selfsame.format.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
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

/// Texts in JSON, and texts that are none.
class JsonReaderTest {
    @TempDir
    private Path directory;

    @Test
    void namesValuesByNameAndPlace() throws IOException {
        var opened = open("""
                {"a": [1, {"b/c": "x\\"y"}, [], {}], "a": null,
                 "": -1.5e+3, "d": {"e": true}}
                """).sound();
        assertThat(opened.fact("json.kind")).isEqualTo("object");
        assertThat(opened.paths()).containsExactly("%", "a/0", "a/1/b%2Fc", "a/2", "a/3", "a 2", "d/e");
        assertThat(opened.text("a/1/b%2Fc")).isEqualTo("\"x\\\"y\"");
        assertThat(opened.text("%")).isEqualTo("-1.5e+3");
        assertThat(opened.text("a/3")).isEqualTo("{}");
        assertThat(opened.field("name")).isEqualTo("\"a\"");
    }

    @Test
    void countsAsGsonDoesWhatPythonWrites() throws IOException {
        Tool.require("python3");
        var script = """
                import json, sys
                print(json.dumps({"names": sorted(sys.builtin_module_names), "deep": [[{"x": [i]}] for i in range(300)],
                    "text": {chr(c): chr(c) for c in range(1, 2000)}, "path": sys.path, "none": None}, indent=1))
                """;
        var text = Tool.run(directory, "python3", "-c", script).out();
        assertThat(open(text).sound().paths()).hasSize(leaves(JsonParser.parseString(text)));
    }

    private static int leaves(JsonElement value) {
        int count = 0;
        if (value.isJsonObject() && !value.getAsJsonObject().isEmpty()) {
            for (var member : value.getAsJsonObject().entrySet()) {
                count += leaves(member.getValue());
            }
            return count;
        }
        if (value.isJsonArray() && !value.getAsJsonArray().isEmpty()) {
            for (var member : value.getAsJsonArray()) {
                count += leaves(member);
            }
            return count;
        }
        return 1;
    }

    /// An entry that were such a text with one such entry would be gone into for ever.
    @Test
    void hasNoEntryThatIsAnObject() throws IOException {
        var opened = open("{\"a\":\"{\\\"b\\\":1}\",\"c\":[],\"d\":{}}");
        for (var path : opened.paths()) {
            assertThat(new JsonFormat().recognizes(new BytesContent(opened.bytes(path)))).as(path).isFalse();
        }
    }

    @Test
    void keepsWhatComesBeforeTheDamage() throws IOException {
        var opened = open("[" + "\"value\",".repeat(10_000) + "x]");
        assertThat(opened.anomalies()).containsExactly("json.damaged");
        assertThat(opened.paths()).hasSize(10_000);
    }

    @Test
    void doesNotNestWithoutEnd() throws IOException {
        assertThat(recognizes("[".repeat(200) + "1" + "]".repeat(200))).isTrue();
        assertThat(recognizes("[".repeat(300) + "1" + "]".repeat(300))).isFalse();
        var late = open("[1," + " ".repeat(1 << 16) + "[".repeat(1_000_000));
        assertThat(late.anomalies()).containsExactly("json.damaged");
    }

    @Test
    void tellsTheRestOfAHugeTextAsOneEntry() throws IOException {
        var opened = open("[" + "{\"name\":1},".repeat(400_000) + "2]").sound();
        assertThat(opened.paths()).hasSizeLessThan(400_000).contains("rest of the text", "1/name");
        assertThat(opened.text("rest of the text")).startsWith(",{\"name\":1},").endsWith(",2]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{}", "[]", "1", "\"a\"", "null", "[1", "[1,]", "[,1]", "[1 2]", "{1:2}",
            "{\"a\"}",
            "{\"a\":}", "{\"a\" 1}", "{\"a\":1,}", "[1}", "[1]]", "[1][2]", "[01]", "[+1]", "[.5]", "[1.]", "[1e]",
            "[nul]",
            "[True]", "['a']", "[\"a]", "[\"a\nb\"]", "[section]\nkey=value\n", "{ color: red }", "[1] // x", "]",
            "[1:2]",
            "{:1}", "[\"\\\"]"})
    void takesNoOtherTextForJson(String text) throws IOException {
        assertThat(recognizes(text)).isFalse();
    }

    private static boolean recognizes(String text) throws IOException {
        return new JsonFormat().recognizes(new BytesContent(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Opened open(String text) throws IOException {
        return Opened.of(new JsonFormat(), text.getBytes(StandardCharsets.UTF_8));
    }
}
