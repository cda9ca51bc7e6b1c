package org.selfsame.format.fat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.FormatException;
import org.selfsame.format.Formats;
import org.selfsame.testing.Mutations;
import org.selfsame.testing.Tool;
import org.selfsame.tree.Format;
import org.selfsame.tree.Limits;

/// Boot sectors of file systems end like a master boot record: they must not be taken for a disk.
class FatRecognitionTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"1440, -F 12", "40000, -F 16", "70000, -F 32", "1440, -F 12 -A", "2880, -h 63", "8192, --mbr=n"})
    void isAVolumeWithoutATable(long kib, String options) throws IOException {
        Tool.require("mkfs.fat");
        assertIsFatOnly(FatImage.make(directory, kib, options.split(" ")));
    }

    /// `mformat` writes a partition entry that covers the volume itself.
    @ParameterizedTest
    @CsvSource({"1440, -f 1440", "2880, -f 2880", "50400, -t 100 -h 16 -s 63", "20000, -T 40000 -h 8 -s 32 -c 4"})
    void isAVolumeThoughMformatAddsAPartitionEntry(long kib, String options) throws IOException {
        Tool.require("mformat");
        var image = FatImage.empty(directory, kib);
        image.mtools("mformat", options.split(" "));
        assertIsFatOnly(image);
    }

    @Test
    void isAVolumeWhenMkfsWritesATableOverItself() throws IOException {
        Tool.require("mkfs.fat");
        assertIsFatOnly(FatImage.make(directory, 8192, "--mbr=y"));
    }

    private static void assertIsFatOnly(FatImage image) throws IOException {
        var content = new BytesContent(Files.readAllBytes(image.image()));
        assertThat(Formats.of(content)).extracting(Format::name).containsExactly("fat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NTFS    ", "EXFAT   "})
    void isNotWhatOtherFileSystemsHave(String oem) throws IOException {
        var sector = new byte[1 << 20];
        System.arraycopy(oem.getBytes(StandardCharsets.US_ASCII), 0, sector, 3, 8);
        sector[0] = (byte) 0xeb;
        sector[510] = 0x55;
        sector[511] = (byte) 0xaa;
        // what would be a partition entry of an MBR
        sector[446] = (byte) 0x80;
        sector[446 + 12] = 1;
        assertThat(Formats.of(new BytesContent(sector))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"11, 3, a sector size", "13, 3, sectors a cluster", "14, 0, no reserved sectors",
            "16, 0, no file allocation table", "21, 17, the media descriptor", "22, 0, while the table size",
            "17, 0, while the table size"})
    void saysWhatIsWrongWithABootSector(int at, int value, String rule) throws IOException {
        var bytes = Files.readAllBytes(Mutations.seeds(FatFuzzTest.class).getFirst());
        Arrays.fill(bytes, at, at == 11 || at == 14 || at == 17 || at == 22 ? at + 2 : at + 1, (byte) value);
        assertThatThrownBy(() -> new FatFormat().open(new BytesContent(bytes), Limits.DEFAULT))
                .isInstanceOf(FormatException.class).hasMessageContaining(rule);
        assertThat(new FatFormat().recognizes(new BytesContent(bytes))).isFalse();
    }
}
