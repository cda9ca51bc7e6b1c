package org.selfsame.apt;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.FormatException;
import org.selfsame.trust.TrustException;
import org.selfsame.trust.openpgp.CleartextMessage;
import org.selfsame.trust.openpgp.Keyring;
import org.selfsame.trust.openpgp.Policy;

/// An `InRelease` whose signature was checked. Source: the repository format of Debian.
///
/// @param fields its fields by their names in lower case
/// @param files the files that it lists, by their paths below the suite
/// @param signers the fingerprints of the certificates that signed it, sorted
record SignedList(Map<String, String> fields, Map<String, Listed> files, List<String> signers) {
    /// Larger than any genuine one by far.
    static final int MOST_BYTES = 2 << 20;
    private static final String FORMAT = "InRelease";

    /// What a list says of a file.
    ///
    /// @param sha256 its digest
    /// @param size its size in bytes
    record Listed(Digest sha256, long size) {}

    /// No signature of a list counts.
    static final class NotSigned extends IOException {
        private final boolean unknown;
        private final List<String> details;

        NotSigned(boolean unknown, List<String> details) {
            super(String.join("; ", details));
            this.unknown = unknown;
            this.details = details;
        }

        /// Whether the keyring has none of the keys.
        boolean unknown() {
            return unknown;
        }

        /// The keys that are named, or why each does not count.
        List<String> details() {
            return details;
        }
    }

    /// Reads a list and checks its signature.
    ///
    /// @throws NotSigned if no signature is good
    /// @throws TrustException if it is no signed text
    /// @throws FormatException if it is no list
    /// @throws IOException if it cannot be read
    static SignedList read(Content content, Keyring keyring, Policy policy) throws IOException {
        if (content.size() > MOST_BYTES) {
            throw new FormatException(FORMAT, 0, "more than " + MOST_BYTES + " bytes");
        }
        var checked = CleartextMessage.read(content).check(keyring, policy);
        var report = checked.report();
        var text = checked.verified();
        if (text.isEmpty()) {
            boolean unknown = report.refused().isEmpty();
            throw new NotSigned(unknown, unknown
                    ? report.unknown().stream().map(it -> it.issuerFingerprint().map(Object::toString)
                            .or(() -> it.issuerKeyId().map(Object::toString)).orElse("?")).toList()
                    : report.refused().stream().map(it -> it.reason().name()).toList());
        }
        var signers = report.good().stream().map(it -> it.certificate().hex()).distinct().sorted().toList();
        try (var paragraphs = new Paragraphs(FORMAT, new BufferedReader(new StringReader(
                new String(text.get(), StandardCharsets.UTF_8))))) {
            var fields = paragraphs.next();
            if (fields == null || paragraphs.next() != null) {
                throw new FormatException(FORMAT, 0, "not one paragraph");
            }
            return new SignedList(fields, files(fields.getOrDefault("sha256", "")), signers);
        }
    }

    private static Map<String, Listed> files(String value) throws FormatException {
        var files = new LinkedHashMap<String, Listed>();
        for (var line : value.lines().filter(it -> !it.isBlank()).toList()) {
            var parts = line.strip().split("\\s+", -1);
            if (parts.length != 3 || !parts[0].matches("[0-9a-f]{64}") || !parts[1].matches("[0-9]{1,15}")) {
                throw new FormatException(FORMAT, 0, "a line under SHA256 that names no file");
            }
            var listed = new Listed(new Digest(DigestAlgorithm.SHA256, parts[0]), Long.parseLong(parts[1]));
            var before = files.putIfAbsent(parts[2], listed);
            if (before != null && !before.equals(listed)) {
                throw new FormatException(FORMAT, 0, "two digests for one file");
            }
        }
        return files;
    }

    /// Its `Date`.
    ///
    /// @throws FormatException if it has none
    Instant date() throws FormatException {
        var date = time("date");
        if (date == null) {
            throw new FormatException(FORMAT, 0, "no Date");
        }
        return date;
    }

    /// Its `Valid-Until`, if it has one.
    ///
    /// @throws FormatException if it is none
    @Nullable
    Instant validUntil() throws FormatException {
        return time("valid-until");
    }

    /// A value, or empty.
    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /// The words of a value.
    List<String> words(String name) {
        var value = field(name);
        return value.isBlank() ? List.of() : List.of(value.strip().split("\\s+", -1));
    }

    private @Nullable Instant time(String name) throws FormatException {
        var value = fields.get(name);
        if (value == null) {
            return null;
        }
        try {
            // RFC 1123 knows the zone by its older name
            return Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value.replaceAll("\\s+", " ")
                    .replaceFirst("(UTC|Z)$", "GMT")));
        } catch (DateTimeParseException e) {
            throw new FormatException(FORMAT, 0, "no time in " + name, e);
        }
    }
}
