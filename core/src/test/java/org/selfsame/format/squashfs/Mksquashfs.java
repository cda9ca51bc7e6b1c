package org.selfsame.format.squashfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.luben.zstd.util.ZstdVersion;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.selfsame.content.BytesContent;
import org.selfsame.content.FileContent;
import org.selfsame.format.squashfs.SquashfsOptions.Fragments;
import org.selfsame.format.squashfs.SquashfsOptions.Stored;
import org.selfsame.format.squashfs.SquashfsOptions.Xattrs;
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

/// A mksquashfs: the installed one, or one of another Debian release.
///
/// @param version as it states it, such as `4.5.1`
/// @param loader what its program is started by; empty for the installed one
/// @param programs where it is, or empty for the installed one
/// @param zstd the libzstd that it uses
record Mksquashfs(String version, List<String> loader, String programs, Path zstd) {
    static final Instant EPOCH = Instant.ofEpochSecond(1_600_050_000);
    private static final Pattern VERSION = Pattern.compile("version ([0-9.]+)");

    /// The installed one; skips the test if there is none.
    static Mksquashfs installed() throws IOException {
        Tool.require("mksquashfs");
        return of(List.of(), "", Path.of("/usr/lib/x86_64-linux-gnu/libzstd.so.1"));
    }

    /// Those in the directories that the variable SELFSAME_MKSQUASHFS names, separated by colons: to each of them
    /// squashfs-tools of a Debian release and the libraries that it needs were unpacked (`.ci/run` does so).
    static Stream<Mksquashfs> others() throws IOException {
        var others = new ArrayList<Mksquashfs>();
        for (var name : System.getenv().getOrDefault("SELFSAME_MKSQUASHFS", "").split(File.pathSeparator, -1)) {
            var root = Path.of(name).toAbsolutePath();
            if (!name.isEmpty() && Files.isExecutable(root.resolve("usr/bin/mksquashfs"))) {
                var libraries = Stream.of("lib/x86_64-linux-gnu", "usr/lib/x86_64-linux-gnu").map(root::resolve)
                        .filter(Files::isDirectory).toList();
                var loader = libraries.stream().map(directory -> directory.resolve("ld-linux-x86-64.so.2"))
                        .filter(Files::exists).findFirst().orElseThrow();
                others.add(of(
                        List.of(loader.toString(), "--library-path",
                                String.join(File.pathSeparator, libraries.stream().map(Path::toString).toList())),
                        root.resolve("usr/bin") + "/", root.resolve("usr/lib/x86_64-linux-gnu/libzstd.so.1")));
            }
        }
        return others.stream();
    }

    private static Mksquashfs of(List<String> loader, String programs, Path zstd) throws IOException {
        var made = new Mksquashfs("", loader, programs, zstd);
        var command = made.command("mksquashfs");
        command.add("-version");
        var said = Tool.tryRun(Path.of("/"), Map.of(), command.toArray(String[]::new)).out();
        var version = VERSION.matcher(said);
        assumeTrue(version.find(), () -> command + " states no version: " + said);
        return new Mksquashfs(version.group(1), loader, programs, zstd.toRealPath());
    }

    private ArrayList<String> command(String program) {
        var command = new ArrayList<>(loader);
        command.add(programs + program);
        return command;
    }

    /// The version of its libzstd, such as `1.5.4`.
    String zstdVersion() {
        return zstd.getFileName().toString().replaceAll(".*\\.so\\.", "");
    }

    @Override
    public String toString() {
        return version + " with libzstd " + zstdVersion();
    }

    /// Makes an image.
    ///
    /// @param directory where the image goes; a file `sort` there is what `sort` in the arguments stands for
    /// @param more options that have no meaning for [#options]
    Path image(Path directory, Path tree, List<String> arguments, List<String> more) throws IOException {
        var image = Files.createTempFile(directory, "theirs", ".sqfs");
        var command = command("mksquashfs");
        command.addAll(List.of(tree.toString(), image.toString(), "-noappend", "-quiet", "-no-progress"));
        for (var word : arguments) {
            command.add(switch (word) {
                case "sort" -> directory.resolve("sort").toString();
                // the name of it before 4.5, which is still known
                case "-tailends" -> "-always-use-fragments";
                default -> word;
            });
        }
        command.addAll(more);
        var epoch = Long.toString(EPOCH.getEpochSecond());
        var environment = more.contains("-all-time") ? Map.<String, String>of() : Map.of("SOURCE_DATE_EPOCH", epoch);
        if (more.contains("-all-time")) {
            command.addAll(List.of("-mkfs-time", epoch));
        }
        // with a sort list, the directory that it speaks of is the working directory
        var result = Tool.tryRun(tree, environment, command.toArray(String[]::new));
        if (result.exit() != 0) {
            throw new AssertionError(String.join(" ", command) + "\n" + result.out() + result.err());
        }
        return image;
    }

    /// Expects that our writer gives the bytes of this mksquashfs: for the tree that is in its image, and by the same
    /// libzstd.
    void assertMakesTheSame(Path directory, Path tree, List<String> arguments, List<String> more) throws IOException {
        var theirs = image(directory, tree, arguments, more);
        if (release() == SquashfsOptions.Release.R4_4) {
            clearUnused(theirs);
        }
        var options = options(directory, arguments).with().release(release()).build();
        try (var content = FileContent.open(theirs);
                var other = options.compressor() instanceof SquashfsCompressor.Zstd && !isOurZstd()
                        ? new OtherZstd(zstd)
                        : null) {
            var encoders = other != null && options.compressor() instanceof SquashfsCompressor.Zstd(var level)
                    ? other.encoders(level)
                    : Encoders.of(options);
            var ours = write(directory, new SquashfsFormat().open(content, Limits.DEFAULT).tree(), options, encoders);
            assertThat(ours).as(toString()).hasSameBinaryContentAs(theirs);
            Files.delete(ours);
        }
        Files.delete(theirs);
    }

    /// Expects that our writer gives the bytes of sqfstar for files with many attributes. Few file systems keep many: sqfstar,
    /// which is mksquashfs in all but where its tree comes from, takes them from an archive. Values recur in other sets and
    /// in the same one; some sets are larger than 64 KiB.
    void assertStoresAttributesTheSame(Path directory, int files, int attributes, int repeated) throws IOException {
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
        Tool.run(directory, "sh", "-c",
                String.join(" ", command("sqfstar")) + " -quiet -no-progress -comp gzip -root-mode 0755"
                        + " -all-time " + time + " -mkfs-time " + time + " " + theirs + " < attributes.tar");
        var options = options(directory, List.of("-comp", "gzip", "-no-exports")).with().fragments(Fragments.TAILS)
                .release(release()).build();
        assertThat(write(directory, tree, options, Encoders.of(options))).as(toString())
                .hasSameBinaryContentAs(theirs);
    }

    /// mksquashfs 4.4 leaves four bytes in the header of the attributes' table to whatever lay in memory.
    private static void clearUnused(Path image) throws IOException {
        try (var channel = FileChannel.open(image, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var place = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            channel.read(place, 56);
            if (place.getLong(0) != Superblock.ABSENT) {
                channel.write(ByteBuffer.allocate(Integer.BYTES), place.getLong(0) + 12);
            }
        }
    }

    /// The layout of this version.
    SquashfsOptions.Release release() {
        return Arrays.stream(SquashfsOptions.Release.values())
                .filter(release -> version.compareTo(release.version()) >= 0).reduce((_, last) -> last).orElseThrow();
    }

    private boolean isOurZstd() {
        return ZstdVersion.VERSION.startsWith(zstdVersion() + "-");
    }

    static Path write(Path directory, Tree tree, SquashfsOptions options, Encoders encoders) throws IOException {
        var image = Files.createTempFile(directory, "ours", ".sqfs");
        try (var channel = FileChannel.open(image, StandardOpenOption.WRITE)) {
            SquashfsWriter.write(tree, channel, options, encoders, null, null, Task.silent());
        }
        return image;
    }

    /// Our options that mean what these arguments do.
    static SquashfsOptions options(Path directory, List<String> arguments) throws IOException {
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
                            : new SquashfsCompressor.Gzip(level));
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
                    options.sort(SortList.parse(Files.readAllBytes(directory.resolve("sort"))));
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

    /// The words of a line of options.
    static List<String> words(String line) {
        return Arrays.stream(line.split(" ", -1)).filter(word -> !word.isEmpty()).toList();
    }
}
