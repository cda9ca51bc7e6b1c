package org.selfsame.app.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.selfsame.testing.Tool;

/// The files that tell a desktop about the program, judged by the desktops' own tools.
class InstallerTest {
    private static final Path INSTALLER = Path.of("..", "installer").toAbsolutePath().normalize();
    private static final Path ENTRY = INSTALLER.resolve("selfsame.desktop");

    @Test
    void desktopEntryIsRight() {
        Tool.require("desktop-file-validate");
        assertThat(Tool.run(INSTALLER, "desktop-file-validate", ENTRY.toString()).out()).isEmpty();
    }

    @Test
    void metainfoIsRight() {
        Tool.require("appstreamcli");
        Tool.run(INSTALLER, "appstreamcli", "validate", "--no-net", "org.selfsame.Selfsame.metainfo.xml");
    }

    @Test
    void filesReachTheWindowAndTheTaskBarKnowsIt() throws IOException {
        assertThat(Files.readAllLines(ENTRY)).contains("Exec=selfsame --open %F",
                "StartupWMClass=" + SelfsameApplication.class.getName());
        assertThat(Files.readString(INSTALLER.resolve("org.selfsame.Selfsame.metainfo.xml")))
                .contains("<launchable type=\"desktop-id\">" + ENTRY.getFileName());
    }
}
