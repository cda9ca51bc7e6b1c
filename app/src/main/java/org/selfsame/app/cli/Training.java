package org.selfsame.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Runs each command once on the sample, in one process: what the virtual machine loads and learns on the way is kept
/// in its ahead-of-time cache, so that later runs start in a fraction of the time (JEP 514, JEP 515).
public final class Training {
    private Training() {}

    /// Works in the empty directory `args[0]`. Ends with the exit code of the first command that fails.
    ///
    /// @throws IOException if the directory cannot be made
    public static void main(String[] args) throws IOException {
        var directory = Files.createDirectories(Path.of(args[0]));
        var image = directory.resolve("sample/sample.iso").toString();
        var squashfs = image + "!/live/filesystem.squashfs!/";
        var key = directory.resolve("sample/publisher.asc").toString();
        for (var command : List.of(List.of("demo", "--no-window", "--keep", directory.resolve("sample").toString()),
                List.of("verify", image, "--key", key, "--as", "Sample"),
                List.of("verify", image, "--key", key, "--as", "Sample", "--json"), List.of("show", image),
                List.of("show", "--long", squashfs), List.of("show", "--json", squashfs),
                List.of("show", "--facts", image), List.of("show", "--layout", image),
                List.of("extract", "--quiet", squashfs, directory.resolve("out").toString()), List.of("--help"))) {
            int code = Selfsame.execute(command.toArray(String[]::new));
            if (code != ExitCode.GOOD) {
                System.exit(code);
            }
        }
    }
}
