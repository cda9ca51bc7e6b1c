package org.selfsame.format.ext4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.testing.Allocations;
import org.selfsame.testing.Layouts;
import org.selfsame.testing.Mutations;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Walk;

/// Two small volumes with blocks of 1 KiB, an ext2 with block maps and an ext4 with extents and inline data, damaged on
/// purpose. They hold `a`, `big` (20,000 times x), `sparse`, links, and a directory `d`.
class Ext4HostileTest {
    private static final int SUPERBLOCK = 1024;

    private byte[] image = {};

    private void load(String name) throws IOException {
        for (var seed : Mutations.seeds(Ext4FuzzTest.class)) {
            if (seed.getFileName().toString().equals(name + ".img")) {
                image = Files.readAllBytes(seed);
            }
        }
        assertThat(codes()).as("before it is damaged").isEmpty();
    }

    private ByteBuffer buffer() {
        return ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    }

    private int inode(String path) throws IOException {
        var volume = Volume.open(new BytesContent(image), Limits.DEFAULT);
        return (int) volume.inode(entry(path).metadata().inode(), 0).offset();
    }

    private Reader open() throws IOException {
        return new Ext4Format().open(new BytesContent(image), Limits.DEFAULT);
    }

    private List<String> codes() throws IOException {
        return open().anomalies(Task.silent()).stream().map(Anomaly::code).toList();
    }

    private Entry entry(String path) throws IOException {
        return open().tree().find(path).orElseThrow();
    }

    private byte[] bytes(String path) throws IOException {
        var content = ((Entry.File) entry(path)).content();
        return content.bytes(0, (int) content.size());
    }

    private void refuses(String path, String rule) throws IOException {
        assertThatThrownBy(() -> bytes(path)).isInstanceOf(FormatException.class).hasMessageContaining(rule);
        assertThat(codes()).contains("ext4.unreadable");
        assertThat(bytes("a")).isEqualTo("hello".getBytes(StandardCharsets.US_ASCII));
        Layouts.covered(open(), new BytesContent(image), Layouts.UNCHECKED);
    }

    /// Fields of the superblock.
    @ParameterizedTest
    @CsvSource({"24, 31", "24, -1", "32, 0", "32, 1000000", "40, 0", "40, -1", "4, 0", "4, 1", "0, 0", "0, -1", "20, 5",
            "56, 0", "96, 8"})
    void refusesASuperblockThatMakesNoSense(int field, int value) throws IOException {
        load("ext4");
        buffer().putInt(SUPERBLOCK + field, value);
        assertThat(new Ext4Format().recognizes(new BytesContent(image))).isFalse();
        assertThatThrownBy(this::open).isInstanceOf(FormatException.class);
    }

    @Test
    void refusesGroupsThatAreNotThere() throws IOException {
        load("ext2");
        buffer().putInt(SUPERBLOCK + 4, -1).putInt(SUPERBLOCK + 32, 8);
        long allocated = Allocations.of(() -> assertThatThrownBy(this::open).isInstanceOf(FormatException.class));
        assertThat(allocated).isLessThan(4L << 20);
    }

    @Test
    void refusesExtentsThatOverlap() throws IOException {
        load("ext4");
        int map = inode("big") + Inode.MAP;
        buffer().putShort(map + 2, (short) 2);
        System.arraycopy(image, map + 12, image, map + 24, 12);
        refuses("big", "mapped twice");
    }

    @ParameterizedTest
    @CsvSource({"8, 2000000000, are stated", "8, 0, are stated", "-12, 0, extent tree", "-10, 90, extent tree"})
    void refusesExtentsThatLeadOut(int field, int value, String rule) throws IOException {
        load("ext4");
        buffer().putInt(inode("big") + Inode.MAP + 12 + field, value);
        refuses("big", rule);
    }

    @Test
    void refusesAnExtentTreeThatContainsItself() throws IOException {
        load("ext4");
        int inode = inode("big");
        int block = buffer().getInt(inode + Inode.MAP + 12 + 8);
        for (int node : new int[]{inode + Inode.MAP, block * 1024}) {
            buffer().putShort(node, (short) 0xf30a).putShort(node + 2, (short) 1).putShort(node + 4, (short) 4)
                    .putShort(node + 6, (short) 2).putInt(node + 12, 0).putInt(node + 16, block)
                    .putShort(node + 20, (short) 0);
        }
        refuses("big", "a node of an extent tree that is none");
    }

    /// One block of pointers stands for all of those that a file of a terabyte has.
    @Test
    void boundsAMapThatUsesOneBlockAgainAndAgain() throws IOException {
        load("ext2");
        int inode = inode("big");
        int block = buffer().getInt(inode + Inode.MAP + 12 * 4);
        for (int i = 0; i < 256; i++) {
            buffer().putInt(block * 1024 + i * 4, block);
        }
        buffer().putInt(inode + Inode.MAP + 13 * 4, block).putInt(inode + Inode.MAP + 14 * 4, block)
                .putInt(inode + 108, 0xff);
        long allocated = Allocations.of(() -> {
            try {
                refuses("big", "than the volume has");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(allocated).isLessThan(20L << 20);
    }

    @Test
    void refusesPointersThatLeadOut() throws IOException {
        load("ext2");
        buffer().putInt(inode("big") + Inode.MAP + 4, 96);
        refuses("big", "are stated, the volume has 96");
    }

    @Test
    void tellsWhereBlocksAreShared() throws IOException {
        load("ext2");
        buffer().putInt(inode("big") + Inode.MAP, buffer().getInt(inode("sparse") + Inode.MAP + 12 * 4));
        assertThat(codes()).contains("ext4.shared_block", "ext4.lost_blocks");
        assertThat(bytes("big")).hasSize(20_000);
    }

    @ParameterizedTest
    @CsvSource({"ext2, 2", "ext2, 12", "ext4, 2"})
    void showsADirectoryInOnePlaceOnly(String name, int target) throws IOException {
        load(name);
        // the first name of `d` that is no . or .. leads up, or to `d` itself
        int at = find("name-1");
        buffer().putInt(at - 8, target == 2 ? 2 : (int) entry("d").metadata().inode());
        image[at - 1] = 2;
        Walk.of(open().tree(), Limits.DEFAULT, (path, entry) -> {});
        assertThat(codes()).contains("ext4.directory_linked_twice");
        assertThatThrownBy(() -> bytes("d/name-1")).isInstanceOf(FormatException.class)
                .hasMessageContaining("contains itself");
        assertThat(bytes("d/name-2")).isNotEmpty();
    }

    private int find(String name) {
        for (int at = 0; at < image.length - name.length(); at++) {
            if (new String(image, at, name.length(), StandardCharsets.ISO_8859_1).equals(name)) {
                return at;
            }
        }
        throw new AssertionError(name);
    }

    @ParameterizedTest
    @CsvSource({"-4, 0", "-4, 2", "-4, 65535", "-4, 10", "-2, 250"})
    void refusesADirectoryWithABrokenEntry(int field, int value) throws IOException {
        load("ext2");
        buffer().putShort(find("name-1") + field, (short) value);
        assertThatThrownBy(() -> ((Entry.Directory) entry("d")).children()).isInstanceOf(FormatException.class)
                .hasMessageContaining("directory entry");
        assertThat(codes()).contains("ext4.unreadable");
        assertThat(bytes("big")).hasSize(20_000);
    }

    @Test
    void showsAnEntryWithoutAnInodeAsAFileThatCannotBeRead() throws IOException {
        load("ext2");
        buffer().putInt(find("name-1") - 8, 1_000_000);
        assertThatThrownBy(() -> bytes("d/name-1")).isInstanceOf(FormatException.class)
                .hasMessageContaining("inode 1000000 is stated");
        assertThat(bytes("d/name-2")).isNotEmpty();
        assertThat(codes()).contains("ext4.unreadable", "ext4.unnamed_inode");
    }

    @Test
    void readsAFileWhoseAttributesAreBroken() throws IOException {
        load("ext2");
        int inode = inode("a");
        int block = buffer().getInt(inode + 104) * 1024;
        buffer().putShort(block + AttributeReader.BLOCK_HEADER + 2, (short) 1020);
        assertThat(codes()).contains("ext4.attributes");
        assertThat(bytes("a")).hasSize(5);
        assertThat(entry("a").metadata().xattrs()).isEmpty();
        buffer().putInt(inode + 104, 1_000_000);
        assertThat(codes()).contains("ext4.attributes", "ext4.outside");
        assertThat(bytes("a")).hasSize(5);
    }

    @Test
    void refusesLinksAndInlineDataOfAnySize() throws IOException {
        load("ext4");
        buffer().putInt(inode("long") + 4, Integer.MAX_VALUE);
        assertThatThrownBy(() -> bytes("long")).isInstanceOf(FormatException.class)
                .hasMessageContaining("a symbolic link of");
        buffer().putInt(inode("a") + 4, Integer.MAX_VALUE);
        assertThatThrownBy(() -> bytes("a")).isInstanceOf(FormatException.class).hasMessageContaining("inline data");
        buffer().putInt(inode("big") + 108, -1);
        assertThat(((Entry.File) entry("big")).size()).isZero();
        assertThatThrownBy(() -> bytes("big")).isInstanceOf(FormatException.class);
    }

    @Test
    void seesWrongChecksums() throws IOException {
        load("ext4");
        image[inode("big") + 8] ^= 1;
        image[SUPERBLOCK + 48] ^= 1;
        image[2048 + 12] ^= 1;
        assertThat(codes()).containsExactlyInAnyOrder("ext4.superblock_checksum", "ext4.group_checksum",
                "ext4.inode_checksum");
    }

    @Test
    void readsWhatIsThereOfACutVolume() throws IOException {
        load("ext4");
        var whole = image;
        int readable = 0;
        for (int length = 2048; length < whole.length; length += 1000) {
            image = Arrays.copyOf(whole, length);
            try {
                assertThat(codes()).contains("ext4.truncated");
                Layouts.covered(open(), new BytesContent(image), Layouts.UNCHECKED);
                readable++;
            } catch (FormatException e) {
                assertThat(e.format()).isIn("ext4", "content");
            }
        }
        assertThat(readable).isGreaterThan(50);
    }
}
