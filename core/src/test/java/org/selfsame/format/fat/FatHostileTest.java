package org.selfsame.format.fat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.testing.Allocations;
import org.selfsame.testing.Mutations;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;

/// A small FAT32 volume, damaged on purpose. It holds `DIR` (cluster 3) with `INNER` (cluster 7), and `FILE.BIN`
/// (clusters 5, 6 and 9, 1100 bytes); the table lies at sector 8, cluster 2 is the root.
class FatHostileTest {
    private static final int TABLE = 8 * 512;
    private static final int TABLE_SECTORS = 16;
    private static final int ROOT = TABLE + TABLE_SECTORS * 512;
    private static final int DIR_ENTRY = ROOT + 32;
    private static final int FILE_ENTRY = ROOT + 64;
    private static final int DIR = ROOT + 512;
    private static final int INNER_ENTRY = DIR + 64;
    private static final int END = 0x0fffffff;

    private byte[] image;

    @BeforeEach
    void load() throws IOException {
        image = Files.readAllBytes(Mutations.seeds(FatFuzzTest.class).getLast());
    }

    @Test
    void isSoundBeforeItIsDamaged() throws IOException {
        assertThat(codes()).containsExactly("fat.few_clusters", "fat.truncated");
        assertThat(file("file.bin").content().bytes(1024, 76)).containsOnly(9);
        assertThat(file("dir/inner").content().bytes(0, 512)).containsOnly(7);
    }

    @ParameterizedTest
    @CsvSource({"6, 5, comes back to cluster 5", "5, 5, comes back to cluster 5", "9, 9, comes back to cluster 9",
            "5, 0, goes on to cluster 0", "5, 1, goes on to cluster 1", "6, 268435447, goes on to cluster 268435447",
            "6, 3000, goes on to cluster 3000", "5, 268435455, a chain of only 1 clusters"})
    void namesTheBrokenLinkOfAChain(int cluster, int value, String rule) {
        link(cluster, value);
        assertThatThrownBy(() -> codes()).isInstanceOf(FormatException.class).hasMessageContaining(rule);
        if (cluster != 9) {
            assertThatThrownBy(() -> file("file.bin").content()).isInstanceOf(FormatException.class)
                    .hasMessageContaining(rule);
        }
    }

    @Test
    void namesTheEntryThatSharesACluster() {
        link(7, 9);
        assertThatThrownBy(() -> codes()).isInstanceOf(FormatException.class).hasMessageContaining("cluster 9 belongs");
    }

    @Test
    void findsNoFileInFilesThatGoOnForTooLong() throws IOException {
        put32(FILE_ENTRY + 28, 600);
        assertThat(codes()).contains("fat.chain_too_long");
        assertThat(file("file.bin").content().size()).isEqualTo(600);
        put32(FILE_ENTRY + 28, 0);
        assertThat(codes()).contains("fat.chain_too_long");
    }

    @ParameterizedTest
    @CsvSource({"3, itself", "2, the root"})
    void refusesADirectoryThatContains(int cluster, String what) throws IOException {
        put16(INNER_ENTRY + 26, cluster);
        image[INNER_ENTRY + 11] = 0x10;
        var inner = (Entry.Directory) find("dir/inner");
        assertThatThrownBy(inner::children).as(what).isInstanceOf(FormatException.class)
                .hasMessageContaining("contains itself").hasMessageContaining("byte " + INNER_ENTRY);
        assertThatThrownBy(() -> codes()).isInstanceOf(FormatException.class);
    }

    @Test
    void refusesADirectoryInTwoPlaces() throws IOException {
        System.arraycopy(image, DIR_ENTRY, image, FILE_ENTRY, 32);
        var children = reader().tree().root().children();
        assertThat(((Entry.Directory) children.getFirst()).children()).hasSize(1);
        assertThat(((Entry.Directory) children.getFirst()).children()).hasSize(1);
        assertThatThrownBy(((Entry.Directory) children.getLast())::children).isInstanceOf(FormatException.class)
                .hasMessageContaining("shares cluster 3").hasMessageContaining("byte " + FILE_ENTRY);
    }

    @Test
    void refusesADirectoryChainThatLoops() {
        link(3, 3);
        assertThatThrownBy(() -> find("dir/inner")).isInstanceOf(FormatException.class)
                .hasMessageContaining("comes back");
        link(2, 2);
        assertThatThrownBy(() -> find("dir")).isInstanceOf(FormatException.class);
    }

    @Test
    void refusesToReadBeyondACutEnd() throws IOException {
        image = Arrays.copyOf(image, image.length - 512);
        assertThat(codes()).contains("fat.truncated");
        assertThatThrownBy(() -> file("file.bin").content()).isInstanceOf(FormatException.class);
    }

    @Test
    void seesLostClustersAndWrongCounts() throws IOException {
        link(20, END);
        assertThat(codes()).contains("fat.lost_clusters", "fat.free_clusters");
    }

    @Test
    void seesHiddenBytesAndWrongDots() throws IOException {
        image[ROOT + 500] = 1;
        put16(DIR + 26, 4);
        put16(DIR_ENTRY + 24, 0xffff);
        image[6 * 512 + 100] ^= 1;
        image[TABLE] = 0;
        assertThat(codes()).contains("fat.after_directory_end", "fat.dots", "fat.time", "fat.backup_boot_differs",
                "fat.media");
    }

    @Test
    void seesPiecesOfLongNamesThatBelongToNothing() throws IOException {
        image[FILE_ENTRY + 11] = 0x0f;
        assertThat(codes()).contains("fat.long_name_orphaned");
    }

    @Test
    void seesTwoNamesThatDifferInCaseOnly() throws IOException {
        System.arraycopy(image, FILE_ENTRY, image, FILE_ENTRY + 32, 32);
        image[FILE_ENTRY + 32 + 12] = 0;
        put16(FILE_ENTRY + 32 + 26, 0);
        put32(FILE_ENTRY + 32 + 28, 0);
        assertThat(codes()).contains("fat.duplicate_name");
    }

    @Test
    void takesLittleMemoryWhateverTheHeaderSays() {
        // a volume of 2^32 - 1 sectors of which there are a few, and a root directory of any size
        put32(32, -1);
        long allocated = Allocations.of(() -> {
            try {
                codes();
            } catch (IOException e) {
                assertThat(e).isInstanceOf(FormatException.class);
            }
        });
        assertThat(allocated).isLessThan(20L << 20);
    }

    @Test
    void namesInAnomaliesArePrintableOnce() throws IOException {
        image[FILE_ENTRY] = 0x1b;
        image[FILE_ENTRY + 1] = '\\';
        put32(FILE_ENTRY + 28, 600);
        assertThat(reader().anomalies(Task.silent())).filteredOn(it -> it.code().equals("fat.chain_too_long"))
                .singleElement().extracting(Anomaly::detail).asString().startsWith("\\u{1b}\\\\");
    }

    private Reader reader() throws IOException {
        return new FatFormat().open(new BytesContent(image), Limits.DEFAULT);
    }

    private List<String> codes() throws IOException {
        return reader().anomalies(Task.silent()).stream().map(Anomaly::code).toList();
    }

    private Entry find(String path) throws IOException {
        return reader().tree().find(path).orElseThrow();
    }

    private Entry.File file(String path) throws IOException {
        return (Entry.File) find(path);
    }

    private void link(int cluster, int value) {
        put32(TABLE + cluster * 4, value);
    }

    private void put16(int at, int value) {
        image[at] = (byte) value;
        image[at + 1] = (byte) (value >> 8);
    }

    private void put32(int at, int value) {
        put16(at, value);
        put16(at + 2, value >> 16);
    }
}
