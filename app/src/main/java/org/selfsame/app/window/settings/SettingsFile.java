package org.selfsame.app.window.settings;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// The settings on disk: one JSON object with a version, replaced as a whole.
///
/// What a newer version of the program has written besides is kept. A file that is not JSON is moved aside when the
/// settings are next saved, never lost.
public final class SettingsFile {
    private static final int VERSION = 1;
    private static final long LONGEST = 1 << 20;

    private final Path file;

    /// @param file where the settings are; it need not exist
    public SettingsFile(Path file) {
        this.file = file;
    }

    /// The stored theme, or `auto` if nothing readable is stored.
    public ThemeChoice theme() {
        try {
            var stored = read().get("theme");
            return stored != null && stored.isJsonPrimitive() ? ThemeChoice.of(stored.getAsString()) : ThemeChoice.AUTO;
        } catch (IOException | JsonParseException _) {
            return ThemeChoice.AUTO;
        }
    }

    /// Stores the theme.
    ///
    /// @throws IOException if the file cannot be written; it is then as it was
    public void setTheme(ThemeChoice theme) throws IOException {
        var settings = readOrMoveAside();
        if (!settings.has("version")) {
            settings.addProperty("version", VERSION);
        }
        settings.addProperty("theme", theme.stored());
        replace(new GsonBuilder().setPrettyPrinting().create().toJson(settings) + "\n");
    }

    private JsonObject read() throws IOException {
        try {
            if (Files.size(file) > LONGEST) {
                throw new JsonParseException("larger than any settings");
            }
            var parsed = JsonParser.parseString(Files.readString(file));
            if (!parsed.isJsonObject()) {
                throw new JsonParseException("not an object");
            }
            return parsed.getAsJsonObject();
        } catch (NoSuchFileException _) {
            return new JsonObject();
        }
    }

    private JsonObject readOrMoveAside() throws IOException {
        try {
            return read();
        } catch (CharacterCodingException | JsonParseException _) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".unreadable"),
                    StandardCopyOption.REPLACE_EXISTING);
            return new JsonObject();
        }
    }

    private void replace(String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        try (var channel = FileChannel.open(fresh, StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
