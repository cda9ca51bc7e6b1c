package org.selfsame.app.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.selfsame.testing.Tool;

/// What a run of the command line gave.
record Ran(int exit, String out, String err) {

    /// Runs in this process.
    static Ran here(String... arguments) {
        return here(false, arguments);
    }

    /// Runs in this process.
    ///
    /// @param terminal whether a person watches
    static Ran here(boolean terminal, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int exit = Selfsame.run(arguments, new Console(out, err, terminal));
        return new Ran(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /// Runs the whole program in a virtual machine of its own.
    static Ran process(Path directory, String... arguments) {
        return process(directory, Map.of(), arguments);
    }

    /// Runs the whole program in a virtual machine of its own, in an environment with `extra` added.
    static Ran process(Path directory, Map<String, String> extra, String... arguments) {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path"), "org.selfsame.app.Main"));
        command.addAll(List.of(arguments));
        var result = Tool.tryRun(directory, extra, command.toArray(String[]::new));
        return new Ran(result.exit(), result.out(), result.err());
    }

    /// The lines on standard output.
    List<String> lines() {
        return out.lines().toList();
    }
}
