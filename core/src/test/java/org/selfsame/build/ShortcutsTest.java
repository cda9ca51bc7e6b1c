package org.selfsame.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.testing.Tool;

/// What mkinitramfs asks of programs, answered by the shell: with the programs themselves as judges.
class ShortcutsTest {
    private static final String ASK = "ask() { printf '%s ' \"$*\"; \"$@\" 2>/dev/null; printf '= %s\\n' \"$?\"; }\n";

    @TempDir
    private Path directory;
    private Path real = Path.of("");

    @BeforeEach
    void make() throws IOException {
        Tool.require("dash", "readlink", "realpath");
        real = directory.toRealPath();
        Files.createDirectories(real.resolve("a/b c"));
        Files.writeString(real.resolve("a/b c/file"), "x");
        Files.writeString(real.resolve("a/it's a \\ $file*"), "x");
        Files.createSymbolicLink(real.resolve("link"), Path.of("a"));
        Files.createSymbolicLink(real.resolve("a/to-file"), Path.of("b c/file"));
        Files.createSymbolicLink(real.resolve("dangling"), Path.of("nowhere"));
        Files.copy(Provisions.script("shortcuts").stream(), real.resolve("shortcuts"));
    }

    private String answers(String before, String questions) {
        return Tool.run(real, "dash", "-c", before + ASK + questions).out();
    }

    @Test
    void answersAsTheProgramsDo() {
        var paths = List.of("/a/b c/file", "/a/it's a \\ $file*", "/link", "/link/b c/file", "/a/to-file", "/dangling",
                "/dangling/x", "/missing", "/missing/x", "/a/missing", "/a/", "//a", "/a//b c", "/./a", "/a/.",
                "/a/../link", "/a/..", "/a/b c/file/", "/a/b c/file/x", "/.../a", "/a/...", "");
        var questions = new StringBuilder();
        for (var path : paths) {
            for (var start : List.of(real.toString(), "/" + real, "//" + real, ".")) {
                for (var call : List.of("readlink -f", "readlink", "realpath -ms", "realpath -s", "realpath",
                        "realpath -m")) {
                    questions.append("ask ").append(call).append(" '")
                            .append((start + path).replace("'", "'\\''")).append("'\n");
                }
            }
        }
        for (var more : List.of("readlink -f /bin", "readlink -f /bin/sh", "readlink -f /", "realpath -ms /",
                "realpath -ms //", "realpath -s ''", "realpath -ms ''", "readlink -f ''", "readlink", "realpath",
                "realpath -ms /a /b//c", "readlink -f /usr /bin", "realpath --version", "mkdir", "mkdir -p a",
                "mkdir -p link", "mkdir -p dangling", "mkdir a", "mkdir -p 'a/b c/file'", "mkdir -p new/one",
                "mkdir -p -m 700 new")) {
            questions.append("ask ").append(more).append('\n');
        }
        var expected = answers("", questions + "rm -r new\n");
        assertThat(answers(". ./shortcuts\n", questions + "rm -r new\n")).isEqualTo(expected);
        assertThat(expected.lines()).hasSizeGreaterThan(paths.size() * 4 * 6);
    }

    @Test
    void startsNoProgramForWhatTheShellCanTell() {
        var asked = """
                ask readlink -f /bin
                ask readlink -f "$PWD/a/b c/file"
                ask realpath -ms "/$PWD/a/b c/new"
                ask realpath -s "$PWD/a/to-file"
                ask mkdir -p a
                """;
        var bin = Tool.run(real, "readlink", "-f", "/bin").out().strip();
        assertThat(answers(". ./shortcuts\nPATH=/nowhere\n", asked)).isEqualTo("""
                readlink -f /bin %2$s
                = 0
                readlink -f %1$s/a/b c/file %1$s/a/b c/file
                = 0
                realpath -ms /%1$s/a/b c/new %1$s/a/b c/new
                = 0
                realpath -s %1$s/a/to-file %1$s/a/to-file
                = 0
                mkdir -p a = 0
                """.formatted(real, bin));
        assertThat(Tool.tryRun(real, Map.of(), "dash", "-c", "PATH=/nowhere; readlink -f /bin").exit()).isEqualTo(127);
    }

    @Test
    void worksWhereUnsetVariablesAndFailuresEndTheScript() {
        assertThat(Tool.run(real, "dash", "-euc", """
                . ./shortcuts
                mkdir -p new/one
                readlink -f "$PWD/link/b c"
                realpath -s "$PWD/link"
                if readlink -f missing/x/y; then exit 1; fi
                """).out()).isEqualTo(real + "/a/b c\n" + real + "/link\n");
    }
}
