package org.selfsame.app;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where what can be fetched or made again lies for this user, by the custom of each desktop.
public final class CacheDirectory {
    private static final String NAME = "selfsame";

    private CacheDirectory() {}

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
                    .resolve("cache");
        }
        if (system.startsWith("Mac")) {
            return home.resolve("Library/Caches").resolve(NAME);
        }
        return absolute(environment.get("XDG_CACHE_HOME"), home.resolve(".cache")).resolve(NAME);
    }

    /// The XDG specification has relative paths ignored.
    private static Path absolute(@Nullable String given, Path otherwise) {
        return given == null || given.isEmpty() || !Path.of(given).isAbsolute() ? otherwise : Path.of(given);
    }
}
