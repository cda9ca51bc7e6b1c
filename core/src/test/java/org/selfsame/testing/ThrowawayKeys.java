package org.selfsame.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// GnuPG with throw-away keys in a directory of its own.
public final class ThrowawayKeys implements AutoCloseable {
    private final Path home;

    /// @param home a directory that does not exist yet; its path must be short, for the agent's socket
    public ThrowawayKeys(Path home) {
        Tool.require("gpg");
        this.home = home;
        try {
            Files.createDirectory(home,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A new Ed25519 key.
    ///
    /// @param made when, as `20250102T030405`
    /// @param expires `never`, or a time from then on, such as `1y`
    /// @return its fingerprint
    public String key(String userId, String made, String expires) {
        return key(userId, made, expires, "ed25519");
    }

    /// As the other, with an algorithm as gpg names it.
    public String key(String userId, String made, String expires, String algorithm) {
        run("--faked-system-time", made + "!", "--quick-generate-key", userId, algorithm, "sign", expires);
        return run("--with-colons", "--list-keys", "=" + userId).lines().filter(line -> line.startsWith("fpr:"))
                .map(line -> line.split(":", -1)[9]).findFirst().orElseThrow();
    }

    /// The public key, binary.
    public byte[] export(String fingerprint) {
        var file = home.resolve("export-" + fingerprint);
        run("--yes", "--output", file.toString(), "--export", fingerprint);
        return bytes(file);
    }

    /// Revokes the key as compromised.
    public void revoke(String fingerprint) {
        var certificate = home.resolve("openpgp-revocs.d").resolve(fingerprint + ".rev");
        try {
            Files.writeString(certificate, Files.readString(certificate).replace(":-----BEGIN", "-----BEGIN"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run("--import", certificate.toString());
    }

    /// Signs `file` detached into `signature`.
    public void sign(String fingerprint, Path file, Path signature, String... options) {
        make("--detach-sign", fingerprint, file, signature, options);
    }

    /// Signs `file` in cleartext into `signed`.
    public void clearsign(String fingerprint, Path file, Path signed, String... options) {
        make("--clear-sign", fingerprint, file, signed, options);
    }

    private void make(String how, String fingerprint, Path file, Path out, String... options) {
        var arguments = new ArrayList<>(List.of("--yes", "--local-user", fingerprint));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("--output", out.toString(), how, file.toString()));
        run(arguments.toArray(String[]::new));
    }

    private String run(String... arguments) {
        var command = new ArrayList<>(List.of("gpg", "--homedir", home.toString(), "--batch", "--quiet", "--no-tty",
                "--no-options", "--pinentry-mode", "loopback", "--passphrase", "", "--trust-model", "always"));
        command.addAll(List.of(arguments));
        return Tool.run(home, command.toArray(String[]::new)).out();
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        Tool.tryRun(home, Map.of("GNUPGHOME", home.toString()), "gpgconf", "--kill", "all");
    }
}
