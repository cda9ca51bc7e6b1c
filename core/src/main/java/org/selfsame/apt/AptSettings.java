package org.selfsame.apt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The files that apt reads, all of them in one directory of ours. Nothing of the host's is read: neither its fragments
/// of settings, which may switch checks off, nor its sources, keys, pins, passwords or state. What decides on security is
/// said here in any case, and never left to a default.
///
/// ```
/// apt.conf      the only settings
/// sources/      an archive a file
/// keyrings/     an archive a file
/// preferences/  the recipe's pins
/// lists/        what apt fetched of the archives
/// status        what is installed: nothing
/// ```
///
/// Source: apt.conf(5), sources.list(5).
final class AptSettings {
    private static final String NOTHING = "/dev/null";

    private final Path directory;
    private final List<String> architectures;
    private final boolean recommends;

    /// @param directory where the files are
    /// @param architectures Debian's names of the architectures, the first is that of the system
    /// @param recommends whether packages that others recommend are installed as well
    AptSettings(Path directory, List<String> architectures, boolean recommends) {
        this.directory = directory;
        this.architectures = List.copyOf(architectures);
        this.recommends = recommends;
    }

    /// Makes the directories and writes the settings.
    void write() throws IOException {
        for (var each : List.of("sources", "keyrings", "preferences", "lists/partial", "cache/archives/partial", "tmp",
                "log")) {
            Files.createDirectories(directory.resolve(each));
        }
        Files.write(status(), new byte[0]);
        Files.writeString(file(), text(), StandardCharsets.UTF_8);
    }

    /// What `APT_CONFIG` names.
    Path file() {
        return directory.resolve("apt.conf");
    }

    /// Where everything is.
    Path directory() {
        return directory;
    }

    /// The architecture of the system.
    String architecture() {
        return architectures.getFirst();
    }

    /// All architectures, that of the system first.
    List<String> architectures() {
        return architectures;
    }

    /// Where temporary files go.
    Path temporary() {
        return directory.resolve("tmp");
    }

    /// The file of the archive at this position.
    Path source(int position) {
        return directory.resolve("sources").resolve(numbered(position, ".sources"));
    }

    /// The keyring of the archive at this position.
    Path keyring(int position) {
        return directory.resolve("keyrings").resolve(numbered(position, ".gpg"));
    }

    /// The pins at this position.
    Path pins(int position) {
        return directory.resolve("preferences").resolve(numbered(position, ".pref"));
    }

    /// apt passes over files whose names have others than Latin letters and digits, in whatever language the user works.
    private static String numbered(int position, String suffix) {
        return String.format(Locale.ROOT, "%04d", position) + suffix;
    }

    /// What is installed.
    Path status() {
        return directory.resolve("status");
    }

    private String text() {
        var text = new ArrayList<String>();
        text.add(line("APT::Architecture", architecture()));
        architectures.forEach(it -> text.add(line("APT::Architectures::", it)));
        // of the host's: nothing
        text.add(line("Dir", directory));
        for (var each : List.of("parts", "main", "sourcelist", "trusted", "trustedparts", "netrc", "netrcparts",
                "preferences")) {
            text.add(line("Dir::Etc::" + each, NOTHING));
        }
        text.add(line("Dir::Etc", directory));
        text.add(line("Dir::Etc::sourceparts", directory.resolve("sources")));
        text.add(line("Dir::Etc::preferencesparts", directory.resolve("preferences")));
        text.add(line("Dir::State", directory));
        text.add(line("Dir::State::lists", directory.resolve("lists")));
        text.add(line("Dir::State::status", status()));
        text.add(line("Dir::Cache", directory.resolve("cache")));
        text.add(line("Dir::Log", directory.resolve("log")));
        // apt's methods run as the user who runs this
        text.add(line("APT::Sandbox::User", "root"));
        // security, each by name
        for (var on : List.of("Acquire::Check-Valid-Until", "Acquire::Check-Date", "Acquire::AllowTLS",
                "Acquire::https::Verify-Peer", "Acquire::https::Verify-Host", "APT::Hashes::MD5::Untrusted",
                "APT::Hashes::SHA1::Untrusted", "APT::Hashes::RIPE-MD/160::Untrusted")) {
            text.add(line(on, "true"));
        }
        for (var off : List.of("Acquire::AllowInsecureRepositories", "Acquire::AllowWeakRepositories",
                "Acquire::AllowDowngradeToInsecureRepositories", "Acquire::AllowUnsizedPackages",
                "APT::Get::AllowUnauthenticated", "Acquire::AllowReleaseInfoChange")) {
            text.add(line(off, "false"));
        }
        text.add(line("Acquire::Max-ValidTime", "0"));
        text.add(line("Acquire::Min-ValidTime", "0"));
        text.add(line("Acquire::Max-FutureTime", "10"));
        text.add(line("Acquire::ForceHash", "SHA256"));
        // what is fetched, and how
        text.add(line("Acquire::Languages", "none"));
        text.add(line("Acquire::PDiffs", "false"));
        text.add(line("Acquire::GzipIndexes", "true"));
        text.add(line("Acquire::IndexTargets::deb::Packages::KeepCompressedAs", "xz gz zst bz2 lzma lz4 uncompressed"));
        text.add(line("Acquire::IndexTargets::deb-src::Sources::KeepCompressedAs",
                "xz gz zst bz2 lzma lz4 uncompressed"));
        text.add(line("Acquire::Retries", "3"));
        text.add(line("Acquire::http::Timeout", "30"));
        text.add(line("Acquire::https::Timeout", "30"));
        // what is chosen
        text.add(line("APT::Install-Recommends", recommends));
        text.add(line("APT::Install-Suggests", false));
        text.add(line("APT::Solver", "internal"));
        text.add(line("APT::Planner", "internal"));
        text.add(line("APT::Get::Assume-Yes", true));
        text.add(line("APT::Get::Show-User-Simulation-Note", false));
        return String.join("\n", text) + "\n";
    }

    private static String line(String name, Object value) {
        return name + " \"" + value + "\";";
    }
}
