package org.selfsame.apt;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/// What resolving depends on beside the recipe.
///
/// @param keyring the keyring of archives that name none
/// @param seen the file that keeps the latest date of each archive
/// @param now the time
/// @param environment that of this program; only settings for proxies are taken from it
public record ResolveOptions(Path keyring, Path seen, Instant now, Map<String, String> environment) {
    /// Debian's own keyring, where Debian has it.
    public static final Path DEBIAN_KEYRING = Path.of("/usr/share/keyrings/debian-archive-keyring.gpg");

    /// Copies the map.
    public ResolveOptions {
        environment = Map.copyOf(environment);
    }
}
