package org.selfsame.apt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.selfsame.apt.ResolveException.Reason;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;

/// What the verified indexes say of packages that apt chose. Neither size nor digest is taken from apt.
final class Indexes {
    private static final String FORMAT = "Packages";

    private final List<PinnedArchive> archives;

    Indexes(List<PinnedArchive> archives) {
        this.archives = List.copyOf(archives);
    }

    /// The packages, with no use yet.
    ///
    /// @throws ResolveException if one is in no index at that address
    /// @throws IOException if an index cannot be read
    Map<Offer, Lock.Binary> binaries(Collection<Offer> offers, Task task) throws IOException {
        var wanted = new HashSet<String>();
        offers.forEach(it -> wanted.add(it.name()));
        var found = new HashMap<String, Lock.Binary>();
        for (int i = 0; i < archives.size(); i++) {
            for (var index : archives.get(i).indexes()) {
                if (!index.sources()) {
                    scan(i, index, wanted, found, task);
                }
            }
        }
        var result = new HashMap<Offer, Lock.Binary>();
        for (var offer : offers) {
            var binary = found.get(offer.address());
            if (binary == null || !binary.name().equals(offer.name()) || !binary.version().equals(offer.version())
                    || !binary.architecture().equals(offer.architecture())) {
                throw new ResolveException(Reason.NOT_IN_INDEX, offer.name() + " " + offer.version(),
                        List.of(offer.address()));
            }
            result.put(offer, binary);
        }
        return result;
    }

    /// Takes what an index says of `wanted`, by address.
    private void scan(int position, PinnedArchive.PinnedIndex index, Set<String> wanted,
            Map<String, Lock.Binary> found, Task task) throws IOException {
        try (var paragraphs = new Paragraphs(FORMAT,
                Files.newBufferedReader(index.decoded(), StandardCharsets.UTF_8))) {
            for (var fields = paragraphs.next(); fields != null; fields = paragraphs.next()) {
                task.checkCancelled();
                if (wanted.contains(fields.getOrDefault("package", ""))) {
                    var binary = binary(position, fields);
                    found.putIfAbsent(Offer.decoded(archives.get(position).address()) + "/" + binary.path(), binary);
                }
            }
        }
    }

    private static Lock.Binary binary(int position, Map<String, String> fields) throws FormatException {
        var path = value(fields, "filename");
        if (path.startsWith("/") || List.of(path.split("/", -1)).contains("..")) {
            throw new FormatException(FORMAT, 0, "a Filename that leads out of the archive");
        }
        return new Lock.Binary(value(fields, "package"), value(fields, "version"), value(fields, "architecture"),
                digest(value(fields, "sha256")), size(value(fields, "size")), path, position, Set.of(), false);
    }

    private static String value(Map<String, String> fields, String name) throws FormatException {
        var value = fields.get(name);
        if (value == null || value.isEmpty()) {
            throw new FormatException(FORMAT, 0, "a package without the field " + name);
        }
        return value;
    }

    static Digest digest(String hex) throws FormatException {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new FormatException(FORMAT, 0, "no SHA-256");
        }
        return new Digest(DigestAlgorithm.SHA256, hex);
    }

    static long size(String text) throws FormatException {
        if (!text.matches("[0-9]{1,15}")) {
            throw new FormatException(FORMAT, 0, "no size");
        }
        return Long.parseLong(text);
    }

    /// The fields of all versions of a package, those of the first archive first.
    ///
    /// @throws IOException if an index cannot be read
    List<Map<String, String>> paragraphs(String name, boolean sources, Task task) throws IOException {
        var found = new ArrayList<Map<String, String>>();
        for (var archive : archives) {
            for (var index : archive.indexes()) {
                if (index.sources() != sources) {
                    continue;
                }
                try (var paragraphs = new Paragraphs(FORMAT,
                        Files.newBufferedReader(index.decoded(), StandardCharsets.UTF_8))) {
                    for (var fields = paragraphs.next(); fields != null; fields = paragraphs.next()) {
                        task.checkCancelled();
                        if (name.equals(fields.get("package"))) {
                            found.add(fields);
                        }
                    }
                }
            }
        }
        return found;
    }
}
