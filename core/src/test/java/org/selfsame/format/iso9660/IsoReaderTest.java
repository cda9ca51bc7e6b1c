package org.selfsame.format.iso9660;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.FileContent;
import org.selfsame.format.Formats;
import org.selfsame.task.Task;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Layout;

/// Reads images that xorriso and genisoimage make, and compares with what these tools and the source say.
class IsoReaderTest {
    @TempDir
    private static Path directory;
    private static Path source;

    /// genisoimage writes broken SL entries for targets of more than some 400 bytes.
    private static Path shortLinks;

    @BeforeAll
    static void makeSources() throws IOException {
        source = IsoImages.source(Files.createDirectory(directory.resolve("all")));
        shortLinks = IsoImages.source(Files.createDirectory(directory.resolve("short")));
        Files.delete(shortLinks.resolve("link-long"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-R", "-r", "-R -J", "-r -J -joliet-long -iso-level 3", "-R -iso-level 1",
            "-R -J -iso-level 2 -partition_offset 16", "-R --hardlinks --xattr", "-r -U -allow-lowercase",
            "-R -no-pad -J -full-iso9660-filenames"})
    void readsWhatXorrisoWrites(String options) throws IOException {
        Tool.require("xorriso");
        var image = IsoImages.xorriso(source, options.split(" "));
        var reader = IsoImages.open(image);
        assertThat(reader.trees().sequencedKeySet()).first().isEqualTo("rockridge");
        assertThat(IsoImages.listed(reader.tree())).isEqualTo(IsoImages.listedByXorriso(image));
        assertThat(IsoImages.digests(reader.tree())).isEqualTo(IsoImages.digests(source));
        assertThat(reader.tree().find("one/two").orElseThrow().metadata().modified()).isEqualTo(IsoImages.TIME);
        assertEveryByteIsInARegion(reader.layout(Task.silent()), Files.size(image));
        // a name of 200 characters and links do not fit into Joliet, but nothing is missing there
        assertThat(IsoImages.codes(reader)).isSubsetOf("iso9660.trailing_bytes", "iso9660.other_volume");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-R", "-R -J -T", "-r -J -joliet-long", "-R -U -l", "-R -D", "-R -iso-level 4 -J"})
    void readsWhatGenisoimageWrites(String options) throws IOException {
        Tool.require("genisoimage", "xorriso");
        var image = IsoImages.genisoimage(shortLinks, options.split(" "));
        var reader = IsoImages.open(image);
        var listed = IsoImages.listed(reader.tree());
        var moved = List.of("/rr_moved", "TRANS.TBL");
        assertThat(listed.stream().filter(line -> moved.stream().noneMatch(line::contains)).toList())
                .isEqualTo(IsoImages.listedByXorriso(image).stream()
                        .filter(line -> moved.stream().noneMatch(line::contains)).toList());
        assertThat(IsoImages.digests(reader.tree())).containsAllEntriesOf(IsoImages.digests(source));
        assertEveryByteIsInARegion(reader.layout(Task.silent()), Files.size(image));
        assertThat(IsoImages.codes(reader)).isEmpty();
    }

    private static void assertEveryByteIsInARegion(Layout layout, long size) {
        long covered = 0;
        for (var region : layout.regions()) {
            assertThat(region.offset()).isLessThanOrEqualTo(covered);
            covered = Math.max(covered, region.end());
        }
        assertThat(covered).isEqualTo(size);
    }

    @Test
    void putsRelocatedDirectoriesWhereTheyWere() throws IOException {
        Tool.require("genisoimage");
        var reader = IsoImages.open(IsoImages.genisoimage(shortLinks, "-R"));
        var tree = reader.tree();
        assertThat(tree.find("one/two/three/four/five/six/seven/eight/nine/ten/deep file.txt")).isPresent();
        assertThat(((Entry.Directory) tree.find("rr_moved").orElseThrow()).children()).isEmpty();
        var plain = IsoImages.tree(reader, "iso9660");
        assertThat(((Entry.Directory) plain.find("RR_MOVED").orElseThrow()).children()).isNotEmpty();
    }

    @Test
    void tellsHardLinks() throws IOException {
        Tool.require("xorriso");
        var tree = IsoImages.open(IsoImages.xorriso(source, "-R", "--hardlinks")).tree();
        var one = tree.find("one/hard").orElseThrow().metadata();
        var other = tree.find("size-2049").orElseThrow().metadata();
        assertThat(one.links()).isEqualTo(2);
        assertThat(one.inode()).isNotZero().isEqualTo(other.inode());
        assertThat(tree.find("size-2048").orElseThrow().metadata().inode()).isZero();
    }

    @Test
    void keepsTheTreesApart() throws IOException {
        Tool.require("xorriso");
        var reader = IsoImages.open(IsoImages.xorriso(source, "-R", "-J", "-joliet-long"));
        assertThat(reader.trees().sequencedKeySet()).containsExactly("rockridge", "joliet", "iso9660");
        var joliet = IsoImages.tree(reader, "joliet");
        var plain = IsoImages.tree(reader, "iso9660");
        assertThat(joliet.find("gr\u00fc\u00df \u4e2d\u6587")).isPresent();
        assertThat(joliet.find("size-1").orElseThrow().metadata().permissions()).isEqualTo(-1);
        assertThat(plain.find("UPPER.TXT")).isPresent();
        assertThat(IsoImages.digests(joliet).values()).containsAll(IsoImages.digests(source).values());
        assertThat(IsoImages.digests(plain).values()).containsAll(IsoImages.digests(source).values());
    }

    @ParameterizedTest
    @CsvSource({"joliet, -J", "iso9660, -f"})
    void namesWhatIsoinfoNames(String tree, String option) throws IOException {
        Tool.require("xorriso", "isoinfo");
        var image = IsoImages.xorriso(shortLinks, "-J", "-joliet-long");
        // isoinfo knows no UTF-8
        Predicate<String> comparable = path -> path.length() > 1 && path.chars().allMatch(c -> c < 0x7f);
        var ours = IsoImages.listed(IsoImages.tree(IsoImages.open(image), tree)).stream()
                .map(line -> line.substring(line.indexOf('/'))).filter(comparable).sorted().toList();
        var theirs = Tool.run(directory, "isoinfo", option, "-f", "-i", image.toString()).out().lines()
                .map(line -> line.replaceFirst("\\.?;1$", "")).filter(comparable).sorted().toList();
        assertThat(ours).isEqualTo(theirs);
    }

    @Test
    void isFoundByItsBytes() throws IOException {
        Tool.require("xorriso");
        try (var content = FileContent.open(IsoImages.xorriso(source, "-R"))) {
            assertThat(Formats.of(content)).first().isInstanceOf(IsoFormat.class);
            assertThat(new IsoFormat().recognizes(content.slice(1, content.size() - 1))).isFalse();
            assertThat(new IsoFormat().recognizes(content.slice(0, 100))).isFalse();
        }
    }
}
