package org.selfsame.apt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.selfsame.testing.Tool;

/// The real apt with an empty cache and nothing of the host's.
final class TestApt {
    private final Path root;

    /// @param keyring what its sources are signed by
    /// @param settings further lines of its configuration
    /// @param sources what follows `deb` in its list of sources
    TestApt(Path root, byte[] keyring, String settings, String... sources) throws IOException {
        Tool.require("apt-get");
        this.root = root;
        for (var name : List.of("lists/partial", "archives/partial", "etc")) {
            Files.createDirectories(root.resolve(name));
        }
        Files.write(root.resolve("keyring.gpg"), keyring);
        Files.writeString(root.resolve("status"), "");
        Files.writeString(root.resolve("etc/sources"), Arrays.stream(sources).map(source -> "deb [signed-by="
                + root.resolve("keyring.gpg") + "] " + source + "\n").collect(Collectors.joining()));
        Files.writeString(root.resolve("conf"), """
                Dir "%1$s";
                Dir::Etc "%1$s/etc"; Dir::Etc::parts "/dev/null"; Dir::Etc::main "/dev/null";
                Dir::Etc::sourcelist "%1$s/etc/sources"; Dir::Etc::sourceparts "/dev/null";
                Dir::Etc::trusted "/dev/null"; Dir::Etc::trustedparts "/dev/null";
                Dir::State "%1$s"; Dir::State::lists "lists"; Dir::State::status "%1$s/status"; Dir::Cache "%1$s";
                Dir::Bin::Methods "/usr/lib/apt/methods"; Acquire::Languages "none"; APT::Architecture "amd64";
                APT::Architectures { "amd64"; }; APT::Sandbox::User "root"; APT::Update::Error-Mode "any";
                """.formatted(root) + settings);
    }

    /// Runs `apt-get` in its directory.
    Tool.Result run(String... arguments) {
        var command = new ArrayList<>(List.of("apt-get"));
        command.addAll(List.of(arguments));
        return Tool.tryRun(root, Map.of("APT_CONFIG", root.resolve("conf").toString()),
                command.toArray(String[]::new));
    }

    /// The files whose names end like this, in the directory of its lists or where it was run.
    List<Path> files(String directory, String suffix) throws IOException {
        try (var all = Files.list(root.resolve(directory))) {
            return all.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        }
    }
}
