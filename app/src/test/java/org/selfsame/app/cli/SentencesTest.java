package org.selfsame.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.selfsame.host.HostException;

/// What is said of failures.
class SentencesTest {
    @Test
    void namesTheDiskThatIsFull() {
        // a file system without any room
        var full = Path.of("/proc");
        assumeTrue(Files.isDirectory(full.resolve("self")), "no /proc");
        assertThat(Sentences.of(HostException.explained(new IOException("No space left on device"), full)))
                .isEqualTo("the disk is full: /proc");
    }
}
