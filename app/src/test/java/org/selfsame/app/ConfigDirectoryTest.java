package org.selfsame.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigDirectoryTest {
    private static final Path HOME = Path.of("/home/ada");

    @Test
    void linuxFollowsTheXdgSpecification() {
        assertThat(ConfigDirectory.of("Linux", Map.of(), HOME)).isEqualTo(Path.of("/home/ada/.config/selfsame"));
        assertThat(ConfigDirectory.of("Linux", Map.of("XDG_CONFIG_HOME", "/etc/ada"), HOME))
                .isEqualTo(Path.of("/etc/ada/selfsame"));
        assertThat(ConfigDirectory.of("Linux", Map.of("XDG_CONFIG_HOME", "relative"), HOME))
                .isEqualTo(Path.of("/home/ada/.config/selfsame"));
    }

    @Test
    void otherDesktopsHaveTheirOwnCustom() {
        assertThat(ConfigDirectory.of("Windows 11", Map.of("APPDATA", "/roaming"), HOME))
                .isEqualTo(Path.of("/roaming/selfsame"));
        assertThat(ConfigDirectory.of("Mac OS X", Map.of(), HOME))
                .isEqualTo(Path.of("/home/ada/Library/Application Support/selfsame"));
    }
}
