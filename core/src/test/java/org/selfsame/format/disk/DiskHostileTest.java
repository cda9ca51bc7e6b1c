package org.selfsame.format.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.selfsame.content.BytesContent;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.testing.Allocations;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;

/// Small disks, damaged on purpose. The GPT disk has 80 sectors, `gpt-1` from 34 to 36 and `gpt-2` from 40 to 44; the
/// MBR disk a primary partition and a chain of three logical ones, with records in sectors 8, 13 and 19.
class DiskHostileTest {
    private static final int HEADER = 512;
    private static final int ENTRIES = 1024;
    private static final int BACKUP = 79 * 512;
    private static final int BACKUP_ENTRIES = 47 * 512;

    private final EditableDisk gpt = EditableDisk.seed("gpt.img");
    private final EditableDisk mbr = EditableDisk.seed("mbr.img");

    @Test
    void isSoundBeforeItIsDamaged() throws IOException {
        assertThat(codes(gpt)).isEmpty();
        assertThat(codes(mbr)).isEmpty();
    }

    @Test
    void takesTheBackupWhenThePrimaryIsDamaged() throws IOException {
        gpt.put(ENTRIES + 32, 99);
        assertThat(codes(gpt)).containsExactly("disk.gpt.entries_crc", "disk.gpt.entries_disagree");
        assertThat(DiskReaderTest.facts(open(gpt))).containsEntry("disk.gpt.1.first_lba", "34");
    }

    @Test
    void takesTheBackupWhenThePrimaryIsGone() throws IOException {
        Arrays.fill(gpt.array(), HEADER, HEADER + 512, (byte) 0);
        assertThat(codes(gpt)).containsExactly("disk.gpt.primary_missing");
        assertThat(DiskReaderTest.facts(open(gpt))).containsEntry("disk.gpt.copies", "backup")
                .containsEntry("disk.gpt.2.last_lba", "44");
    }

    @Test
    void takesThePrimaryWhenTheBackupIsGone() throws IOException {
        Arrays.fill(gpt.array(), BACKUP, BACKUP + 512, (byte) 0);
        assertThat(codes(gpt)).containsExactly("disk.gpt.backup_missing");
    }

    @Test
    void seesTwoTablesThatAreBothRightAndDisagree() throws IOException {
        gpt.putLong(BACKUP_ENTRIES + 40, 35);
        sign(BACKUP, BACKUP_ENTRIES);
        assertThat(codes(gpt)).containsExactly("disk.gpt.entries_disagree");
        gpt.putLong(BACKUP + 48, 40);
        sign(BACKUP, BACKUP_ENTRIES);
        assertThat(codes(gpt)).containsExactly("disk.gpt.headers_disagree", "disk.gpt.entries_disagree");
    }

    @Test
    void seesABackupThatIsNotAtTheEnd() throws IOException {
        var longer = gpt.resized(100);
        assertThat(codes(longer)).containsExactly("disk.gpt.backup_not_at_end");
    }

    @Test
    void seesPartitionsOutsideAndOverlapping() throws IOException {
        gpt.putLong(ENTRIES + 40, 41);
        gpt.putLong(ENTRIES + 128 + 40, 1L << 62);
        sign(HEADER, ENTRIES);
        assertThat(codes(gpt)).containsExactly("disk.gpt.entries_disagree", "disk.gpt.outside_usable",
                "disk.partition_outside", "disk.partitions_overlap");
        var outside = (Entry.File) open(gpt).tree().find("gpt-2").orElseThrow();
        assertThat(outside.size()).isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(outside::content).isInstanceOf(FormatException.class)
                .hasMessageContaining("at byte " + (ENTRIES + 128)).hasMessageContaining("gpt-2");
    }

    @Test
    void seesPartitionsThatEndBeforeTheyBegin() throws IOException {
        gpt.putLong(ENTRIES + 40, 3);
        sign(HEADER, ENTRIES);
        assertThat(codes(gpt)).contains("disk.partition_outside");
        assertThat(DiskReaderTest.files(open(gpt))).extracting(Map.Entry::getValue).contains(0L);
        gpt.putLong(ENTRIES + 32, -1);
        gpt.putLong(ENTRIES + 40, -1);
        sign(HEADER, ENTRIES);
        assertThat(codes(gpt)).contains("disk.partition_outside");
    }

    @Test
    void readsNoTableOfImpossibleSize() throws IOException {
        for (int at : new int[]{80, 84, 12, 72}) {
            int old = gpt.getInt(HEADER + at);
            gpt.putInt(HEADER + at, 0x7fffffff);
            assertThat(codes(gpt)).as("field " + at).contains("disk.gpt.unreadable");
            assertThat(DiskReaderTest.files(open(gpt))).hasSize(2);
            gpt.putInt(HEADER + at, old);
        }
    }

    @Test
    void seesAProtectiveMbrThatProtectsNothing() throws IOException {
        Arrays.fill(gpt.array(), HEADER, HEADER + 8, (byte) 0);
        Arrays.fill(gpt.array(), BACKUP, BACKUP + 8, (byte) 0);
        assertThat(codes(gpt)).containsExactly("disk.mbr.protective_without_gpt");
        assertThat(DiskReaderTest.files(open(gpt))).isEmpty();
    }

    @Test
    void seesAHybridMbrAndAnUnprotectedGpt() throws IOException {
        gpt.put(0x1be + 4, 0x0c);
        assertThat(codes(gpt)).containsExactly("disk.hybrid_mbr");
        Arrays.fill(gpt.array(), 0, 512, (byte) 0);
        assertThat(codes(gpt)).containsExactly("disk.gpt.unprotected");
    }

    @Test
    void followsAChainOfLogicalPartitionsOnlyOnce() throws IOException {
        // the second record points back at the first: 0 sectors after the start of the extended partition
        mbr.putInt(13 * 512 + 0x1ce + 8, 0);
        assertThat(codes(mbr)).containsExactly("disk.mbr.logical_loop");
        assertThat(DiskReaderTest.files(open(mbr))).extracting(Map.Entry::getKey).containsExactly("mbr-1", "mbr-5",
                "mbr-6");
    }

    @Test
    void endsAChainOfLogicalPartitionsWhereItBreaks() throws IOException {
        mbr.putInt(13 * 512 + 0x1ce + 8, -1);
        assertThat(codes(mbr)).containsExactly("disk.mbr.logical_outside");
        mbr.putShort(13 * 512 + 510, 0);
        assertThat(codes(mbr)).containsExactly("disk.mbr.logical_unsigned");
        assertThat(DiskReaderTest.files(open(mbr))).extracting(Map.Entry::getKey).containsExactly("mbr-1", "mbr-5");
    }

    @Test
    void boundsAChainThatNeverComesBack() throws IOException {
        var disk = mbr.resized(3000);
        for (int sector = 8; sector < 3000; sector++) {
            int at = sector * 512;
            Arrays.fill(disk.array(), at, at + 512, (byte) 0);
            disk.put(at + 0x1be + 4, 5).putInt(at + 0x1be + 8, sector - 7).putInt(at + 0x1be + 12, 1);
            disk.putShort(at + 510, 0xaa55);
        }
        assertThat(codes(disk)).containsExactly("disk.mbr.logical_too_many");
    }

    @Test
    void seesPrimaryPartitionsOutsideAndOverlapping() throws IOException {
        mbr.put(0x1be, 0x80).putInt(0x1be + 12, -1);
        mbr.putInt(0x1de + 8, 2).putInt(0x1de + 12, 2).put(0x1de + 4, 0x83);
        assertThat(codes(mbr)).startsWith("disk.partition_outside").contains("disk.partitions_overlap");
    }

    @Test
    void takesLittleMemoryWhateverTheHeaderSays() {
        gpt.putInt(HEADER + 80, 32768);
        gpt.putInt(HEADER + 72, 1);
        long allocated = Allocations.of(() -> {
            try {
                var reader = open(gpt);
                reader.facts();
                reader.layout(Task.silent());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(allocated).isLessThan(8L << 20);
    }

    /// Makes the checksums of one copy right.
    private void sign(int header, int entries) {
        var crc = new CRC32();
        crc.update(gpt.array(), entries, 128 * 128);
        gpt.putInt(header + 88, (int) crc.getValue()).putInt(header + 16, 0);
        crc.reset();
        crc.update(gpt.array(), header, 92);
        gpt.putInt(header + 16, (int) crc.getValue());
    }

    private static Reader open(EditableDisk disk) throws IOException {
        return new DiskFormat().open(new BytesContent(disk.array()), Limits.DEFAULT);
    }

    private static List<String> codes(EditableDisk disk) throws IOException {
        return open(disk).anomalies(Task.silent()).stream().map(Anomaly::code).toList();
    }
}
