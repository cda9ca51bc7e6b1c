package org.selfsame.sandbox;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.selfsame.content.FileContent;
import org.selfsame.testing.Tool;

/// The packages of a virtual machine, as the archives of this computer have them today.
final class MachinePackages {
    private static final Path CACHE = Path.of("target", "machine-packages");

    private MachinePackages() {}

    /// The packages, downloaded once. Skips the test where there is no network.
    static MachineParts parts() throws IOException {
        Tool.require("qemu-system-x86_64", "apt-get");
        var directory = Files.createDirectories(CACHE).toRealPath();
        var wanted = new ArrayList<>(List.of("apt-get", "download"));
        wanted.addAll(MachineParts.TOOLS);
        wanted.add(kernel(directory));
        if (packages(directory).size() < MachineParts.TOOLS.size() + 1) {
            var result = Tool.tryRun(directory, Map.of(), wanted.toArray(String[]::new));
            assumeTrue(result.exit() == 0, () -> "no packages: " + result.err());
        }
        return MachineParts.of(packages(directory));
    }

    private static String kernel(Path directory) {
        var result = Tool.tryRun(directory, Map.of(), "apt-cache", "depends", MachineParts.KERNEL);
        return result.out().lines().map(String::strip).filter(line -> line.startsWith("Depends: linux-image-"))
                .map(line -> line.substring("Depends: ".length())).findFirst()
                .orElseGet(() -> {
                    assumeTrue(false, "apt knows no " + MachineParts.KERNEL);
                    return "";
                });
    }

    private static Map<String, FileContent> packages(Path directory) throws IOException {
        var packages = new HashMap<String, FileContent>();
        try (var files = Files.newDirectoryStream(directory, "*.deb")) {
            for (var file : files) {
                var name = file.getFileName().toString();
                packages.put(name.substring(0, name.indexOf('_')), FileContent.open(file));
            }
        }
        return packages;
    }
}
