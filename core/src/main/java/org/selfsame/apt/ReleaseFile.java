package org.selfsame.apt;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.FormatException;

/// What a `Release` file says, which `InRelease` has inside of its signatures. Source: the Debian wiki's
/// "DebianRepository/Format" and apt-secure(8).
///
/// @param suite its `Suite`, or empty
/// @param codename its `Codename`, or empty
/// @param date its `Date`
/// @param validUntil its `Valid-Until`, if it has one
/// @param architectures its `Architectures`
/// @param components its `Components`
/// @param allSeparate whether packages for every architecture have indexes of their own that apt reads
/// @param files the files that it vouches for by SHA-256, by their paths below the suite
public record ReleaseFile(String suite, String codename, Instant date, @Nullable Instant validUntil,
        List<String> architectures, List<String> components, boolean allSeparate, Map<String, Entry> files) {
    /// The largest `InRelease` that is read, in bytes. Debian's has 0.2 million.
    public static final int MOST_BYTES = 2 << 20;

    static final String FORMAT = "Release";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM uuuu H:mm:ss",
            Locale.ENGLISH);
    private static final List<String> ZONES = List.of(" UTC", " GMT", " +0000", " Z");

    /// Copies the lists and the map.
    public ReleaseFile {
        architectures = List.copyOf(architectures);
        components = List.copyOf(components);
        files = Map.copyOf(files);
    }

    /// A file that a list vouches for.
    ///
    /// @param size in bytes
    public record Entry(Digest sha256, long size) {}

    /// Reads the text of one; for an `InRelease` that is the text that was verified, never the file.
    ///
    /// @throws FormatException if it breaks a rule
    public static ReleaseFile read(byte[] text) throws IOException {
        if (text.length > MOST_BYTES) {
            throw new FormatException(FORMAT, MOST_BYTES, "has more than " + MOST_BYTES + " bytes");
        }
        var stanzas = new StanzaReader(FORMAT, new ByteArrayInputStream(text), MOST_BYTES);
        var stanza = stanzas.next();
        if (stanza == null) {
            throw new FormatException(FORMAT, 0, "has no field");
        }
        if (stanzas.next() != null) {
            throw new FormatException(FORMAT, 0, "has a second stanza");
        }
        var architectures = stanza.words("Architectures");
        boolean allSeparate = architectures.contains("all")
                && !stanza.words("No-Support-for-Architecture-all").contains("Packages");
        var until = stanza.get("Valid-Until");
        return new ReleaseFile(word(stanza, "Suite"), word(stanza, "Codename"), date(stanza, stanza.need("Date")),
                until == null ? null : date(stanza, until), architectures, stanza.words("Components"), allSeparate,
                files(stanza));
    }

    private static String word(Stanza stanza, String name) throws FormatException {
        var words = stanza.words(name);
        if (words.size() > 1) {
            throw stanza.broken(name + " is more than a word");
        }
        return words.isEmpty() ? "" : words.getFirst();
    }

    /// RFC 5322's form of a date, in UTC; the day of the week must be right.
    private static Instant date(Stanza stanza, String text) throws FormatException {
        for (var zone : ZONES) {
            if (text.endsWith(zone)) {
                try {
                    return LocalDateTime.parse(text.substring(0, text.length() - zone.length()), DATE)
                            .toInstant(ZoneOffset.UTC);
                } catch (DateTimeException _) {
                    break;
                }
            }
        }
        throw stanza.broken("not a date in UTC: " + text);
    }

    private static Map<String, Entry> files(Stanza stanza) throws FormatException {
        var files = new HashMap<String, Entry>();
        for (var line : ListedFile.lines(stanza, "SHA256")) {
            var entry = new Entry(line.sha256(), line.size());
            var before = files.putIfAbsent(line.path(), entry);
            if (before != null && !before.equals(entry)) {
                throw stanza.broken("two digests for " + line.path());
            }
        }
        return files;
    }

    /// A line of a field that lists files: digest, size, path.
    ///
    /// @param size in bytes
    record ListedFile(String path, Digest sha256, long size) {
        private static final int DIGITS = 15;

        /// The lines of a field; none of them if it is not there.
        ///
        /// @throws FormatException if a line is none, or a path leads out
        static List<ListedFile> lines(Stanza stanza, String field) throws FormatException {
            var files = new ArrayList<ListedFile>();
            for (var line : stanza.need(field).split("\n", -1)) {
                var words = line.strip().split("[ \t]+", -1);
                if (words.length == 1 && words[0].isEmpty()) {
                    continue;
                }
                if (words.length != 3 || !LockWord.SHA256.fits(words[0])
                        || !words[1].matches("[0-9]{1," + DIGITS + "}")) {
                    throw stanza.broken("a line of " + field + " is no digest, size and path");
                }
                if (!LockWord.PATH.fits(words[2])) {
                    throw stanza.broken("the path " + words[2] + " leads out, or has characters that paths have not");
                }
                files.add(new ListedFile(words[2], new Digest(DigestAlgorithm.SHA256, words[0]),
                        Long.parseLong(words[1])));
            }
            return files;
        }
    }
}
