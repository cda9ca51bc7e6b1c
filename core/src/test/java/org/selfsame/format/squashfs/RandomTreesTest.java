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
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TimeZone;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.format.squashfs.SquashfsOptions.Fragments;
import org.selfsame.format.squashfs.SquashfsOptions.Stored;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;
import org.selfsame.tree.Walk;

/// Whatever tree is written with whatever options: our reader and three other programs read it back, and the bytes are the
/// same with any number of threads, in any locale and zone.
class RandomTreesTest {
    private static final Instant TIME = Instant.parse("2026-11-24T01:02:03Z");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void isReadBack(long seed) throws IOException {
        Tool.require("unsquashfs", "sqfs2tar", "rdsquashfs", "tar");
        check(seed);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(longs = {3, 100, 200, 300})
    void isReadBackHoweverManyThereAre(long first) throws IOException {
        Tool.require("unsquashfs", "sqfs2tar", "rdsquashfs", "tar");
        for (long seed = first; seed < first + 50; seed++) {
            check(seed);
        }
    }

    private void check(long seed) throws IOException {
        var options = options(new Random(seed));
        var tree = RandomTree.of(seed);
        var image = directory.resolve(seed + ".sqfs");
        write(tree, image, options.with().threads(2).build());
        var content = new BytesContent(Files.readAllBytes(image));
        var reader = new SquashfsFormat().open(content, Limits.DEFAULT);
        assertThat(lines(reader.tree())).isEqualTo(lines(tree));
        assertThat(reader.anomalies(Task.silent())).isEmpty();
        assertThat(reader.layout(Task.silent()).unknown()).isEmpty();
        judge(image, reader.tree());
        for (int threads : new int[]{1, 16}) {
            var again = directory.resolve(seed + "-" + threads + ".sqfs");
            // the same entries, which the seed puts into another order before they are sorted
            elsewhere(() -> write(RandomTree.of(seed), again, options.with().threads(threads).build()));
            assertThat(again).hasSameBinaryContentAs(image);
        }
    }

    private void judge(Path image, Tree tree) throws IOException {
        Judge.assertSameListing(image, tree);
        for (var command : List.of("unsquashfs -q -n -pf all " + image + " > list",
                "set -o pipefail; sqfs2tar " + image + " | tar -t > list", "rdsquashfs -d " + image + " > list")) {
            var result = Tool.tryRun(directory, Map.of(), "bash", "-c", command);
            assertThat(result.exit()).as(command + result.err()).isZero();

            // there are no sockets in an archive
            assertThat(result.err().lines().filter(line -> !line.endsWith(": cannot pack socket")
                    && !line.startsWith("Skipping "))).as(command).isEmpty();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void elsewhere(Work work) throws IOException {
        var locale = Locale.getDefault();
        var zone = TimeZone.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
        try {
            work.run();
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    private static SquashfsOptions options(Random random) {
        List<SquashfsCompressor> compressors = List.of(SquashfsCompressor.GZIP, SquashfsCompressor.XZ,
                SquashfsCompressor.LZ4, SquashfsCompressor.ZSTD, new SquashfsCompressor.Xz(8192, true),
                new SquashfsCompressor.Zstd(3));
        var fragments = List.copyOf(EnumSet.allOf(Fragments.class));
        int blockLog = random.nextInt(13, 18);
        var stored = EnumSet.noneOf(Stored.class);
        for (var part : Stored.values()) {
            if (random.nextInt(8) == 0) {
                stored.add(part);
            }
        }
        var sort = random.nextBoolean()
                ? SortList.NONE
                : new SortList(List.of(new SortList.Line(List.of(Name.of("a" + random.nextInt(1000))), 5)));
        return SquashfsOptions.of(TIME).with().compressor(compressors.get(random.nextInt(compressors.size())))
                .blockSize(1 << blockLog).stored(stored).sort(sort).exported(random.nextBoolean())
                .sharing(random.nextInt(4) > 0).padded(random.nextBoolean())
                .fragments(fragments.get(random.nextInt(fragments.size()))).build();
    }

    private static void write(Tree tree, Path image, SquashfsOptions options) throws IOException {
        try (var channel = FileChannel.open(image, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            SquashfsWriter.write(tree, channel, options, Task.silent());
        }
    }

    /// Everything that an image keeps; names of one file by the first of them.
    private static List<String> lines(Tree tree) throws IOException {
        var lines = new ArrayList<String>();
        var first = new HashMap<Long, String>();
        Walk.of(tree, Limits.DEFAULT, (path, entry) -> {
            var metadata = entry.metadata();
            var xattrs = new TreeMap<String, Integer>();
            metadata.xattrs().forEach((name, value) -> xattrs.put(name.toString(), new String(value,
                    StandardCharsets.ISO_8859_1).hashCode()));
            var what = switch (entry) {
                case Entry.Directory _ -> "directory";
                case Entry.File file -> "file " + Digests.of(file.content(), DigestAlgorithm.SHA256, _ -> {});
                case Entry.Symlink link -> "link " + link.target();
                case Entry.Device device -> device.block() + " " + device.major() + ":" + device.minor();
                case Entry.Fifo _ -> "fifo";
                case Entry.Socket _ -> "socket";
            };
            long inode = entry instanceof Entry.Directory ? 0 : metadata.inode();
            var same = inode == 0 ? path : first.computeIfAbsent(inode, _ -> path);
            lines.add(path + " = " + same + " " + what + " " + metadata.permissions() + " " + metadata.owner() + " "
                    + metadata.modified() + " " + xattrs);
        });
        return lines;
    }
}
