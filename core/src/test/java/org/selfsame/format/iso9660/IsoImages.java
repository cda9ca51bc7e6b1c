package org.selfsame.format.iso9660;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.selfsame.content.Content;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.content.FileContent;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Tree;
import org.selfsame.tree.Walk;

/// Source trees, images made of them by real tools, and what these tools say is in an image.
final class IsoImages {
    static final Instant TIME = Instant.parse("2024-02-03T04:05:06Z");
    /// xorriso's `lsdl`: mode, links, owner, group, size or device numbers, date, quoted path, quoted target.
    private static final Pattern LSDL = Pattern
            .compile("(\\S{10})\\s+(\\d+)\\s+(\\d+)\\s+(\\d+)\\s+([\\d,]+) .{12} '(.*?)'(?: -> '(.*)')?");

    private IsoImages() {}

    /// A tree with files of many sizes, long and foreign names, all kinds of symbolic links and a hard link.
    static Path source(Path directory) throws IOException {
        var source = Files.createDirectory(directory.resolve("source"));
        for (int size : new int[]{0, 1, 2047, 2048, 2049, 100_000}) {
            bytes(source.resolve("size-" + size), size);
        }
        var deep = Files.createDirectories(source.resolve("one/two/three/four/five/six/seven/eight/nine/ten"));
        bytes(deep.resolve("deep file.txt"), 5000);
        bytes(source.resolve("n".repeat(200) + ".long"), 10);
        bytes(source.resolve("\u00fcml\u00e4ut \u4e2d\u6587 \ud83d\ude00"), 11);
        bytes(source.resolve("gr\u00fc\u00df \u4e2d\u6587"), 14);
        bytes(source.resolve("UPPER.TXT"), 12);
        bytes(source.resolve("no.dots.at.all.left"), 13);
        Files.createDirectory(source.resolve("empty"));
        Files.createSymbolicLink(source.resolve("link-absolute"), Path.of("/absent/file"));
        Files.createSymbolicLink(source.resolve("link-relative"), Path.of("./../one//two/../x"));
        Files.createSymbolicLink(source.resolve("link-current"), Path.of("."));
        Files.createSymbolicLink(source.resolve("one/link-dots"), Path.of("../one"));
        Files.createSymbolicLink(source.resolve("link-long"), Path.of("component-of-a-long-target/".repeat(30) + "e"));
        Files.createSymbolicLink(source.resolve("link-wide"), Path.of("w".repeat(250) + "/v"));
        Files.createLink(source.resolve("one/hard"), source.resolve("size-2049"));
        for (int i = 0; i < 120; i++) {
            bytes(Files.createDirectories(source.resolve("many")).resolve("file-number-" + i), i);
        }
        Files.setPosixFilePermissions(source.resolve("size-1"), PosixFilePermissions.fromString("rwx--x--x"));
        stamp(source);
        return source;
    }

    static void bytes(Path file, int size) throws IOException {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        Files.write(file, bytes);
    }

    static void stamp(Path source) throws IOException {
        try (var paths = Files.walk(source)) {
            for (var path : paths.filter(path -> !Files.isSymbolicLink(path)).toList().reversed()) {
                Files.setLastModifiedTime(path, FileTime.from(TIME));
            }
        }
    }

    /// `xorriso -as mkisofs` of `source`.
    static Path xorriso(Path source, String... options) {
        return make(List.of("xorriso", "-as", "mkisofs"), source, options);
    }

    static Path genisoimage(Path source, String... options) {
        return make(List.of("genisoimage", "-quiet"), source, options);
    }

    private static Path make(List<String> program, Path source, String... options) {
        var image = source.resolveSibling("image.iso");
        var command = new ArrayList<>(program);
        command.addAll(List.of(options));
        command.addAll(List.of("-o", image.toString(), source.toString()));
        Tool.run(source, command.toArray(String[]::new));
        return image;
    }

    static IsoReader open(Path image) throws IOException {
        return open(FileContent.open(image));
    }

    static IsoReader open(Content image) throws IOException {
        return new IsoFormat().open(image, Limits.DEFAULT);
    }

    static Tree tree(IsoReader reader, String name) {
        return Objects.requireNonNull(reader.trees().get(name), name);
    }

    /// Each path with its mode, owner, size or device numbers and target, as xorriso reads the image.
    static List<String> listedByXorriso(Path image) {
        var lines = new ArrayList<String>();
        var out = Tool.run(Path.of("/"), "xorriso", "-indev", image.toString(), "-find", "/",
                "-exec", "lsdl").out();
        for (var line : out.lines().toList()) {
            var matcher = LSDL.matcher(line);
            if (!matcher.matches()) {
                throw new AssertionError(line);
            }
            var mode = matcher.group(1).replaceFirst("^e", "-");
            lines.add(mode + " " + matcher.group(3) + " " + matcher.group(4) + " " + matcher.group(5) + " "
                    + matcher.group(6) + (matcher.group(7) == null ? "" : " -> " + matcher.group(7)));
        }
        lines.sort(null);
        return lines;
    }

    /// The same of our tree.
    static List<String> listed(Tree tree) throws IOException {
        var lines = new ArrayList<String>();
        Walk.of(tree, Limits.DEFAULT, (path, entry) -> lines.add(line(path, entry)));
        lines.sort(null);
        return lines;
    }

    private static String line(String path, Entry entry) {
        var owner = entry.metadata().owner();
        var type = switch (entry) {
            case Entry.Directory _ -> "d";
            case Entry.File _ -> "-";
            case Entry.Symlink _ -> "l";
            case Entry.Device device -> device.block() ? "b" : "c";
            case Entry.Fifo _ -> "p";
            case Entry.Socket _ -> "s";
        };
        var size = switch (entry) {
            case Entry.File file -> Long.toString(file.size());
            case Entry.Device device -> device.major() + "," + device.minor();
            default -> "0";
        };
        return type + permissions(entry.metadata().permissions()) + " "
                + (owner == null ? "- -" : owner.user() + " " + owner.group()) + " " + size + " /" + path
                + (entry instanceof Entry.Symlink link ? " -> " + link.target() : "");
    }

    private static String permissions(int mode) {
        var text = new StringBuilder();
        for (int bit = 8; bit >= 0; bit--) {
            text.append((mode & 1 << bit) == 0 ? '-' : "xwr".charAt(bit % 3));
        }
        special(text, mode, 04000, 2, 's');
        special(text, mode, 02000, 5, 's');
        special(text, mode, 01000, 8, 't');
        return text.toString();
    }

    private static void special(StringBuilder text, int mode, int bit, int at, char letter) {
        if ((mode & bit) != 0) {
            text.setCharAt(at, text.charAt(at) == 'x' ? letter : Character.toUpperCase(letter));
        }
    }

    /// The digests of all files of our tree by path.
    static Map<String, String> digests(Tree tree) throws IOException {
        var digests = new TreeMap<String, String>();
        Walk.of(tree, Limits.DEFAULT, (path, entry) -> {
            if (entry instanceof Entry.File file) {
                digests.put(path, digest(file.content()));
            }
        });
        return digests;
    }

    /// The digests of all regular files below `source` by path.
    static Map<String, String> digests(Path source) throws IOException {
        var digests = new TreeMap<String, String>();
        try (var paths = Files.walk(source)) {
            for (var path : paths.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .toList()) {
                try (var content = FileContent.open(path)) {
                    digests.put(source.relativize(path).toString(), digest(content));
                }
            }
        }
        return digests;
    }

    static String digest(Content content) throws IOException {
        return Digests.of(content, DigestAlgorithm.SHA256, done -> {}).hex();
    }

    static List<String> codes(IsoReader reader) throws IOException {
        return reader.anomalies(Task.silent()).stream().map(Anomaly::code)
                .distinct().sorted().toList();
    }

    static String text(Entry entry) throws IOException {
        return new String(((Entry.File) entry).content().stream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
