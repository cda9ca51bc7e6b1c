package org.selfsame.app.window.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {
    @TempDir
    Path directory;

    private Path file = Path.of("");

    @BeforeEach
    void nameFile() {
        file = directory.resolve("not/yet/there/settings.json");
    }

    @ParameterizedTest
    @EnumSource
    void themeIsThereNextTime(ThemeChoice theme) throws IOException {
        new SettingsFile(file).setTheme(theme);
        assertThat(new SettingsFile(file).theme()).isEqualTo(theme);
        assertThat(JsonParser.parseString(Files.readString(file)).getAsJsonObject().get("version").getAsInt()).isOne();
        assertThat(file.getParent()).isDirectoryNotContaining(other -> !other.equals(file));
    }

    @Test
    void firstStartFollowsTheDesktop() {
        assertThat(new SettingsFile(file).theme()).isEqualTo(ThemeChoice.AUTO);
    }

    @Test
    void whatNewerVersionWroteIsKept() throws IOException {
        write("{\"version\": 7, \"theme\": \"light\", \"later\": {\"deep\": [1, 2]}}");
        new SettingsFile(file).setTheme(ThemeChoice.DARK);
        var stored = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        assertThat(stored).isEqualTo(JsonParser
                .parseString("{\"version\": 7, \"theme\": \"dark\", \"later\": {\"deep\": [1, 2]}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"theme\": 3}", "{\"theme\": {}}", "{\"theme\": \"purple\"}", "null"})
    void anythingElseIsAuto(String text) throws IOException {
        write(text);
        assertThat(new SettingsFile(file).theme()).isEqualTo(ThemeChoice.AUTO);
    }

    @Test
    void unreadableFileIsMovedAsideAndNotLost() throws IOException {
        write("no JSON at all {");
        new SettingsFile(file).setTheme(ThemeChoice.LIGHT);
        assertThat(new SettingsFile(file).theme()).isEqualTo(ThemeChoice.LIGHT);
        assertThat(file.resolveSibling("settings.json.unreadable")).hasContent("no JSON at all {");
    }

    @Test
    void failureLeavesTheFileAsItWas() throws IOException {
        write("{\"theme\": \"dark\"}");
        Files.createDirectory(file.resolveSibling("settings.json.new"));
        assertThatThrownBy(() -> new SettingsFile(file).setTheme(ThemeChoice.LIGHT)).isInstanceOf(IOException.class);
        assertThat(file).hasContent("{\"theme\": \"dark\"}");
    }

    private void write(String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
