package org.selfsame.apt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;

/// What apt really takes for its settings.
class AptRunTest {
    /// What a host may have that would switch checks off, or run something.
    private static final String HOSTILE = """
            Acquire::Check-Valid-Until "false";
            Acquire::Check-Date "false";
            Acquire::AllowInsecureRepositories "true";
            APT::Get::AllowUnauthenticated "true";
            APT::Update::Pre-Invoke {"touch /tmp/never";};
            Acquire::http::Proxy "http://192.0.2.1:1/";
            Dir::Etc::trusted "/etc/apt/evil.gpg";
            APT::Install-Recommends "true";
            """;

    @TempDir
    private Path directory;

    private AptSettings settings() throws IOException {
        var settings = new AptSettings(directory.resolve("apt"), List.of("amd64", "i386"), false);
        settings.write();
        return settings;
    }

    @Test
    void everyCheckIsOn() throws IOException {
        Tool.require("apt-config");
        var dump = new AptRun(settings(), Map.of("http_proxy", "http://127.0.0.1:1/")).dump(Task.silent());
        assertThat(dump).contains("Acquire::Check-Valid-Until \"true\";", "Acquire::Check-Date \"true\";",
                "Acquire::AllowInsecureRepositories \"false\";", "Acquire::AllowWeakRepositories \"false\";",
                "Acquire::AllowDowngradeToInsecureRepositories \"false\";",
                "APT::Get::AllowUnauthenticated \"false\";", "Acquire::https::Verify-Peer \"true\";",
                "APT::Architecture \"amd64\";", "APT::Architectures:: \"i386\";", "Acquire::PDiffs \"false\";");
        assertThat(dump).noneMatch(line -> line.contains("-Invoke") || line.contains("::Proxy \"h"));
        var outside = dump.stream().filter(line -> line.startsWith("Dir::Etc") || line.startsWith("Dir::State"))
                .filter(line -> line.contains("\"/") && !line.contains("/dev/null"))
                .filter(line -> !line.contains("\"" + directory));
        assertThat(outside).isEmpty();
    }

    @Test
    void settingsOfTheHostHaveNoEffect() throws IOException {
        Tool.require("apt-config", "unshare", "mount");
        assumeTrue(Tool.tryRun(directory, Map.of(), "unshare", "--mount", "true").exit() == 0,
                "name spaces need root here");
        var settings = settings();
        var own = new AptRun(settings, Map.of()).dump(Task.silent());
        var etc = directory.resolve("etc");
        Files.createDirectories(etc.resolve("apt.conf.d"));
        Files.writeString(etc.resolve("apt.conf.d/99hostile"), HOSTILE);
        Files.writeString(etc.resolve("apt.conf"), HOSTILE);
        Files.writeString(etc.resolve("sources.list"), "deb [trusted=yes] http://192.0.2.1/ ./\n");
        Files.writeString(etc.resolve("preferences"), "Package: *\nPin: release *\nPin-Priority: -1\n");
        assertThat(dump(etc, "")).contains("Acquire::Check-Valid-Until \"false\"").contains("Pre-Invoke");
        assertThat(ofFiles(dump(etc, "APT_CONFIG=" + settings.file()).lines().toList())).isEqualTo(ofFiles(own));
    }

    /// Without what comes from the command line.
    private static List<String> ofFiles(List<String> dump) {
        return dump.stream().filter(line -> !line.startsWith("APT::Status-Fd") && !line.startsWith("quiet")
                && !line.startsWith("CommandLine")).toList();
    }

    /// What `apt-config dump` tells where `etc` lies over the host's directory.
    private String dump(Path etc, String environment) {
        return Tool.run(directory, "unshare", "--mount", "sh", "-c", "mount --bind \"$1\" /etc/apt && exec env -i "
                + "PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C " + environment + " apt-config dump", "sh",
                etc.toString()).out();
    }
}
