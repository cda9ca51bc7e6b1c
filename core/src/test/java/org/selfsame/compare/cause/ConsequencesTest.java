package org.selfsame.compare.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.compare.Cause;
import org.selfsame.compare.Cause.Confidence;
import org.selfsame.compare.CauseCode;
import org.selfsame.compare.Comparison;
import org.selfsame.compare.Difference;
import org.selfsame.compare.Difference.Kind;
import org.selfsame.compare.outcome.Answer;
import org.selfsame.compare.outcome.Outcome;
import org.selfsame.compare.outcome.Selection;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.testing.Tool;

/// What differs in the tables of an image because something in its tree differs, and that it can be ignored with it.
class ConsequencesTest {
    @TempDir
    private Path directory;

    private Path files;

    @BeforeEach
    void files() throws IOException {
        files = Files.createDirectories(directory.resolve("files"));
        var random = new Random(7);
        for (int i = 0; i < 300; i++) {
            var bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            write("d" + i % 5 + "/f" + i, bytes);
        }
        write("large", new byte[300_000]);
        var large = new byte[200_000];
        random.nextBytes(large);
        write("random", large);
    }

    private void write(String path, byte[] bytes) throws IOException {
        var file = files.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private void touch(String path, long seconds) throws IOException {
        Files.setLastModifiedTime(files.resolve(path), FileTime.fromMillis(seconds * 1000));
    }

    private Content squashfs(String... options) throws IOException {
        Tool.require("mksquashfs");
        var command = new ArrayList<>(List.of("mksquashfs", files.toString(), "image", "-noappend", "-no-progress",
                "-quiet", "-mkfs-time", "0", "-processors", "1"));
        command.addAll(List.of(options));
        Tool.run(directory, command.toArray(String[]::new));
        return new BytesContent(Files.readAllBytes(directory.resolve("image")));
    }

    private void settle() throws IOException {
        try (var all = Files.walk(files)) {
            long seconds = 1_700_000_000;
            for (var file : all.sorted().toList()) {
                seconds += 7 * (seconds % 1000);
                Files.setLastModifiedTime(file, FileTime.fromMillis(seconds * 1000));
            }
        }
    }

    private static Answer ignoring(Comparison found, CauseCode... codes) {
        return Outcome.of(found, Selection.ALL, Set.of(codes), Set.of()).answer();
    }

    private static List<Difference> layout(Comparison found) {
        return found.differences().stream().filter(difference -> difference.kind() == Kind.LAYOUT).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "xz", "zstd", "lzo", "lz4"})
    void theTimeOfOneFileExplainsTheTables(String compressor) throws IOException {
        settle();
        var left = squashfs("-all-root", "-comp", compressor);
        touch("d3/f33", 1_790_000_001);
        var found = Cases.compare(left, squashfs("-all-root", "-comp", compressor), 2);
        assertThat(layout(found)).isNotEmpty().allSatisfy(difference -> assertThat(difference.causes())
                .isNotEmpty().allSatisfy(cause -> {
                    assertThat(cause.confidence()).isEqualTo(Confidence.CONFIRMED);
                    assertThat(cause.derivedFrom()).isEqualTo(Cases.at(found, "/d3/f33").number());
                }));
        assertThat(ignoring(found, CauseCode.TIME_SQFS_INODE)).isEqualTo(Answer.NOTHING_ELSE);
        assertThat(ignoring(found, CauseCode.TIME_ISO_RR)).isEqualTo(Answer.DIFFERENT);
    }

    @Test
    void whatFollowsFromTwoKindsIsIgnoredWithBoth() throws IOException {
        settle();
        var left = squashfs("-all-root");
        touch("d3/f33", 1_790_000_001);
        var found = Cases.compare(left, squashfs("-force-uid", "1000", "-force-gid", "0"), 2);
        assertThat(Cases.confirmed(found)).contains(CauseCode.TIME_SQFS_INODE, CauseCode.UID_GID);
        assertThat(ignoring(found, CauseCode.TIME_SQFS_INODE)).isEqualTo(Answer.DIFFERENT);
        assertThat(ignoring(found, CauseCode.UID_GID)).isEqualTo(Answer.DIFFERENT);
        assertThat(ignoring(found, CauseCode.TIME_SQFS_INODE, CauseCode.UID_GID)).isEqualTo(Answer.NOTHING_ELSE);
    }

    @Test
    void whatFollowsFromAFileThatDiffersIsProvenAndNotIgnored() throws IOException {
        settle();
        var left = squashfs("-all-root");
        var bytes = Files.readAllBytes(files.resolve("random"));
        bytes[70_000] ^= 1;
        bytes[150_000] = 0;
        Files.write(files.resolve("random"), bytes);
        settle();
        var found = Cases.compare(left, squashfs("-all-root"), 2);
        int root = Cases.at(found, "/random").number();
        assertThat(layout(found)).allSatisfy(difference -> assertThat(difference.causes()).allSatisfy(cause -> {
            assertThat(cause.confidence()).isEqualTo(Confidence.CONFIRMED);
            assertThat(cause.derivedFrom()).isEqualTo(root);
        }));
        assertThat(ignoring(found, CauseCode.SIZE_OF_CHANGED, CauseCode.SHIFT, CauseCode.TIME_SQFS_INODE))
                .isEqualTo(Answer.DIFFERENT);
    }

    /// The number of the directory above is in no tree.
    @Test
    void aSecondDifferenceInATableIsNotExplainedByTheFirst() throws IOException {
        settle();
        var left = squashfs("-all-root", "-noI");
        touch("d3/f33", 1_790_000_001);
        var right = squashfs("-all-root", "-noI");
        assertThat(ignoring(Cases.compare(left, right, 2), CauseCode.TIME_SQFS_INODE)).isEqualTo(Answer.NOTHING_ELSE);
        var image = ByteBuffer.wrap(right.bytes(0, (int) right.size())).order(ByteOrder.LITTLE_ENDIAN);
        int inodes = image.getInt(4);
        int edited = 0;
        for (int at = (int) image.getLong(64); at < image.getLong(72) - 32 && edited == 0; at++) {
            // a basic inode of a directory, 755, below the root, whose number is the last
            if (image.getShort(at) == 1 && image.getShort(at + 2) == 0755 && image.getInt(at + 28) == inodes) {
                image.putInt(at + 28, 3);
                edited++;
            }
        }
        assertThat(edited).isOne();
        var found = Cases.compare(left, new BytesContent(image.array()), 2);
        assertThat(ignoring(found, CauseCode.TIME_SQFS_INODE)).isEqualTo(Answer.DIFFERENT);
        assertThat(layout(found)).flatExtracting(Difference::causes).extracting(Cause::confidence)
                .contains(Confidence.LIKELY);
    }

    @Test
    void anAddedFileIsARootWhoseConsequencesAreOnlyLikely() throws IOException {
        settle();
        var left = squashfs("-all-root");
        write("d1/new", new byte[]{1});
        settle();
        var found = Cases.compare(left, squashfs("-all-root"), 2);
        assertThat(ignoring(found, CauseCode.ADDED_OR_REMOVED, CauseCode.TIME_SQFS_INODE)).isEqualTo(Answer.DIFFERENT);
    }

    @Test
    void withinAnIsoItIsTheSame() throws IOException {
        Tool.require("xorriso");
        settle();
        var left = iso(squashfs("-all-root"));
        touch("d3/f33", 1_790_000_001);
        var found = Cases.compare(left, iso(squashfs("-all-root")), 2);
        assertThat(found.differences()).noneMatch(ConsequencesTest::isLikely);
        assertThat(ignoring(found, CauseCode.TIME_SQFS_INODE, CauseCode.TIME_ISO_RR)).isEqualTo(Answer.NOTHING_ELSE);
    }

    @Test
    void whatLiesElsewhereInAnIsoSinceAFileIsLongerFollowsFromThat() throws IOException {
        Tool.require("xorriso");
        settle();
        var image = squashfs("-all-root");
        var left = iso(image);
        var more = new byte[30_000];
        new Random(9).nextBytes(more);
        write("more", more);
        settle();
        var right = iso(squashfs("-all-root"));
        var found = Cases.compare(left, right, 2);
        var fields = found.differences().stream().filter(difference -> difference.subject().container()
                .equals("iso9660") && difference.kind() == Kind.LAYOUT).toList();
        assertThat(fields).extracting(Difference::field).contains("directory record",
                "primary volume descriptor.volume_space_size");
        assertThat(fields).allSatisfy(difference -> assertThat(difference.causes()).allSatisfy(cause -> assertThat(
                cause.confidence()).isEqualTo(Confidence.CONFIRMED)));
        // the table for readers of the other byte order leads elsewhere
        var bytes = ByteBuffer.wrap(right.bytes(0, (int) right.size()));
        int table = 2048 * bytes.getInt(16 * 2048 + 148);
        bytes.putInt(table + 2, bytes.getInt(table + 2) + 1);
        assertThat(Cases.compare(left, new BytesContent(bytes.array()), 2).differences())
                .filteredOn(difference -> difference.field().equals("directory record"))
                .isNotEmpty().allMatch(ConsequencesTest::isLikely);
    }

    private static boolean isLikely(Difference difference) {
        return difference.causes().stream().anyMatch(cause -> cause.confidence() == Confidence.LIKELY);
    }

    private Content iso(Content filesystem) throws IOException {
        var live = Files.createDirectories(directory.resolve("live"));
        Files.write(live.resolve("filesystem.squashfs"), filesystem.bytes(0, (int) filesystem.size()));
        Files.write(live.resolve("readme"), new byte[]{'a'});
        for (var file : new Path[]{live, live.resolve("filesystem.squashfs"), live.resolve("readme")}) {
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L));
        }
        Tool.run(directory, "xorriso", "-as", "mkisofs", "-quiet", "-R", "-J", "--modification-date=2024010112000000",
                "-o", "iso", live.toString());
        return new BytesContent(Files.readAllBytes(directory.resolve("iso")));
    }
}
