package org.selfsame.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The version of the program, as the build wrote it.
final class Version {
    static final String TEXT = read();

    private Version() {}

    private static String read() {
        try (var stream = Version.class.getResourceAsStream("/org/selfsame/app/version.txt")) {
            if (stream == null) {
                throw new IllegalStateException("version.txt is missing from the build");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
