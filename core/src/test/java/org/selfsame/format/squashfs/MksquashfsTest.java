package org.selfsame.format.squashfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.FileContent;
import org.selfsame.format.squashfs.SquashfsOptions.Fragments;
import org.selfsame.format.squashfs.SquashfsOptions.Stored;
import org.selfsame.format.squashfs.SquashfsOptions.Times;
import org.selfsame.format.squashfs.SquashfsOptions.Xattrs;
import org.selfsame.format.tar.TarFormat;
import org.selfsame.format.tar.TarOptions;
import org.selfsame.format.tar.TarWriter;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Entry;
import org.selfsame.tree.EntryTimes;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;

/// Images that are those of mksquashfs, byte for byte.
class MksquashfsTest {
    private static final Instant EPOCH = Instant.ofEpochSecond(1_600_050_000);
    /// Devices and owners, which only root can make on disk.
    private static final List<String> PSEUDO = List.of("-p", "dev d 755 0 0", "-p",
            "dev/console c 620 65534 100000 5 1", "-p", "dev/disk b 660 0 6 259 70000", "-p",
            "set-id f 4755 7 8 echo set-id");

    @TempDir
    private static Path directory;

    @BeforeAll
    static void makeTree() throws IOException {
        Tool.require("mksquashfs");
        IdentityTree.create(directory.resolve("tree"));
        Files.writeString(directory.resolve("sort"), IdentityTree.SORT);
    }

    /// mksquashfs makes an image of the tree; the tree in that image is written by us.
    @ParameterizedTest
    @ValueSource(strings = {"-comp gzip", "-comp gzip -b 1M", "-comp lz4", "-noI -noD -noF -noX -no-exports",
            "-comp lz4 -sort sort -b 8192 -tailends", "-comp xz", "-comp xz -b 1048576 -Xdict-size 1048576 -Xbcj x86"})
    void givesTheSameBytes(String arguments) throws IOException {
        assertSame(List.of(arguments.split(" ")), Encoders::of);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"-b 4096 -Xcompression-level 1", "-comp lz4 -b 1M", "-comp lz4 -b 4096", "-noId", "-noD",
            "-noF -no-xattrs", "-tailends", "-tailends -b 4096", "-no-fragments", "-no-exports -all-root",
            "-no-duplicates -nopad", "-sort sort", "-comp xz -Xbcj x86",
            "-comp xz -Xdict-size 8192", "-comp xz -b 1M -Xdict-size 786432 -tailends"})
    void givesTheSameBytesWithOtherOptions(String arguments) throws IOException {
        assertSame(List.of(arguments.split(" ")), Encoders::of);
    }

    /// The same libzstd as the installed mksquashfs has.
    @ParameterizedTest
    @ValueSource(strings = {"", "-b 1M -Xcompression-level 3"})
    void givesTheSameBytesWithTheSameZstd(String arguments) throws Exception {
        try (var zstd = OtherZstd.ofMksquashfs()) {
            var all = new ArrayList<>(List.of("-comp", "zstd"));
            all.addAll(Arrays.stream(arguments.split(" ")).filter(word -> !word.isEmpty()).toList());
            assertSame(all, options -> zstd.encoders(((SquashfsCompressor.Zstd) options.compressor()).level()));
        }
    }

    private interface EncoderSource {
        Encoders of(SquashfsOptions options);
    }

    private static void assertSame(List<String> arguments, EncoderSource encoders) throws IOException {
        var theirs = mksquashfs(directory.resolve("tree"), arguments, PSEUDO);
        try (var content = FileContent.open(theirs)) {
            var tree = new SquashfsFormat().open(content, Limits.DEFAULT).tree();
            var options = options(arguments);
            assertThat(write(tree, options, encoders.of(options))).hasSameBinaryContentAs(theirs);
        }
    }

    /// Here the tree comes from tar, which knows no sockets, and not from our reader.
    @Test
    void givesTheSameBytesForAnArchive() throws IOException {
        Tool.require("tar");
        var tree = directory.resolve("archived");
        Tool.run(directory, "cp", "-a", directory.resolve("tree").toString(), tree.toString());
        Files.delete(tree.resolve("socket"));
        Files.delete(tree.resolve("pipe-2"));
        Tool.run(directory, "tar", "-C", tree.toString(), "-cf", "tree.tar", ".");
        var arguments = List.of("-no-xattrs");
        var theirs = mksquashfs(tree, arguments, List.of());
        try (var content = FileContent.open(directory.resolve("tree.tar"))) {
            var read = new TarFormat().open(content, Limits.DEFAULT).tree();
            var options = options(arguments).with().times(new Times.NotAfter(EPOCH)).build();
            assertThat(write(read, options, Encoders.of(options))).hasSameBinaryContentAs(theirs);
        }
    }

    /// Few file systems keep many attributes: sqfstar, which is mksquashfs in all but where its tree comes from, takes them
    /// from an archive. Values recur in other sets and in the same one; some sets are larger than 64 KiB.
    @ParameterizedTest
    @CsvSource({"200, 9, 1", "6, 2000, 4", "3, 4000, 1"})
    void givesTheSameBytesForAttributes(int files, int attributes, int repeated) throws IOException {
        Tool.require("sqfstar");
        var dice = new Random(files);
        var values = Stream.concat(Stream.of(1, 7, 8, 9, 20, 127, 128, 129, 300).map("v"::repeat),
                IntStream.range(0, 20).mapToObj(i -> "a value " + i)).toList();
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < files; i++) {
            var set = new TreeMap<Name, byte[]>();
            for (int k = dice.nextInt(attributes); k >= 0; k--) {
                set.put(Name.of("user.k%04d".formatted(k)), values.get(dice.nextInt(values.size())).repeat(repeated)
                        .getBytes(StandardCharsets.US_ASCII));
            }
            entries.add(MemoryTree.file(Name.of("f%03d".formatted(i)), Metadata.builder().permissions(0644).owner(0, 0)
                    .modified(EPOCH).xattrs(set).build(), new BytesContent(new byte[]{1})));
        }
        var tree = new Tree(MemoryTree.directory(Name.of(""), Metadata.builder().permissions(0755).owner(0, 0)
                .modified(EPOCH).build(), entries));
        try (var out = Files.newOutputStream(directory.resolve("attributes.tar"))) {
            TarWriter.write(tree, TarOptions.pax(EntryTimes.keep(EPOCH)), out, Task.silent());
        }
        var theirs = Files.createTempFile(directory, "theirs", ".sqfs");
        Files.delete(theirs);
        var time = Long.toString(EPOCH.getEpochSecond());
        Tool.run(directory, "sh", "-c", "sqfstar -quiet -no-progress -comp gzip -root-mode 0755 -all-time " + time
                + " -mkfs-time " + time + " " + theirs + " < attributes.tar");
        var options = options(List.of("-comp", "gzip", "-no-exports")).with().fragments(Fragments.TAILS).build();
        assertThat(write(tree, options, Encoders.of(options))).hasSameBinaryContentAs(theirs);
    }

    @Test
    void allTimesAreTheSame() throws IOException {
        var tree = directory.resolve("tree/names");
        var theirs = mksquashfs(tree, List.of(), List.of("-all-time", "1500000000"));
        try (var content = FileContent.open(mksquashfs(tree, List.of(), List.of()))) {
            var options = options(List.of()).with().times(new Times.All(Instant.ofEpochSecond(1_500_000_000))).build();
            assertThat(write(new SquashfsFormat().open(content, Limits.DEFAULT).tree(), options, Encoders.of(options)))
                    .hasSameBinaryContentAs(theirs);
        }
    }

    /// A whole system, or what of it is installed here: some 36,000 inodes and 400 MB.
    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"-comp gzip", "-comp lz4", "-comp gzip -b 1M -sort sort", "-comp zstd", "-comp xz"})
    void givesTheSameBytesForASystem(String arguments) throws Exception {
        Tool.require("tar");
        Tool.run(directory, "bash", "-c", "test -d system || { mkdir system && cd / && find usr/share usr/lib -xdev"
                + " -size -900k -print0 | LC_ALL=C sort -z | head -z -n 36000 | tar --null --no-recursion -T - -c"
                + " | tar -x -C '" + directory + "/system'; }");
        var all = new ArrayList<>(List.of(arguments.split(" ")));
        all.add("-no-xattrs");
        var theirs = mksquashfs(directory.resolve("system"), all, List.of());
        var options = options(all);
        try (var content = FileContent.open(theirs);
                var zstd = all.contains("zstd") ? OtherZstd.ofMksquashfs() : null) {
            var encoders = zstd == null ? Encoders.of(options) : zstd.encoders(SquashfsCompressor.Zstd.DEFAULT_LEVEL);
            assertThat(write(new SquashfsFormat().open(content, Limits.DEFAULT).tree(), options, encoders))
                    .hasSameBinaryContentAs(theirs);
        }
    }

    private static Path mksquashfs(Path tree, List<String> arguments, List<String> more) throws IOException {
        var image = Files.createTempFile(directory, "theirs", ".sqfs");
        var command = new ArrayList<>(List.of("mksquashfs", tree.toString(), image.toString(), "-noappend", "-quiet",
                "-no-progress"));
        command.addAll(arguments.stream().map(word -> word.equals("sort")
                ? directory.resolve("sort").toString()
                : word).toList());
        command.addAll(more);
        var environment = more.contains("-all-time")
                ? Map.<String, String>of()
                : Map.of("SOURCE_DATE_EPOCH", Long.toString(EPOCH.getEpochSecond()));
        if (more.contains("-all-time")) {
            command.addAll(List.of("-mkfs-time", Long.toString(EPOCH.getEpochSecond())));
        }
        // with a sort list, the directory that it speaks of is the working directory
        var result = Tool.tryRun(tree, environment, command.toArray(String[]::new));
        assertThat(result.exit()).as(result.err()).isZero();
        return image;
    }

    private static SquashfsOptions options(List<String> arguments) throws IOException {
        var options = SquashfsOptions.of(EPOCH).with().compressor(SquashfsCompressor.GZIP).threads(2);
        var stored = new ArrayList<Stored>();
        for (int i = 0; i < arguments.size(); i++) {
            switch (arguments.get(i)) {
                case "-comp" -> options.compressor(switch (arguments.get(++i)) {
                    case "gzip" -> SquashfsCompressor.GZIP;
                    case "zstd" -> SquashfsCompressor.ZSTD;
                    case "lz4" -> SquashfsCompressor.LZ4;
                    case "xz" -> xz(arguments);
                    default -> throw new IllegalArgumentException();
                });
                case "-Xcompression-level" -> {
                    int level = Integer.parseInt(arguments.get(++i));
                    options.compressor(arguments.contains("zstd")
                            ? new SquashfsCompressor.Zstd(level)
                            : new SquashfsCompressor.Gzip(level, false));
                }
                case "-Xdict-size", "-Xbcj" -> i++;
                case "-b" -> {
                    var size = arguments.get(++i);
                    options.blockSize(size.equals("1M") ? 1 << 20 : Integer.parseInt(size));
                }
                case "-noI" -> stored.add(Stored.INODES);
                case "-noD" -> stored.add(Stored.DATA);
                case "-noF" -> stored.add(Stored.FRAGMENTS);
                case "-noX" -> stored.add(Stored.XATTRS);
                case "-noId" -> stored.add(Stored.IDS);
                case "-tailends" -> options.fragments(Fragments.TAILS);
                case "-no-fragments" -> options.fragments(Fragments.NONE);
                case "-no-exports" -> options.exported(false);
                case "-no-duplicates" -> options.sharing(false);
                case "-no-xattrs" -> options.xattrs(Xattrs.NONE);
                case "-all-root" -> options.rootOwned(true);
                case "-nopad" -> options.padded(false);
                case "-sort" -> {
                    i++;
                    options.sort(SortList.parse(IdentityTree.SORT.getBytes(StandardCharsets.UTF_8)));
                }
                default -> throw new IllegalArgumentException(arguments.get(i));
            }
        }
        return options.stored(Set.copyOf(stored)).build();
    }

    private static SquashfsCompressor.Xz xz(List<String> arguments) {
        int dictionary = arguments.indexOf("-Xdict-size");
        return new SquashfsCompressor.Xz(dictionary < 0 ? 0 : Integer.parseInt(arguments.get(dictionary + 1)),
                arguments.contains("-Xbcj"));
    }

    private static Path write(Tree tree, SquashfsOptions options, Encoders encoders) throws IOException {
        var image = Files.createTempFile(directory, "ours", ".sqfs");
        try (var channel = FileChannel.open(image, StandardOpenOption.WRITE)) {
            SquashfsWriter.write(tree, channel, options, encoders, null, null, Task.silent());
        }
        return image;
    }
}
