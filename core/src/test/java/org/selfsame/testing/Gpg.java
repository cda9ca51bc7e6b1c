package org.selfsame.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The real GnuPG with a home of its own: makes throw-away keys and signatures, at any time.
public final class Gpg implements AutoCloseable {
    private static final Pattern FINGERPRINT = Pattern.compile("KEY_CREATED \\S+ ([0-9A-F]{40})");

    private final Path directory;
    private final Path home;
    private String clock = "";

    /// A home in `directory`, whose path must be short, for the agent's socket; skips the running test where GnuPG is
    /// missing.
    public Gpg(Path directory) {
        Tool.require("gpg", "gpgconf");
        this.directory = directory;
        this.home = directory.resolve("gnupg");
        try {
            Files.createDirectories(home);
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// From now on it is this time (UTC, as `20200131T000000`), and stays so.
    public Gpg at(String time) {
        clock = time;
        return this;
    }

    /// From now on it is what the clock says.
    public Gpg atPresent() {
        clock = "";
        return this;
    }

    /// Makes a primary key. `algorithm` as in `ed25519` or `rsa2048`, `usage` as in `sign`, `expires` as in `never`,
    /// `20200131T000000` or `1y`.
    ///
    /// @return its fingerprint
    public String key(String name, String algorithm, String usage, String expires) {
        var status = run("--status-fd", "1", "--quick-gen-key", name, algorithm, usage, expires).out();
        var matcher = FINGERPRINT.matcher(status);
        if (!matcher.find()) {
            throw new AssertionError("no key: " + status);
        }
        return matcher.group(1);
    }

    /// Makes a key that signs with Ed25519 and never expires.
    public String key(String name) {
        return key(name, "ed25519", "sign", "never");
    }

    /// The public keys with these fingerprints, or all, as a binary file.
    public byte[] export(String... fingerprints) {
        var arguments = new ArrayList<>(List.of("--export"));
        arguments.addAll(List.of(fingerprints));
        return produce(arguments);
    }

    /// A binary detached signature over `content`; `options` go before the command.
    public byte[] sign(String key, byte[] content, String... options) {
        return produce(arguments(key, options, "--detach-sign", write(content)));
    }

    /// `content` signed in cleartext.
    public byte[] clearsign(String key, byte[] content, String... options) {
        return produce(arguments(key, options, "--clear-sign", write(content)));
    }

    /// As [#sign(String, byte[], String...)], from file to file.
    public void sign(String key, Path file, Path signature, String... options) {
        produce(signature, arguments(key, options, "--detach-sign", file));
    }

    /// As [#clearsign(String, byte[], String...)], from file to file.
    public void clearsign(String key, Path file, Path signed, String... options) {
        produce(signed, arguments(key, options, "--clear-sign", file));
    }

    /// Revokes the key as compromised, by the certificate that was made with it.
    public void revoke(String fingerprint) {
        var certificate = home.resolve("openpgp-revocs.d").resolve(fingerprint + ".rev");
        try {
            Files.writeString(certificate, Files.readString(certificate).replace(":-----BEGIN", "-----BEGIN"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run("--import", certificate.toString());
    }

    /// A signed message with `content` inside.
    public byte[] signInline(String key, byte[] content, String... options) {
        return produce(arguments(key, options, "--sign", write(content)));
    }

    /// Runs gpg with these arguments and expects success.
    public Tool.Result run(String... arguments) {
        var command = new ArrayList<>(List.of("gpg", "--homedir", home.toString(), "--no-options", "--batch",
                "--yes", "--quiet", "--no-tty", "--pinentry-mode", "loopback", "--passphrase", "", "--trust-model",
                "always", "--allow-weak-digest-algos"));
        if (!clock.isEmpty()) {
            command.addAll(List.of("--faked-system-time", clock + "!"));
        }
        command.addAll(List.of(arguments));
        return Tool.run(directory, command.toArray(String[]::new));
    }

    /// Where GnuPG keeps what it knows.
    public Path home() {
        return home;
    }

    @Override
    public void close() {
        Tool.tryRun(directory, Map.of(), "gpgconf", "--homedir", home.toString(), "--kill", "all");
    }

    private static List<String> arguments(String key, String[] options, String command, Path input) {
        var arguments = new ArrayList<>(List.of("-u", key));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of(command, input.toString()));
        return arguments;
    }

    private byte[] produce(List<String> arguments) {
        try {
            var output = Files.createTempFile(directory, "gpg", ".out");
            produce(output, arguments);
            return Files.readAllBytes(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void produce(Path output, List<String> arguments) {
        var all = new ArrayList<>(List.of("--output", output.toString()));
        all.addAll(arguments);
        run(all.toArray(String[]::new));
    }

    private Path write(byte[] content) {
        try {
            return Files.write(Files.createTempFile(directory, "gpg", ".in"), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
