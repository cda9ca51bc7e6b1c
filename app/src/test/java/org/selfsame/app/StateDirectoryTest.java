package org.selfsame.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateDirectoryTest {
    private static final Path HOME = Path.of("/home/ada");

    @Test
    void isWhereEachDesktopHasIt() {
        assertThat(StateDirectory.of("Linux", Map.of(), HOME)).isEqualTo(Path.of("/home/ada/.local/state/selfsame"));
        assertThat(StateDirectory.of("Linux", Map.of("XDG_STATE_HOME", "/var/ada"), HOME))
                .isEqualTo(Path.of("/var/ada/selfsame"));
        assertThat(StateDirectory.of("Linux", Map.of("XDG_STATE_HOME", "ada"), HOME))
                .isEqualTo(Path.of("/home/ada/.local/state/selfsame"));
        assertThat(StateDirectory.of("Mac OS X", Map.of(), HOME))
                .isEqualTo(Path.of("/home/ada/Library/Application Support/selfsame/state"));
        assertThat(StateDirectory.of("Windows 11", Map.of(), HOME))
                .isEqualTo(Path.of("/home/ada/AppData/Local/selfsame/state"));
    }
}
