package org.selfsame.app.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where a command writes: results to `out`, messages to `err`, both in UTF-8 with LF, whatever the host prefers.
///
/// @param out buffered; a write to a closed pipe throws
/// @param err messages and progress
/// @param terminal whether a person watches `err`
record Console(OutputStream out, OutputStream err, boolean terminal) {
    private static final int BUFFER = 1 << 16;

    /// The console of the process.
    static Console ofProcess() {
        return new Console(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER),
                new FileOutputStream(FileDescriptor.err), isTerminal());
    }

    /// Writes a line to standard error. A message that cannot be written has no one to be told to.
    void message(String line) {
        write(line + "\n");
    }

    /// Writes a line that tells of a problem to standard error.
    void problem(String sentence) {
        message("selfsame: " + sentence);
    }

    /// Writes to standard error as it is.
    void write(String text) {
        try {
            err.write(text.getBytes(StandardCharsets.UTF_8));
            err.flush();
        } catch (IOException _) {
            // nobody listens
        }
    }

    @SuppressWarnings("SystemConsoleNull") // it is null where the JDK was told so by jdk.console
    private static boolean isTerminal() {
        try {
            // the JDK answers this for standard input and output only
            var device = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException _) {
            var console = System.console();
            return console != null && console.isTerminal();
        }
    }
}
