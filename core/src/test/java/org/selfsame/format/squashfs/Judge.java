package org.selfsame.format.squashfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.selfsame.content.Content;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;
import org.selfsame.tree.Walk;

/// Compares a tree that was read with what unsquashfs lists and extracts.
final class Judge {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String ROOT = "squashfs-root";

    private Judge() {}

    /// Expects the listing of `unsquashfs -lln`.
    static void assertSameListing(Path image, Tree tree) throws IOException {
        var expected = new ArrayList<String>();
        for (var line : Tool
                .run(Objects.requireNonNull(image.getParent()), "unsquashfs", "-lln", "-UTC", image.toString()).out()
                .lines()
                .toList()) {
            if (line.matches("[-dlcbps][-rwxsStT]{9} .*")) {
                expected.add(normalized(line));
            }
        }
        assertThat(expected).isNotEmpty();
        assertThat(listing(tree)).isEqualTo(expected);
    }

    private static String normalized(String line) {
        var parts = line.replaceFirst("(\\d), *(\\d)", "$1,$2").split(" +", 6);
        if (parts[0].startsWith("d")) {
            parts[2] = "-";
        }
        return String.join(" ", parts);
    }

    private static List<String> listing(Tree tree) throws IOException {
        var lines = new ArrayList<String>();
        Walk.of(tree, Limits.DEFAULT, (path, entry) -> {
            var metadata = entry.metadata();
            var owner = Objects.requireNonNull(metadata.owner());
            lines.add(String.join(" ", type(entry) + permissions(metadata.permissions()),
                    owner.user() + "/" + owner.group(), size(entry),
                    MINUTES.format(Objects.requireNonNull(metadata.modified())),
                    path.isEmpty() ? ROOT : ROOT + "/" + path + target(entry)));
        });
        return lines;
    }

    private static String type(Entry entry) {
        return switch (entry) {
            case Entry.Directory _ -> "d";
            case Entry.File _ -> "-";
            case Entry.Symlink _ -> "l";
            case Entry.Device device -> device.block() ? "b" : "c";
            case Entry.Fifo _ -> "p";
            case Entry.Socket _ -> "s";
        };
    }

    private static String size(Entry entry) {
        return switch (entry) {
            case Entry.Directory _ -> "-";
            case Entry.File file -> Long.toString(file.size());
            case Entry.Symlink link -> Integer.toString(link.target().length());
            case Entry.Device device -> device.major() + "," + device.minor();
            case Entry.Fifo _,Entry.Socket _ -> "0";
        };
    }

    private static String target(Entry entry) {
        return entry instanceof Entry.Symlink link ? " -> " + link.target() : "";
    }

    private static String permissions(int mode) {
        var text = new StringBuilder();
        for (int shift = 6; shift >= 0; shift -= 3) {
            int bits = mode >> shift;
            boolean special = (mode & 01000 << shift / 3) != 0;
            char set = shift == 0 ? 't' : 's';
            text.append((bits & 4) != 0 ? 'r' : '-').append((bits & 2) != 0 ? 'w' : '-');
            boolean x = (bits & 1) != 0;
            text.append(special ? x ? set : Character.toUpperCase(set) : x ? 'x' : '-');
        }
        return text.toString();
    }

    /// Expects the files that `directory` holds: contents, links, user xattrs, times, and which names are one file.
    /// Where the writer is not `exact` (gensquashfs), hard links and empty xattrs are not looked at.
    static void assertSameFiles(Path directory, Tree tree, boolean exact) throws IOException {
        var inodes = new HashMap<Long, Object>();
        var paths = new ArrayList<String>();
        Walk.of(tree, Limits.DEFAULT, (path, entry) -> {
            var file = directory.resolve(path);
            if (isPseudo(path) && !Files.exists(file)) {
                return;
            }
            paths.add(path);
            switch (entry) {
                case Entry.File it -> {
                    assertSameBytes(file, it.content());
                    if (exact) {
                        var identity = inodes.putIfAbsent(entry.metadata().inode(), SampleTree.identity(file));
                        assertThat(identity == null || identity.equals(SampleTree.identity(file))).as(path).isTrue();
                        assertThat(entry.metadata().links()).as(path)
                                .isEqualTo(((Number) Files.getAttribute(file, "unix:nlink")).longValue());
                    }
                }
                case Entry.Symlink it -> assertThat(it.target().toString())
                        .isEqualTo(Files.readSymbolicLink(file).toString());
                default -> {
                }
            }
            if (!path.isEmpty()) {
                // gensquashfs and tar2sqfs give the root a time of their own
                assertThat(entry.metadata().modified()).as(path)
                        .isEqualTo(Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant()
                                .truncatedTo(ChronoUnit.SECONDS));
            }
            if (entry instanceof Entry.File || entry instanceof Entry.Directory) {
                var expected = xattrs(file);
                expected.values().removeIf(value -> !exact && value.isEmpty());
                assertThat(text(entry.metadata().xattrs())).as(path).isEqualTo(expected);
            }
        });
        try (var all = Files.walk(directory)) {
            assertThat(paths).containsAll(all.filter(path -> !isSocket(path))
                    .map(path -> directory.relativize(path).toString()).toList());
        }
    }

    /// Made by mksquashfs, not on disk: see [SampleTree#PSEUDO].
    private static boolean isPseudo(String path) {
        return path.equals("dev") || path.startsWith("dev/") || path.equals("set-id");
    }

    /// tar leaves sockets out.
    private static boolean isSocket(Path path) {
        return path.endsWith("socket");
    }

    private static SortedMap<String, String> text(SortedMap<Name, byte[]> xattrs) {
        var text = new TreeMap<String, String>();
        xattrs.forEach((name, value) -> {
            if (name.toString().startsWith("user.")) {
                text.put(name.toString(), new String(value, StandardCharsets.UTF_8));
            }
        });
        return text;
    }

    private static SortedMap<String, String> xattrs(Path file) throws IOException {
        var view = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
        var text = new TreeMap<String, String>();
        for (var name : view.list()) {
            var value = ByteBuffer.allocate(view.size(name));
            view.read(name, value);
            text.put("user." + name, new String(value.array(), StandardCharsets.UTF_8));
        }
        return text;
    }

    /// Expects the bytes of `file`, read in large pieces, in odd small ones, and around holes.
    static void assertSameBytes(Path file, Content content) throws IOException {
        byte[] expected = Files.readAllBytes(file);
        assertThat(content.size()).as(file.toString()).isEqualTo(expected.length);
        var actual = new byte[expected.length];
        for (int at = 0; at < actual.length; at += 1 << 20) {
            content.read(at, actual, at, Math.min(1 << 20, actual.length - at));
        }
        assertThat(actual).as(file.toString()).isEqualTo(expected);
        if (expected.length > 10) {
            try (var stream = content.stream()) {
                stream.skipNBytes(7);
                assertThat(stream.readNBytes(50_000)).as(file.toString()).isEqualTo(
                        Arrays.copyOfRange(expected, 7, Math.min(expected.length, 50_007)));
            }
        }
        for (long at = 0; at < expected.length;) {
            long next = content.nextData(at);
            for (long i = at; i < next; i++) {
                assertThat(expected[(int) i]).isZero();
            }
            at = Math.max(next, at + 4096);
        }
    }
}
