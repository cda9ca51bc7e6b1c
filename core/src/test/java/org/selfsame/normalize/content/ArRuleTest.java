package org.selfsame.normalize.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.normalize.Epoch;
import org.selfsame.normalize.Normalized;
import org.selfsame.testing.Tool;

/// Archives by ar, and Debian packages.
class ArRuleTest {
    @TempDir
    private Path directory;

    private Path archive(String name, String options, String date, String mode) throws IOException {
        Tool.require("ar");
        Files.writeString(directory.resolve("short.o"), "odd");
        Files.writeString(directory.resolve("a-name-of-more-than-fifteen.o"), "even");
        Files.writeString(directory.resolve("empty.o"), "");
        Tool.run(directory, "sh", "-c", "touch -d " + date + " *.o; chmod " + mode + " *.o; ar " + options + " " + name
                + " short.o a-name-of-more-than-fifteen.o empty.o");
        return directory.resolve(name);
    }

    @Test
    void makesArchivesOfTwoTimesAndModesTheSame() throws IOException {
        var first = archive("1.a", "rcU", "2018-01-02", "600");
        var second = archive("2.a", "rcU", "2019-01-02", "664");
        Normalized.sameOf(first, second);
        assertThat(Tool.run(directory, "ar", "t", "1.a").out())
                .isEqualTo("short.o\na-name-of-more-than-fifteen.o\nempty.o\n");
        assertThat(Tool.run(directory, "ar", "p", "1.a").out()).isEqualTo("oddeven");
    }

    @Test
    void givesWhatArWritesItselfWhenItIsDeterministic() throws IOException {
        var asked = Normalized.of(Files.readAllBytes(archive("1.a", "rcU", "2018-01-02", "600")), new Epoch(0, false));
        assertThat(asked.bytes()).isEqualTo(Files.readAllBytes(archive("2.a", "rcD", "2019-01-02", "644")));
    }

    @Test
    void keepsTheIndexOfALibrary() throws IOException {
        Tool.require("gcc", "ar", "ranlib", "nm");
        Files.writeString(directory.resolve("f.c"), "int f(void) { return 42; }\n");
        Files.writeString(directory.resolve("main.c"), "int f(void); int main(void) { return f(); }\n");
        for (var name : new String[]{"1", "2"}) {
            Tool.run(directory, "sh", "-c", "gcc -c f.c && touch -d 2018-01-0" + name + " f.o && ar rcU lib" + name
                    + ".a f.o && ranlib -U lib" + name + ".a");
        }
        Normalized.sameOf(directory.resolve("lib1.a"), directory.resolve("lib2.a"));
        assertThat(Tool.run(directory, "nm", "-s", "lib1.a").out()).contains("f in f.o");
        Tool.run(directory, "sh", "-c", "gcc main.c lib1.a -o main; ./main; test $? = 42");
    }

    @Test
    void leavesDamageAlone() throws IOException {
        var bytes = Arrays.copyOf(Files.readAllBytes(archive("1.a", "rcU", "2018-01-02", "600")), 90);
        assertThat(Normalized.of(bytes, Normalized.EPOCH).skipped()).hasSize(1);
    }
}
