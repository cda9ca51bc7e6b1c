package org.selfsame.iuk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.FormatException;

class ControlFileTest {
    private static List<String> read(String text) throws FormatException {
        return ControlFile.read(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void hasTheBytesOfAKit() {
        assertThat(ControlFile.write(List.of("live/gone.txt", "utils/linux/gone2")))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("---\ndelete_files:\n- live/gone.txt\n- utils/linux/gone2\n");
        assertThat(ControlFile.write(List.of())).asString(StandardCharsets.UTF_8).isEqualTo("---\ndelete_files: []\n");
    }

    @Test
    void readsWhatItWrites() throws FormatException {
        var paths = List.of("live/a b", "live/it's", "live/é", "true", "- x", "0", "live/#1", "live/x: y", "null",
                "~a");
        assertThat(ControlFile.read(ControlFile.write(paths))).isEqualTo(paths);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "---\n", "---\ndelete_files: []\n", "delete_files:\n", "--- \ndelete_files: ~",
            "---\n...\n",
            "---\ndelete_files: null\n", "# nothing\ndelete_files: []"})
    void readsAListOfNothing(String text) throws FormatException {
        assertThat(read(text)).isEmpty();
    }

    @Test
    void readsOtherWaysToWriteAList() throws FormatException {
        assertThat(read("---\r\ndelete_files:\r\n  - 'a''b'\r\n  - \"c d\"\r\n  - ../x\r\n")).containsExactly("a'b",
                "c d",
                "../x");
    }

    @Test
    void takesNoEndlessList() throws FormatException {
        var most = "delete_files:" + "\n- a".repeat(10_000);
        assertThat(read(most)).hasSize(10_000);
        assertThatThrownBy(() -> read(most + "\n- a")).isInstanceOf(FormatException.class)
                .hasMessageContaining("control.yml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete_files: [a, b]", "delete_files: a", "other: 1",
            "delete_files:\n- a\ndelete_files:\n- b",
            "delete_files:\n- !x y", "delete_files:\n- *a", "delete_files:\n- \"a\\x2fb\"", "delete_files:\n- 'a'b'",
            "delete_files:\n- a: b", "delete_files:\n- ", "- a", "delete_files:\n- |\n  a", "delete_files:\n- a #b",
            "delete_files:\n- {a}", "delete_files: []\n- x", "delete_files: ~\n- x",
            "delete_files:\n- a\n...\n- b", "...\ndelete_files:\n- a", "---\n---\ndelete_files:\n- a",
            "%YAML 1.1\n---\ndelete_files: []"})
    void refusesWhatCouldMeanSomethingElse(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(FormatException.class).hasMessageContaining("control.yml");
    }
}
