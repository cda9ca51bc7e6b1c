package org.selfsame.apt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.selfsame.content.BytesContent;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.testing.Gpg;
import org.selfsame.testing.Tool;

/// An archive of little packages with one suite, in a directory, signed with a throw-away key: as small as apt takes it.
public final class AptArchive {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'UTC'",
            Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final Path directory;
    private final String suite;
    private final Map<String, List<String>> paragraphs = new LinkedHashMap<>();
    private final Map<String, String> release = new LinkedHashMap<>();

    /// @param directory where it will lie; its path must be short, for GnuPG
    public AptArchive(Path directory, String suite) {
        this.directory = directory;
        this.suite = suite;
        release.put("Origin", "Test");
        release.put("Suite", suite);
        release.put("Codename", suite);
        release.put("Date", DATE.format(Instant.now().minusSeconds(3600)));
        release.put("Acquire-By-Hash", "no");
        release.put("Architectures", "amd64");
    }

    /// Where it is.
    public String uri() {
        return "file:" + directory;
    }

    /// Where its files are.
    public Path directory() {
        return directory;
    }

    /// Sets a field of its list; an empty value takes it out.
    public AptArchive field(String name, String value) {
        release.put(name, value);
        return this;
    }

    /// Sets a time of its list.
    public AptArchive time(String name, Instant time) {
        return field(name, DATE.format(time));
    }

    /// Adds a package to `main`; `fields` as in `Depends: b`.
    ///
    /// @return where it lies
    public Path add(String name, String version, String... fields) {
        return addTo("main", name, version, "all", fields);
    }

    /// Adds a package.
    Path addTo(String component, String name, String version, String architecture, String... fields) {
        try {
            var path = "pool/" + name + "_" + version.replaceFirst("^[0-9]+:", "") + "_" + architecture + ".deb";
            var deb = directory.resolve(path);
            Files.createDirectories(deb.getParent());
            var control = deb(deb, name, version, architecture, fields);
            list(component, "binary-amd64/Packages", control + "Filename: " + path + "\nSize: " + Files.size(deb)
                    + "\nSHA256: " + sha256(Files.readAllBytes(deb)) + "\n");
            return deb;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Adds a source package of two files, which nobody unpacks; `fields` as in `Build-Depends: b`.
    AptArchive source(String name, String version, String... fields) {
        try {
            var pool = Files.createDirectories(directory.resolve("pool"));
            var tar = name + "_" + version + ".tar.xz";
            var bytes = (name + " " + version).getBytes(StandardCharsets.UTF_8);
            Files.write(pool.resolve(tar), bytes);
            var dsc = "Format: 3.0 (native)\nSource: " + name + "\nVersion: " + version + "\nChecksums-Sha256:\n"
                    + line(tar, bytes);
            var dscBytes = dsc.getBytes(StandardCharsets.UTF_8);
            var dscName = name + "_" + version + ".dsc";
            Files.write(pool.resolve(dscName), dscBytes);
            return list("main", "source/Sources", "Package: " + name + "\nFormat: 3.0 (native)\nBinary: " + name
                    + "\nArchitecture: any\nVersion: " + version + "\nDirectory: pool\n" + String.join("\n", fields)
                    + (fields.length > 0 ? "\n" : "") + "Checksums-Sha256:\n" + line(tar, bytes)
                    + line(dscName, dscBytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Adds a paragraph to an index as it is.
    public AptArchive list(String component, String index, String paragraph) {
        paragraphs.computeIfAbsent(component + "/" + index, _ -> new ArrayList<>()).add(paragraph);
        return this;
    }

    /// Makes a package.
    ///
    /// @return its control file
    static String deb(Path deb, String name, String version, String architecture, String... fields)
            throws IOException {
        Tool.require("dpkg-deb");
        var root = Files.createTempDirectory(deb.getParent(), "deb");
        var control = "Package: " + name + "\nVersion: " + version + "\nArchitecture: " + architecture
                + "\nMaintainer: Nobody <nobody@example.org>\n" + String.join("\n", fields)
                + (fields.length > 0 ? "\n" : "") + "Description: a test\n";
        Files.createDirectories(root.resolve("DEBIAN"));
        Files.writeString(root.resolve("DEBIAN/control"), control);
        Files.createDirectories(root.resolve("usr/share/doc").resolve(name));
        Files.writeString(root.resolve("usr/share/doc").resolve(name).resolve("x"), name + " " + version + "\n");
        Tool.run(root, "dpkg-deb", "-Zgzip", "--root-owner-group", "-b", ".", deb.toString());
        return control;
    }

    /// Writes the indexes and their list, signed with `key`.
    public AptArchive publish(Gpg gpg, String key) {
        try {
            var dists = directory.resolve("dists").resolve(suite);
            var lines = new StringBuilder();
            for (var index : paragraphs.entrySet()) {
                var bytes = String.join("\n", index.getValue()).getBytes(StandardCharsets.UTF_8);
                var packed = new ByteArrayOutputStream();
                try (var out = new GZIPOutputStream(packed)) {
                    out.write(bytes);
                }
                var file = dists.resolve(index.getKey());
                Files.createDirectories(file.getParent());
                Files.write(file.resolveSibling(file.getFileName() + ".gz"), packed.toByteArray());
                lines.append(line(index.getKey(), bytes)).append(line(index.getKey() + ".gz", packed.toByteArray()));
            }
            release.putIfAbsent("Components", String.join(" ",
                    paragraphs.keySet().stream().map(it -> it.split("/", 2)[0]).distinct().toList()));
            var text = new StringBuilder();
            release.forEach((name, value) -> text.append(value.isEmpty() ? "" : name + ": " + value + "\n"));
            text.append("SHA256:\n").append(lines);
            Files.write(dists.resolve("InRelease"),
                    gpg.clearsign(key, text.toString().getBytes(StandardCharsets.UTF_8)));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String line(String path, byte[] bytes) throws IOException {
        return " " + sha256(bytes) + " " + bytes.length + " " + path + "\n";
    }

    static String sha256(byte[] bytes) throws IOException {
        return Digests.of(new BytesContent(bytes), DigestAlgorithm.SHA256, _ -> {}).hex();
    }
}
