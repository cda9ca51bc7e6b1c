package org.selfsame.apt;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.store.Store;
import org.selfsame.task.Task;
import org.selfsame.testing.Gpg;
import org.selfsame.testing.Tool;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/// A small archive that is signed by a key of the test, with packages that dpkg-deb makes. What it says can be changed
/// before it is published.
final class TestArchive {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'UTC'",
            Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /// Packages by the names of their files: making one takes as long as all the rest.
    private static final Map<String, byte[]> MADE = new ConcurrentHashMap<>();
    private static final Map<List<String>, byte[]> KEYRINGS = new ConcurrentHashMap<>();

    final Path root;
    final String name;
    String suite = "oldstable";
    String codename = "bookworm";
    String asked = "bookworm";
    Instant date = Instant.parse("2026-07-11T10:16:37Z");
    @Nullable
    Instant validUntil;
    @Nullable
    Instant snapshot;
    @Nullable
    String original;
    String architectures = "all amd64";
    String extra = "No-Support-for-Architecture-all: Packages\n";
    byte[] keyring;
    private final Gpg gpg;
    private final List<String> keys;
    /// Files below the suite, which the list has.
    final TreeMap<String, byte[]> indexes = new TreeMap<>();
    private final List<Lock.Binary> packages = new ArrayList<>();
    private final List<Lock.Source> sources = new ArrayList<>();
    private final StringBuilder stanzas = new StringBuilder();
    private final StringBuilder sourceStanzas = new StringBuilder();

    TestArchive(Path root, String name, Gpg gpg, String... keys) {
        Tool.require("dpkg-deb");
        this.root = root;
        this.name = name;
        this.gpg = gpg;
        this.keys = List.of(keys);
        keyring = KEYRINGS.computeIfAbsent(this.keys, _ -> gpg.export(keys));
    }

    /// Makes a package and puts it into the pool and the list.
    Path add(String packageName, String version) throws IOException {
        var file = root.resolve("pool/main/" + packageName + "_" + version + "_amd64.deb");
        Files.createDirectories(file.getParent());
        var made = MADE.get(file.getFileName().toString());
        if (made == null) {
            make(packageName, version, file);
            MADE.put(file.getFileName().toString(), Files.readAllBytes(file));
        } else {
            Files.write(file, made);
        }
        list(packageName, version, file);
        return file;
    }

    private void make(String packageName, String version, Path file) throws IOException {
        var directory = root.resolve("make-" + packageName);
        Files.createDirectories(directory.resolve("DEBIAN"));
        Files.createDirectories(directory.resolve("usr/share/doc/" + packageName));
        Files.writeString(directory.resolve("usr/share/doc/" + packageName + "/README"), packageName + "\n");
        Files.writeString(directory.resolve("DEBIAN/control"), "Package: " + packageName + "\nVersion: " + version
                + "\nArchitecture: amd64\nMaintainer: T <t@example.org>\nDescription: a test\n of two lines\n");
        Tool.run(root, "dpkg-deb", "--root-owner-group", "--build", directory.toString(), file.toString());
    }

    /// Puts a file into the list as this package.
    void list(String packageName, String version, Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        var path = root.relativize(file).toString();
        packages.add(new Lock.Binary(packageName, version, "amd64", digest(bytes), bytes.length, path, 0,
                Set.of(Lock.Use.SYSTEM), true));
        stanza(packageName, version, path, digest(bytes), bytes.length);
    }

    void stanza(String packageName, String version, String path, Digest sha256, long size) {
        stanzas.append("Package: ").append(packageName).append("\nVersion: ").append(version)
                .append("\nArchitecture: amd64\nMaintainer: T <t@example.org>\nFilename: ").append(path)
                .append("\nSize: ").append(size).append("\nSHA256: ").append(sha256.hex())
                .append("\nDescription: a test\n\n");
    }

    /// Puts a source package of two files into the pool and the list.
    void addSource(String sourceName, String version) throws IOException {
        var directory = Files.createDirectories(root.resolve("pool/main"));
        var tar = sourceName + " tar".repeat(10);
        var tarName = sourceName + "_" + version + ".tar.xz";
        Files.writeString(directory.resolve(tarName), tar);
        var tarBytes = tar.getBytes(StandardCharsets.UTF_8);
        var dsc = "Format: 3.0 (native)\nSource: " + sourceName + "\nVersion: " + version + "\nChecksums-Sha256:\n "
                + digest(tarBytes).hex() + " " + tarBytes.length + " " + tarName + "\n";
        var signed = gpg.clearsign(keys.getFirst(), dsc.getBytes(StandardCharsets.UTF_8));
        var dscName = sourceName + "_" + version + ".dsc";
        Files.write(directory.resolve(dscName), signed);
        sources.add(new Lock.Source(sourceName, version, 0, List.of(),
                List.of(new Lock.SourceFile("pool/main/" + dscName, digest(signed), signed.length),
                        new Lock.SourceFile("pool/main/" + tarName, digest(tarBytes), tarBytes.length))));
        sourceStanzas.append("Package: ").append(sourceName).append("\nVersion: ").append(version)
                .append("\nBinary: ").append(sourceName)
                .append("\nDirectory: pool/main\nChecksums-Sha256:\n ").append(digest(signed).hex()).append(' ')
                .append(signed.length).append(' ').append(dscName).append("\n ").append(digest(tarBytes).hex())
                .append(' ').append(tarBytes.length).append(' ').append(tarName).append("\n\n");
    }

    /// Writes the indexes; what is put into [#indexes] after that replaces them.
    TestArchive index() throws IOException {
        put("main/binary-amd64/Packages", stanzas.toString());
        if (!sourceStanzas.isEmpty()) {
            put("main/source/Sources", sourceStanzas.toString());
        }
        return this;
    }

    void put(String path, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var compressed = new ByteArrayOutputStream();
        try (var out = new XZOutputStream(compressed, new LZMA2Options(0))) {
            out.write(bytes);
        }
        indexes.put(path, bytes);
        indexes.put(path + ".xz", compressed.toByteArray());
    }

    /// The list of the archive, not signed.
    String release() {
        return "Origin: Test\nSuite: " + suite + "\nCodename: " + codename + "\nDate: " + DATE.format(date) + "\n"
                + (validUntil == null ? "" : "Valid-Until: " + DATE.format(validUntil) + "\n") + "Architectures: "
                + architectures + "\nComponents: main\n" + extra + "SHA256:\n" + indexes.entrySet().stream()
                        .map(index -> " " + digest(index.getValue()).hex() + " " + index.getValue().length + " "
                                + index.getKey() + "\n")
                        .collect(Collectors.joining());
    }

    /// Signs the list and writes it and all indexes.
    TestArchive publish() throws IOException {
        return publish(release());
    }

    TestArchive publish(String release) throws IOException {
        var others = keys.stream().skip(1).flatMap(key -> List.of("-u", key).stream()).toArray(String[]::new);
        var list = gpg.clearsign(keys.getFirst(), release.getBytes(StandardCharsets.UTF_8), others);
        var directory = Files.createDirectories(root.resolve("dists").resolve(asked));
        Files.write(directory.resolve("InRelease"), list);
        for (var index : indexes.entrySet()) {
            var file = directory.resolve(index.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, index.getValue());
        }
        return this;
    }

    /// The list as it was published.
    byte[] list() throws IOException {
        return Files.readAllBytes(root.resolve("dists").resolve(asked).resolve("InRelease"));
    }

    /// What a lock says of this archive, by what lies in it; all files that it names go into the store.
    Lock.Archive locked(Store store) throws IOException {
        var list = list();
        put(store, list);
        put(store, keyring);
        var locked = new ArrayList<Lock.Index>();
        for (var index : indexes.entrySet()) {
            if (index.getKey().endsWith(".xz")) {
                locked.add(new Lock.Index(index.getKey(), put(store, index.getValue()), index.getValue().length));
            }
        }
        for (var file : files(root.resolve("pool"))) {
            put(store, Files.readAllBytes(file));
        }
        return new Lock.Archive(name, "file:" + root, asked, List.of("main"), new Lock.InRelease(digest(list),
                list.length, date, validUntil, codename, keys.stream().sorted().toList()), locked, digest(keyring),
                snapshot, original);
    }

    /// A lock of these archives with all of their packages.
    static Lock lock(Store store, TestArchive... archives) throws IOException {
        var locked = new ArrayList<Lock.Archive>();
        var packages = new ArrayList<Lock.Binary>();
        var sources = new ArrayList<Lock.Source>();
        for (var archive : archives) {
            int position = locked.size();
            locked.add(archive.locked(store));
            archive.packages.forEach(it -> packages.add(new Lock.Binary(it.name(), it.version(), it.architecture(),
                    it.sha256(), it.size(), it.path(), position, it.uses(), it.requested())));
            archive.sources.forEach(
                    it -> sources.add(new Lock.Source(it.name(), it.version(), position, it.binaries(), it.files())));
        }
        return new Lock(new Lock.RecipeStamp("tiny", "1", "/r", "0".repeat(40), null, Locks.digest(1)),
                Instant.parse("2026-07-12T00:00:00Z"), "amd64", locked, packages, sources, List.of());
    }

    static Digest put(Store store, byte[] bytes) throws IOException {
        return store.add(new ByteArrayInputStream(bytes), Task.silent());
    }

    static Digest digest(byte[] bytes) {
        try {
            return Digests.of(new BytesContent(bytes), DigestAlgorithm.SHA256, _ -> {});
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (var all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
