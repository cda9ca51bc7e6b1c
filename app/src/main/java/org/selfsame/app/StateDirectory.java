package org.selfsame.app;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where lies what this program has seen for this user and must not forget, by the custom of each desktop.
public final class StateDirectory {
    private static final String NAME = "selfsame";

    private StateDirectory() {}

    /// That of the user who runs this program; it need not exist.
    public static Path ofUser() {
        return of(System.getProperty("os.name", ""), System.getenv(), Path.of(System.getProperty("user.home", "")));
    }

    /// @param system name of the operating system
    /// @param environment its variables
    /// @param home the user's home directory
    public static Path of(String system, Map<String, String> environment, Path home) {
        if (system.startsWith("Windows")) {
            return absolute(environment.get("LOCALAPPDATA"), home.resolve("AppData/Local")).resolve(NAME)
                    .resolve("state");
        }
        if (system.startsWith("Mac")) {
            return home.resolve("Library/Application Support").resolve(NAME).resolve("state");
        }
        return absolute(environment.get("XDG_STATE_HOME"), home.resolve(".local/state")).resolve(NAME);
    }

    /// The XDG specification has relative paths ignored.
    private static Path absolute(@Nullable String given, Path otherwise) {
        return given == null || given.isEmpty() || !Path.of(given).isAbsolute() ? otherwise : Path.of(given);
    }
}
