package org.selfsame.format.hwdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.testing.Opened;
import org.selfsame.testing.Tool;

/// A database that systemd-hwdb compiled.
class HwdbReaderTest {
    @TempDir
    private Path root;

    @Test
    void findsPropertiesByPattern() throws IOException {
        Tool.require("systemd-hwdb");
        Files.createDirectories(root.resolve("etc/udev/hwdb.d"));
        Files.writeString(root.resolve("etc/udev/hwdb.d/1.hwdb"), """
                usb:v1234*
                 ID_VENDOR=Demo

                usb:v1234p56*
                 ID_MODEL=Thing
                 ID_MORE=1

                pci:v0*
                 ID_VENDOR=Other
                """);
        Tool.run(root, "systemd-hwdb", "--root=" + root, "update");
        var opened = Opened.of(new HwdbFormat(), root.resolve("etc/udev/hwdb.bin")).sound();
        assertThat(opened.paths()).containsExactly("pci:v0*", "usb:v1234*", "usb:v1234p56*");
        assertThat(opened.file("usb:v1234p56*").size()).isEqualTo(2 * opened.file("usb:v1234*").size());
        assertThat(opened.regions("value.line_number")).hasSize(4);
    }
}
