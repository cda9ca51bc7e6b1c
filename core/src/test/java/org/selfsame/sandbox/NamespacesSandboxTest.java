package org.selfsame.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;

/// The backend in namespaces, as whoever runs the tests.
class NamespacesSandboxTest extends SandboxContractTest {
    @Override
    Sandbox sandbox() {
        return new NamespacesSandbox(directory.resolve("scratch"));
    }

    @Override
    void nothingIsLeft() throws IOException {
        try (var files = Files.list(directory.resolve("scratch"))) {
            // a directory and its lock, of the shared one
            assertThat(files).hasSize(2);
        }
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive).map(ProcessHandle::info)
                .map(info -> info.commandLine().orElse("")).filter(line -> line.contains("9999"))).isEmpty();
    }
}
