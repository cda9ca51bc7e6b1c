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
    void copiesAsTheFunctionsOfInitramfsToolsDo() throws IOException {
        var functions = Path.of("/usr/share/initramfs-tools/hook-functions");
        Tool.requireFile(functions.toString(), "initramfs-tools-core");
        var copies = new StringBuilder("""
                verbose=n DESTDIR=$PWD/$1
                mkdir -p "$DESTDIR/usr/lib" "$DESTDIR/usr/bin"
                ln -s usr/lib "$DESTDIR/lib"
                ln -s usr/bin "$DESTDIR/bin"
                """);
        for (var path : List.of("/lib/x86_64-linux-gnu/libc.so.6", "/bin/sh", "/etc/passwd", "//etc/passwd",
                "/etc/../etc/passwd", "/etc/os-release", "/etc/missing", "/etc", real + "/a/b c/file",
                real + "/link/b c/file", real + "/a/to-file", real + "/dangling", "")) {
            for (var more : List.of("", "", " /conf/", " /conf/", " /conf/other")) {
                copies.append("copy_file some '").append(path).append("'").append(more).append("; echo \"$?\"\n");
            }
        }
        copies.append("cd \"$DESTDIR\" && find . -printf '%p %y %m %s %l\\n' | LC_ALL=C sort | sed \"s,$1,,g\"\n");
        Files.writeString(real.resolve("copies"), copies);
        Files.copy(functions, real.resolve("plain"));
        Files.writeString(real.resolve("quick"), Files.readString(functions).replace("\ncopy_file()",
                "\nselfsame_copy_file()") + Files.readString(real.resolve("shortcuts")));

        var plain = Tool.run(real, "dash", "-c", ". ./plain; . ./copies", "dash", "plain-out").out();
        var quick = Tool.run(real, "dash", "-c", ". ./quick; . ./copies", "dash", "quick-out").out();

        assertThat(Files.readString(real.resolve("quick"))).contains("\nselfsame_copy_file()");
        assertThat(quick).isEqualTo(plain).contains("libc.so", "0\n1\n0\n1\n0\n", "./conf/other");
    }

    @Test
    void asksNoModuleForFirmwareThatNamesNone() throws IOException {
        Tool.require("gcc", "modinfo", "grep");
        var modules = Files.createDirectories(real.resolve("modules/6.1/kernel"));
        module(modules, "with", "firmware=some/blob.bin");
        module(modules, "without", "license=GPL");
        Files.createSymbolicLink(modules.resolve("linked.ko"), Path.of("with.ko"));
        var script = Files.readString(real.resolve("shortcuts")).replace("/lib/modules", real + "/modules")
                .replace("/tmp/selfsame-", real + "/list-");
        Files.writeString(real.resolve("shortcuts"), script);
        var questions = new StringBuilder();
        for (var name : List.of("with", "without", "linked", "missing")) {
            for (var call : List.of("-k 6.1 -F firmware", "-k 6.1 -F license", "-F firmware", "-k 6.2 -F firmware")) {
                questions.append("ask modinfo ").append(call).append(" '").append(modules).append('/').append(name)
                        .append(".ko'\n");
            }
        }
        var expected = answers("", questions.toString());
        assertThat(expected).contains("some/blob.bin", "GPL");
        assertThat(answers(". ./shortcuts\n", questions.toString())).isEqualTo(expected);

        Tool.run(real, "sh", "-c",
                "grep -rlF --include='*.ko' firmware= modules/6.1 | sed \"s,^,$PWD/,\" >list-firmware-6.1");
        assertThat(answers(". ./shortcuts\n", questions.toString())).isEqualTo(expected);
        assertThat(answers(". ./shortcuts\nPATH=/nowhere\n", "ask modinfo -k 6.1 -F firmware '" + modules
                + "/without.ko'\nask modinfo -k 6.1 -F firmware '" + modules + "/linked.ko'\n"))
                .contains("without.ko = 0\n").contains("linked.ko = 127\n");
    }

    private static void module(Path directory, String name, String info) throws IOException {
        var source = directory.resolve(name + ".c");
        Files.writeString(source, "static const char info[] __attribute__((section(\".modinfo\"), used)) = \"" + info
                + "\";\n");
        Tool.run(directory, "gcc", "-c", source.toString(), "-o", directory.resolve(name + ".ko").toString());
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
