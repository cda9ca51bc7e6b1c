package org.selfsame.app.window.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.OptionalLong;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildLogTest {
    @TempDir
    Path directory;

    @Test
    void linesComeBackAsTheyWere() throws IOException {
        try (var log = new BuildLog()) {
            for (int i = 0; i < 10_000; i++) {
                log.add("line " + i + " with an umlaut ü");
            }
            assertThat(log.first()).isZero();
            assertThat(log.end()).isEqualTo(10_000);
            assertThat(log.line(0)).isEqualTo("line 0 with an umlaut ü");
            assertThat(log.line(5_000)).isEqualTo("line 5000 with an umlaut ü");
            assertThat(log.line(9_999)).as("not written yet").isEqualTo("line 9999 with an umlaut ü");
            assertThat(log.line(10_000)).isEmpty();
            assertThat(log.line(-1)).isEmpty();
        }
    }

    @Test
    void oldestLinesGoWhenThereAreTooMany() throws IOException {
        try (var log = new BuildLog(1_000_000, 100, 3)) {
            var lines = new LogLines(log);
            var changes = new ArrayList<String>();
            lines.addListener((ListChangeListener<Long>) change -> {
                while (change.next()) {
                    changes.add(change.getFrom() + " -" + change.getRemovedSize() + " +" + change.getAddedSize());
                }
            });
            for (int i = 0; i < 250; i++) {
                log.add("line " + i);
            }
            assertThat(lines.refresh()).isTrue();
            assertThat(lines).hasSize(250);
            for (int i = 250; i < 1_000; i++) {
                log.add("line " + i);
            }
            assertThat(lines.refresh()).isTrue();
            assertThat(log.first()).isEqualTo(700);
            assertThat(log.line(699)).isEmpty();
            assertThat(log.line(700)).isEqualTo("line 700");
            assertThat(log.line(999)).isEqualTo("line 999");
            assertThat(lines).hasSize(300).startsWith(700L).endsWith(999L);
            assertThat(lines.indexOf(800L)).isEqualTo(100);
            assertThat(lines.indexOf(5L)).isEqualTo(-1);
            assertThat(lines.refresh()).isFalse();
            assertThat(changes).hasSizeGreaterThan(1);
        }
    }

    @Test
    void veryLongLinesAreCutBetweenLetters() {
        var shown = BuildLog.shown("😀".repeat(100_000));
        assertThat(shown).hasSizeLessThanOrEqualTo(BuildLog.LONGEST).endsWith("…");
        assertThat(Character.isHighSurrogate(shown.charAt(shown.length() - 2))).isFalse();
    }

    @Test
    void whatDrivesATerminalIsLeftOut() {
        assertThat(BuildLog.shown("\u001b[1;31merror\u001b[0m: no")).isEqualTo("error: no");
        assertThat(BuildLog.shown("(Reading database ... 5%\r(Reading database ... 100%")).isEqualTo(
                "(Reading database ... 100%");
        assertThat(BuildLog.shown("done\r")).isEqualTo("done");
        assertThat(BuildLog.shown("a\tb")).isEqualTo("a       b");
        assertThat(BuildLog.shown("\u202eevil")).doesNotContain("\u202e");
        assertThat(BuildLog.shown("C:\\path")).isEqualTo("C:\\path");
    }

    @Test
    void textIsFoundForwardsBackwardsAndAround() throws IOException {
        try (var log = new BuildLog()) {
            for (int i = 0; i < 100; i++) {
                log.add("line " + i + (i % 10 == 3 ? " Error" : ""));
            }
            assertThat(log.find("error", -1, true, () -> false)).hasValue(3);
            assertThat(log.find("error", 3, true, () -> false)).hasValue(13);
            assertThat(log.find("error", 93, true, () -> false)).hasValue(3);
            assertThat(log.find("error", 3, false, () -> false)).hasValue(93);
            assertThat(log.find("line 42", 42, true, () -> false)).as("itself, last").hasValue(42);
            assertThat(log.find("nowhere", 0, true, () -> false)).isEmpty();
            assertThat(log.find("error", 0, true, () -> true)).as("given up").isEqualTo(OptionalLong.empty());
        }
    }

    @Test
    void nothingIsFoundInAnEmptyLog() throws IOException {
        try (var log = new BuildLog()) {
            assertThat(log.find("x", -1, true, () -> false)).isEmpty();
        }
    }

    @Test
    void logIsSavedWholeAndItsFilesAreGoneWhenItIsClosed() throws IOException {
        var before = files();
        var log = new BuildLog(1_000, 10, 3);
        for (int i = 0; i < 25; i++) {
            log.add("line " + i);
        }
        log.save(directory.resolve("saved.log"));
        assertThat(Files.readAllLines(directory.resolve("saved.log"))).hasSize(25).startsWith("line 0")
                .endsWith("line 24");
        log.close();
        assertThat(files()).isEqualTo(before);
        log.add("too late");
        assertThat(log.line(24)).isEmpty();
        assertThat(files()).isEqualTo(before);
    }

    private static long files() throws IOException {
        try (var all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(it -> it.getFileName().toString().startsWith("selfsame-log")).count();
        }
    }
}
