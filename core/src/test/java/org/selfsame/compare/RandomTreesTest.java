package org.selfsame.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.selfsame.compare.Difference.Kind;
import org.selfsame.content.BytesContent;
import org.selfsame.testing.Tool;

/// Random trees, of which one is the other one with random edits, packed by the peers' tools with random options: every
/// edit is found, nothing is found that is no edit, and every byte that differs is explained.
class RandomTreesTest {
    private static final int EVERY_DAY = 30;
    private static final int SLOWLY = 600;
    private static final Instant TIME = Instant.ofEpochSecond(Workshop.TIME);

    @TempDir
    private Path directory;

    static LongStream everyDay() {
        return LongStream.range(0, EVERY_DAY);
    }

    static LongStream slowly() {
        return LongStream.range(EVERY_DAY, SLOWLY);
    }

    @ParameterizedTest
    @MethodSource("everyDay")
    void findsEveryEdit(long seed) throws IOException {
        round(seed);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("slowly")
    void findsEveryEditOfManyMore(long seed) throws IOException {
        round(seed);
    }

    /// How a tree becomes an image. What a format does not keep cannot be found.
    private enum Packing {
        SQUASHFS, ISO, TAR, CPIO, ZIP, EXT4;

        boolean keepsLinks() {
            return this != ZIP;
        }
    }

    private void round(long seed) throws IOException {
        var random = new Random(seed);
        var shop = new Workshop(directory);
        var packing = Packing.values()[random.nextInt(Packing.values().length)];
        var options = options(random, packing);
        var left = tree(shop, seed, 4 + random.nextInt(25));
        var right = tree(shop, seed, Workshop.members(left).size() - 3);
        var edits = new TreeSet<String>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            edit(random, right, i, packing, edits);
        }
        restoreTimes(left);
        restoreTimes(right);
        byte[] a = pack(shop, packing, left, options);
        byte[] b = pack(shop, packing, right, options);
        var found = Trees.compare(new BytesContent(a), new BytesContent(b), 1);
        var what = packing + " " + options + " " + edits + "\n" + String.join("\n", Trees.lines(found));
        assertThat(found.troubles()).as(what).isEmpty();
        var named = new TreeSet<String>();
        for (var difference : found.differences()) {
            if (difference.kind() != Kind.LAYOUT && !difference.field().equals("changed")) {
                named.add(difference.kindName() + " " + difference.path() + (difference.movedTo() == null
                        ? ""
                        : " " + difference.movedTo()) + " " + difference.field());
            }
        }
        assertThat(named).as(what).isEqualTo(edits);
        assertThat(found.accounts()).as(what).allSatisfy(account -> {
            assertThat(account.unexplained()).isEmpty();
            assertThat(account.explained()).isEqualTo(account.different());
        });
        assertThat(Trees.compare(new BytesContent(a), new BytesContent(b), 4)).usingRecursiveComparison()
                .ignoringFields("differences.subject").isEqualTo(found);
    }

    /// A tree of `files` files, the same for the same seed, below three directories.
    private static Path tree(Workshop shop, long seed, int files) throws IOException {
        var tree = shop.fresh();
        for (var name : List.of("a", "b", "b/c")) {
            Files.createDirectory(tree.resolve(name));
        }
        for (int i = 0; i < files; i++) {
            var random = new Random(seed * 1000 + i);
            int size = 1 + random.nextInt(random.nextInt(8) == 0 ? 200_000 : 6000);
            var bytes = random.nextBoolean() ? Workshop.text(seed + i, size) : Workshop.noise(seed + i, size);
            // no two files are alike
            bytes = Workshop.with(("file " + i + "\n").getBytes(StandardCharsets.US_ASCII), bytes);
            Files.write(tree.resolve(path(i)), bytes);
        }
        return tree;
    }

    private static String path(int file) {
        return List.of("", "a/", "b/", "b/c/").get(file % 4) + "f" + file;
    }

    /// Edits one file that no other edit touches.
    private static void edit(Random random, Path tree, int number, Packing packing, Set<String> edits)
            throws IOException {
        var name = path(number);
        var file = tree.resolve(name);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        switch (random.nextInt(7)) {
            case 0 -> {
                byte[] bytes = Files.readAllBytes(file);
                bytes[random.nextInt(bytes.length - 8) + 8] ^= 0x55;
                Files.write(file, bytes);
                edits.add("content !/" + name + " ");
            }
            case 1 -> {
                byte[] bytes = Files.readAllBytes(file);
                Files.write(file, Workshop.with(bytes, Workshop.noise(number, 1 + random.nextInt(5000))));
                edits.add("content !/" + name + " ");
            }
            case 2 -> {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));
                edits.add("metadata !/" + name + " permissions");
            }
            case 3 -> {
                if (packing != Packing.ISO) {
                    Files.setLastModifiedTime(file, FileTime.from(TIME.minusSeconds(2 + 2 * random.nextInt(1000))));
                    edits.add("metadata !/" + name + " modified");
                }
            }
            case 4 -> {
                Files.delete(file);
                edits.add("removed !/" + name + " ");
            }
            case 5 -> {
                Files.write(tree.resolve("b/new" + number), Workshop.noise(900 + number, 1 + random.nextInt(9000)));
                edits.add("added !/b/new" + number + " ");
            }
            default -> {
                if (packing.keepsLinks() && random.nextBoolean()) {
                    Files.delete(file);
                    Files.createSymbolicLink(file, Path.of("elsewhere"));
                    edits.add("type !/" + name + " type");
                } else {
                    var target = "a/moved" + number;
                    Files.move(file, tree.resolve(target));
                    edits.add("moved !/" + name + " !/" + target + " ");
                }
            }
        }
    }

    private static void restoreTimes(Path tree) throws IOException {
        Workshop.settle(tree);
        try (var paths = Files.walk(tree)) {
            for (var path : paths.filter(Files::isRegularFile).toList()) {
                var view = Files.getFileAttributeView(path, BasicFileAttributeView.class);
                view.setTimes(null, FileTime.from(TIME), null);
            }
        }
    }

    private static List<String> options(Random random, Packing packing) {
        var options = new ArrayList<String>();
        switch (packing) {
            case SQUASHFS -> {
                options.addAll(List.of("-comp", pick(random, "gzip", "xz", "zstd", "lz4", "lzo"), "-b", pick(random,
                        "4096", "32768", "131072")));
                maybe(random, options, "-no-fragments", "-no-exports", "-no-duplicates", "-always-use-fragments");
            }
            case TAR -> options.add("--format=" + pick(random, "gnu", "ustar", "v7", "oldgnu"));
            case CPIO -> options.addAll(List.of("-H", pick(random, "newc", "crc", "odc"), "-R", "0:0"));
            case ZIP -> options.add("-" + random.nextInt(10));
            case ISO -> maybe(random, options, "-no-pad", "-l", "-iso-level");
            case EXT4 -> {
                options.addAll(List.of("-I", pick(random, "256", "128")));
                maybe(random, options, "-m0");
            }
        }
        if (options.contains("-iso-level")) {
            options.add(options.indexOf("-iso-level") + 1, "3");
        }
        return options;
    }

    private static String pick(Random random, String... from) {
        return from[random.nextInt(from.length)];
    }

    private static void maybe(Random random, List<String> options, String... some) {
        for (var option : some) {
            if (random.nextBoolean()) {
                options.add(option);
            }
        }
    }

    private static byte[] pack(Workshop shop, Packing packing, Path tree, List<String> options) throws IOException {
        var all = options.toArray(String[]::new);
        var members = Workshop.members(tree);
        return switch (packing) {
            case SQUASHFS -> shop.squashfs(tree, all);
            case ISO -> shop.iso(tree, all);
            case TAR -> shop.tar(tree, members, all);
            case CPIO -> shop.cpio(tree, members, all);
            case EXT4 -> shop.ext4(tree, all);
            case ZIP -> {
                Tool.require("zip");
                var out = shop.fresh().resolve("out.zip");
                var command = new ArrayList<>(List.of("zip", "-q", "-y", "-X"));
                command.addAll(options);
                command.add(out.toString());
                command.addAll(members);
                shop.run(tree, command.toArray(String[]::new));
                yield Files.readAllBytes(out);
            }
        };
    }
}
