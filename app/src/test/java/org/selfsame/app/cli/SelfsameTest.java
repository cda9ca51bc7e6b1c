package org.selfsame.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.host.Failure;
import org.selfsame.host.HostError;
import org.selfsame.host.Loss;
import org.selfsame.host.TargetException;
import org.selfsame.iuk.Hazard;
import org.selfsame.iuk.KitCheck;
import org.selfsame.iuk.KitException;
import org.selfsame.recipe.RecipeException;
import org.selfsame.testing.Tool;

class SelfsameTest {
    @TempDir
    private static Path directory;

    @Test
    void helpsOnStandardOutput() {
        var help = Ran.here("--help");

        assertThat(help.exit()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out()).contains("show ", "extract ", "Exit codes").doesNotContain("\r");
        for (var name : Commands.names()) {
            assertThat(Ran.here(name, "--help").out()).contains("Usage: selfsame " + name).contains("--help");
        }
    }

    @Test
    void explainsEachOption() {
        for (var name : Commands.names()) {
            var command = Commands.namedIn(new String[]{name}).values().iterator().next();
            for (var option : command.spec().options()) {
                var key = "selfsame." + name + "." + option.longestName().substring(2);
                assertThat(Messages.bundle().containsKey(key)).as(key).isTrue();
            }
        }
    }

    @Test
    void tellsItsVersion() {
        assertThat(Ran.here("--version").out()).matches("selfsame \\d+\\.\\d+\\.\\d+.*\n");
    }

    @Test
    void aFileNamedWithAnAtSignIsNoListOfArguments(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("@evil.iso"), "--version\n");
        var ran = Ran.process(directory, "@evil.iso");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void aFileNameCannotDriveTheTerminalByAnError() {
        var ran = Ran.here("verify", "a.iso", "\u001b[31mb.iso", "\u202ec.iso");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("b.iso").doesNotContain("\u001b", "\u202e");
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "--foo", "show --foo x", "show", "extract", "extract x", "show a b",
            "extract a b c"})
    void refusesAWrongCommandLine(String line) {
        var ran = Ran.here(line.split(" "));

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).startsWith("selfsame: ").contains("--help");
    }

    @Test
    void hasWordsForEachState() {
        var keys = new TreeSet<String>();
        for (var value : HostError.values()) {
            keys.add("error.host." + Sentences.key(value));
        }
        for (var value : TargetException.Reason.values()) {
            keys.add("error.target." + Sentences.key(value));
        }
        for (var value : Failure.Kind.values()) {
            keys.add("failure." + Sentences.key(value));
        }
        for (var value : Loss.What.values()) {
            keys.add("loss." + Sentences.key(value));
        }
        for (var value : KitException.Reason.values()) {
            keys.add("error.kit." + Sentences.key(value));
        }
        for (var value : RecipeException.Reason.values()) {
            keys.add("error.recipe." + Sentences.key(value));
        }
        for (var value : Hazard.Kind.values()) {
            keys.add("hazard." + Sentences.key(value));
        }
        for (var value : KitCheck.What.values()) {
            keys.add("iuk.what." + Sentences.key(value));
        }
        Enumeration<String> present = Messages.bundle().getKeys();
        present.asIterator().forEachRemaining(keys::remove);
        assertThat(keys).isEmpty();
    }

    @Test
    void runsAsAProcess() throws IOException {
        Tool.require("mksquashfs");
        Tool.run(directory, "sh", "-ec", "mkdir t && echo hällo > t/ä && mksquashfs t t.squashfs -noappend -quiet "
                + "-no-progress");
        assertThat(Ran.process(directory, "show", "t.squashfs")).isEqualTo(new Ran(0, "/\n/ä\n", ""));
        var extracted = Ran.process(directory, "extract", "-q", "t.squashfs", "out");
        assertThat(extracted).isEqualTo(new Ran(0, "", ""));
        assertThat(directory.resolve("out").toFile().list()).hasSize(1);
        var missing = Ran.process(directory, "show", "none");
        assertThat(missing).isEqualTo(new Ran(2, "", "selfsame: none: there is no such file\n"));
    }

    /// A command must work where there is no display and no JavaFX.
    @Test
    void loadsNoClassOfTheWindow() {
        var loaded = Tool.tryRun(directory, Map.of(), Path.of(System.getProperty("java.home"), "bin", "java")
                .toString(), "-Xlog:class+load:stdout", "-cp", System.getProperty("java.class.path"),
                "org.selfsame.app.Main", "show", "none").out();

        assertThat(loaded).contains("org.selfsame.app.cli.ShowCommand").doesNotContain(" javafx.")
                .doesNotContain("org.selfsame.app.window");
    }
}
