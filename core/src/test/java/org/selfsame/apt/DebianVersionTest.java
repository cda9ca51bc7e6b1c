package org.selfsame.apt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.testing.Tool;

class DebianVersionTest {
    /// In ascending order.
    private static final List<String> VERSIONS = List.of("0~~", "0~", "0", "1~rc1", "1", "1-0.1", "1-1~bpo12+1", "1-1",
            "1-1+b1", "1-1+deb12u1", "1-1+deb12u2", "1-1+deb12u10", "1-2", "1.0a", "1.0+dfsg", "1.2", "1.10", "2.36-9",
            "2.36-9+deb12u14", "20230131", "1:0", "1:1.2-3", "2:0~");

    @TempDir
    private Path directory;

    @Test
    void isInTheOrderOfDpkg() {
        for (int i = 0; i < VERSIONS.size(); i++) {
            for (int j = 0; j < VERSIONS.size(); j++) {
                assertThat(Integer.signum(DebianVersion.ORDER.compare(VERSIONS.get(i), VERSIONS.get(j))))
                        .as(VERSIONS.get(i) + " and " + VERSIONS.get(j)).isEqualTo(Integer.compare(i, j));
            }
        }
        assertThat(DebianVersion.ORDER.compare("1.00-01", "1.0-1")).isZero();
        assertThat(DebianVersion.ORDER.compare("0:1", "1")).isZero();
    }

    @Test
    void dpkgAgrees() {
        Tool.require("dpkg");
        for (int i = 1; i < VERSIONS.size(); i++) {
            assertThat(Tool.tryRun(directory, Map.of(), "dpkg", "--compare-versions", VERSIONS.get(i - 1), "lt",
                    VERSIONS.get(i)).exit()).as(VERSIONS.get(i)).isZero();
        }
    }
}
