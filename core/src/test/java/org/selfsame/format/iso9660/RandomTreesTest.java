package org.selfsame.format.iso9660;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.task.Task;
import org.selfsame.testing.FuzzReader;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;

/// Writes trees that nobody thought of, and reads them back with our reader and with xorriso.
class RandomTreesTest {
    private static final String LETTERS = "abcXYZ019.-_ +~\u00e9\u4e2d;:*?";
    private static final int MAX_DEPTH = 6;

    @TempDir
    private Path directory;

    private static String name(Random random) {
        int length = random.nextInt(8) == 0 ? random.nextInt(60, 85) : random.nextInt(1, 20);
        var name = new StringBuilder();
        random.ints(length, 0, LETTERS.length()).forEach(i -> name.append(LETTERS.charAt(i)));
        // no "." and "..", and no blanks at the ends: the listing that judges would hide them
        return "n" + name + "n";
    }

    private static String target(Random random) {
        var parts = new ArrayList<String>();
        for (int count = random.nextInt(1, 20); count > 0; count--) {
            parts.add(switch (random.nextInt(6)) {
                case 0 -> "..";
                case 1 -> ".";
                default -> name(random);
            });
        }
        return (random.nextBoolean() ? "/" : "") + String.join("/", parts);
    }

    private static Metadata metadata(Random random) {
        return Metadata.builder().permissions(random.nextInt(010000)).owner(random.nextInt(70_000),
                random.nextInt(70_000)).modified(Instant.ofEpochSecond(random.nextInt(2_000_000_000))).build();
    }

    private static Entry entry(String name, Random random, int depth) {
        var metadata = metadata(random);
        var bytes = Name.of(name);
        return switch (depth < MAX_DEPTH ? random.nextInt(10) : random.nextInt(3, 10)) {
            case 0, 1, 2 -> directory(bytes, metadata, random, depth + 1);
            case 3 -> new Entry.Symlink(bytes, metadata, Name.of(target(random)));
            case 4 -> new Entry.Device(bytes, metadata, random.nextBoolean(), random.nextInt(1, 4096),
                    random.nextInt(1 << 20));
            case 5 -> random.nextBoolean() ? new Entry.Fifo(bytes, metadata) : new Entry.Socket(bytes, metadata);
            default -> {
                var content = new byte[random.nextInt(5) == 0 ? random.nextInt(10_000) : random.nextInt(3)];
                random.nextBytes(content);
                yield MemoryTree.file(bytes, metadata, new BytesContent(content));
            }
        };
    }

    private static Entry.Directory directory(Name name, Metadata metadata, Random random, int depth) {
        Map<String, Entry> children = new LinkedHashMap<>();
        for (int count = random.nextInt(12); count > 0; count--) {
            var child = name(random);
            children.put(child, entry(child, random, depth));
        }
        return MemoryTree.directory(name, metadata, new ArrayList<>(children.values()));
    }

    /// A random tree with a directory of hard links beside what it has.
    private static Tree tree(Random random) {
        var names = new ArrayList<Entry>();
        for (int inode = 1; inode <= random.nextInt(2, 6); inode++) {
            var content = new byte[random.nextInt(1, 5_000)];
            random.nextBytes(content);
            var metadata = metadata(random).with().inode(inode).build();
            for (int link = random.nextInt(1, 4); link >= 0; link--) {
                names.add(
                        MemoryTree.file(Name.of("name " + link + " of " + inode), metadata, new BytesContent(content)));
            }
        }
        var root = directory(Name.of(""), metadata(random), random, 0);
        return new Tree(with(root, MemoryTree.directory(Name.of("linked"), metadata(random), names)));
    }

    private static Entry.Directory with(Entry.Directory directory, Entry more) {
        try {
            var children = new ArrayList<>(directory.children());
            children.add(more);
            return MemoryTree.directory(directory.name(), directory.metadata(), children);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] write(Tree tree) throws IOException {
        var out = new ByteArrayOutputStream();
        IsoWriter.write(tree, IsoOptions.of("RANDOM", Instant.EPOCH), out, Limits.DEFAULT, Task.silent());
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void readsBack(long seed) throws IOException {
        var random = new Random(seed);
        var tree = tree(random);
        byte[] bytes = write(tree);
        var reader = IsoImages.open(new BytesContent(bytes));
        assertThat(IsoImages.listed(reader.tree())).isEqualTo(IsoImages.listed(tree));
        assertThat(IsoImages.digests(reader.tree())).isEqualTo(IsoImages.digests(tree));
        assertThat(reader.anomalies(Task.silent())).isEmpty();
        assertThat(reader.layout(Task.silent()).unknown()).isEmpty();
        assertThat(List.copyOf(IsoImages.digests(IsoImages.tree(reader, "joliet")).values()))
                .containsExactlyInAnyOrderElementsOf(IsoImages.digests(tree).values());
        assertThat(write(reader.tree())).as("written again").isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(longs = {101, 102, 103})
    void xorrisoReadsTheSame(long seed) throws IOException {
        Tool.require("xorriso");
        var random = new Random(seed);
        var tree = tree(random);
        var image = Files.write(directory.resolve("random.iso"), write(tree));
        assertThat(IsoImages.listedByXorriso(image)).isEqualTo(IsoImages.listed(tree));
        var out = directory.resolve("xorriso");
        // permissions that keep the owner out of directories are restored afterwards
        Tool.run(directory, "xorriso", "-osirrox", "on:auto_chmod_on", "-indev", image.toString(), "-extract", "/",
                out.toString());
        assertThat(IsoImages.digests(out)).isEqualTo(withoutEscapes(IsoImages.digests(tree)));
        // JUnit would warn of each link that leads elsewhere
        Tool.run(directory, "rm", "-r", out.toString());
    }

    @ParameterizedTest
    @ValueSource(longs = {201, 202})
    void libarchiveReadsTheSame(long seed) throws IOException {
        Tool.require("bsdtar");
        var random = new Random(seed);
        var tree = tree(random);
        var image = Files.write(directory.resolve("random.iso"), write(tree));
        var out = Files.createDirectory(directory.resolve("bsdtar"));
        Tool.run(directory, "bsdtar", "-xf", image.toString(), "-C", out.toString(), "--no-same-permissions",
                "--include",
                "*linked*");
        var linked = Files.getAttribute(out.resolve("linked/name 0 of 1"), "unix:nlink");
        assertThat(linked).isEqualTo((int) tree.find("linked").map(RandomTreesTest::firstLinks).orElseThrow());
        for (var name : tree.root().children()) {
            if (name.name().equals(Name.of("linked"))) {
                var theirs = IsoImages.digests(out.resolve("linked"));
                assertThat(theirs).isEqualTo(IsoImages.digests(new Tree((Entry.Directory) name)));
            }
        }
    }

    /// How many names the first file has.
    private static int firstLinks(Entry linked) {
        try {
            return (int) ((Entry.Directory) linked).children().stream()
                    .filter(entry -> entry.name().toString().endsWith(" of 1")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Paths as they are, where ours escape backslashes.
    private static Map<String, String> withoutEscapes(Map<String, String> digests) {
        var plain = new TreeMap<String, String>();
        digests.forEach((path, digest) -> plain.put(path.replace("\\\\", "\\"), digest));
        return plain;
    }

    /// Relocated directories, boot catalogs and continuation areas of real tools, with bytes changed at random.
    @ParameterizedTest
    @ValueSource(strings = {"xorriso.iso", "genisoimage.iso", "relocated"})
    void survivesAnyLie(String image) throws IOException {
        byte[] sound = sound(image);
        var random = new Random(image.hashCode());
        for (int run = 0; run < 500; run++) {
            byte[] bytes = sound.clone();
            for (int change = random.nextInt(1, 4); change > 0; change--) {
                int at = random.nextInt(Iso.SYSTEM_AREA, bytes.length);
                // most of an image is zero: change what is not, as often as not
                for (int tries = 0; bytes[at] == 0 && tries < 50; tries++) {
                    at = random.nextInt(Iso.SYSTEM_AREA, bytes.length);
                }
                bytes[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : bytes[at] + random.nextInt(-2, 3));
            }
            FuzzReader.exercise(new IsoFormat(), bytes);
        }
    }

    private byte[] sound(String image) throws IOException {
        if (!image.equals("relocated")) {
            try (var seed = getClass().getResourceAsStream("IsoFuzzTestInputs/readsAnyBytes/" + image)) {
                return seed == null ? new byte[0] : seed.readAllBytes();
            }
        }
        Tool.require("genisoimage");
        var source = Files.createDirectories(directory.resolve("source"));
        Files.createDirectories(source.resolve("1/2/3/4/5/6/7/8/9/10"));
        Files.createDirectories(source.resolve("1/2/3/4/5/6/7/other/9"));
        return Files.readAllBytes(IsoImages.genisoimage(source, "-R", "-no-pad"));
    }
}
