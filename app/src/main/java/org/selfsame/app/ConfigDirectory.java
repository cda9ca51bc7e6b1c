package org.selfsame.app;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where this user's settings live, by the custom of each desktop.
public final class ConfigDirectory {
    private static final String NAME = "selfsame";

    private ConfigDirectory() {}

    /// That of the user who runs this program; it need not exist.
    public static Path ofUser() {
        return of(System.getProperty("os.name", ""), System.getenv(), Path.of(System.getProperty("user.home", "")));
    }

    /// @param system name of the operating system
    /// @param environment its variables
    /// @param home the user's home directory
    public static Path of(String system, Map<String, String> environment, Path home) {
        if (system.startsWith("Windows")) {
            return absolute(environment.get("APPDATA"), home.resolve("AppData/Roaming")).resolve(NAME);
        }
        if (system.startsWith("Mac")) {
            return home.resolve("Library/Application Support").resolve(NAME);
        }
        return absolute(environment.get("XDG_CONFIG_HOME"), home.resolve(".config")).resolve(NAME);
    }

    /// The XDG specification has relative paths ignored.
    private static Path absolute(@Nullable String given, Path otherwise) {
        return given == null || given.isEmpty() || !Path.of(given).isAbsolute() ? otherwise : Path.of(given);
    }
}
