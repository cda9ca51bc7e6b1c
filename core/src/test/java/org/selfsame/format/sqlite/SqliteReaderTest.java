package org.selfsame.format.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.testing.Opened;
import org.selfsame.testing.Tool;

/// Databases that sqlite3 made.
class SqliteReaderTest {
    private static final String ROWS = "create table a(x, y); create index i on a(x); with recursive c(n) as (select 1 "
            + "union all select n + 1 from c where n < 2000) insert into a select n, hex(n * 99991) from c;";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(ints = {512, 4096, 65536})
    void findsEveryPage(int size) throws IOException {
        var opened = database("pragma page_size=" + size + ";" + ROWS).sound();
        assertThat(opened.fact("sqlite.page_size")).isEqualTo(Integer.toString(size));
        assertThat(opened.paths()).hasSize(Integer.parseInt(query("pragma page_count")));
        assertThat(opened.fact("sqlite.schema_cookie")).isEqualTo(query("pragma schema_version"));
        assertThat(opened.file("page 0000000001").size()).isEqualTo(size - 100);
        assertThat(opened.regions("table leaf page")).isNotEmpty();
        assertThat(opened.regions("index leaf page")).isNotEmpty();
    }

    @Test
    void namesTheCountersThatEachWriteChanges() throws IOException {
        var opened = database(ROWS);
        assertThat(opened.regions("sqlite.file_change_counter")).singleElement()
                .extracting(region -> region.offset()).isEqualTo(24L);
        assertThat(opened.regions("sqlite.version_valid_for")).singleElement()
                .extracting(region -> region.offset()).isEqualTo(92L);
        assertThat(opened.regions("sqlite.sqlite_version")).singleElement()
                .extracting(region -> region.offset()).isEqualTo(96L);
        assertThat(opened.fact("sqlite.file_change_counter")).isEqualTo(opened.fact("sqlite.version_valid_for"));
    }

    @Test
    void findsTheFreePages() throws IOException {
        var opened = database("pragma page_size=512;" + ROWS + "delete from a where x > 10;").sound();
        int free = Integer.parseInt(query("pragma freelist_count"));
        assertThat(free).isPositive();
        assertThat(opened.regions("freelist trunk page").size() + opened.regions("freelist leaf page").size())
                .isEqualTo(free);
    }

    @Test
    void knowsPointerMapsAndOverflow() throws IOException {
        var opened = database("pragma page_size=512; pragma auto_vacuum=1; create table b(y); insert into b values"
                + "(printf('%05000d', 1));").sound();
        assertThat(opened.regions("pointer map page")).isNotEmpty();
        assertThat(opened.regions("overflow page")).isNotEmpty();
    }

    @Test
    void notesAFreelistThatLoops() throws IOException {
        database("pragma page_size=512;" + ROWS + "delete from a where x > 10;");
        var bytes = Files.readAllBytes(directory.resolve("x.db"));
        int trunk = ((bytes[34] & 0xff) << 8 | bytes[35] & 0xff) - 1;
        System.arraycopy(bytes, 32, bytes, trunk * 512, 4);
        assertThat(Opened.of(new SqliteFormat(), bytes).anomalies()).containsExactly("sqlite.freelist");
    }

    @Test
    void notesPartOfAPage() throws IOException {
        database(ROWS);
        var bytes = Files.readAllBytes(directory.resolve("x.db"));
        assertThat(Opened.of(new SqliteFormat(), Arrays.copyOf(bytes, bytes.length - 7)).anomalies())
                .containsExactly("sqlite.part_of_page");
        bytes[16] = 3;
        assertThat(new SqliteFormat().recognizes(new BytesContent(bytes))).isFalse();
    }

    private Opened database(String statements) throws IOException {
        Tool.require("sqlite3");
        Tool.run(directory, "sqlite3", "x.db", statements);
        return Opened.of(new SqliteFormat(), directory.resolve("x.db"));
    }

    private String query(String statement) {
        return Tool.run(directory, "sqlite3", "x.db", statement).out().strip();
    }
}
