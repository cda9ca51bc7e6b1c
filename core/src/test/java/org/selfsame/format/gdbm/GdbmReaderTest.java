package org.selfsame.format.gdbm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.testing.Opened;
import org.selfsame.testing.Tool;

/// Databases of gdbmtool's.
class GdbmReaderTest {
    @TempDir
    private Path directory;

    @Test
    void findsValuesByTheirKeys() throws IOException {
        var opened = database("store alpha one\nstore b/c two\n").sound();
        assertThat(opened.paths()).containsExactly("alpha", "b%2Fc");
        assertThat(opened.text("alpha")).isEqualTo("one");
        assertThat(opened.fact("gdbm.block_size")).isEqualTo("512");
    }

    @Test
    void readsAnExtendedHeader() throws IOException {
        assertThat(database("store alpha one\n", "-x").sound().regions("gdbm.synchronization")).hasSize(1);
    }

    @Test
    void followsADirectoryOfManyBuckets() throws IOException {
        var script = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            script.append("store key").append(i).append(" value").append(i).append('\n');
        }
        var opened = database(script.toString());
        assertThat(opened.paths()).hasSize(500);
        assertThat(opened.text("key499")).isEqualTo("value499");
        assertThat(opened.regions("bucket").size()).isGreaterThan(10);
        assertThat(opened.anomalies()).isEmpty();
    }

    @Test
    void namesWhatADeletedValueLeaves() throws IOException {
        var opened = database("store alpha one\nstore gone two\ndelete gone\n").sound();
        assertThat(opened.paths()).containsExactly("alpha");
        assertThat(opened.regions("free block")).isNotEmpty();
    }

    private Opened database(String script, String... options) throws IOException {
        Tool.require("gdbmtool");
        Files.writeString(directory.resolve("script"), script);
        var command = new ArrayList<>(List.of("gdbmtool", "-q", "-n", "-b", "512", "-f", "script"));
        command.addAll(List.of(options));
        command.add("x.db");
        Tool.run(directory, command.toArray(String[]::new));
        return Opened.of(new GdbmFormat(), directory.resolve("x.db"));
    }
}
