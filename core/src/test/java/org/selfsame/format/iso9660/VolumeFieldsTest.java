package org.selfsame.format.iso9660;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.task.Task;
import org.selfsame.tree.Fact;
import org.selfsame.tree.Region.Kind;

/// Dates, texts and numbers of volume descriptors, as facts and in the layout.
class VolumeFieldsTest {

    private static String fact(IsoReader reader, String name) {
        return reader.facts().stream().filter(fact -> fact.name().equals("iso9660." + name)).map(Fact::value)
                .findFirst().orElse("-");
    }

    private static void text(HostileImage image, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, image.bytes(), HostileImage.PRIMARY + at, bytes.length);
    }

    @Test
    void factsComeFromTheFields() throws IOException {
        var image = new HostileImage();
        text(image, 8, "LINUX");
        text(image, 318, "PUBLISHER \u00fc");
        var reader = image.open();
        assertThat(fact(reader, "system_id")).isEqualTo("LINUX");
        assertThat(fact(reader, "volume_id")).isEqualTo("HOSTILE");
        assertThat(fact(reader, "joliet.volume_id")).isEqualTo("HOSTILE");
        assertThat(fact(reader, "publisher_id")).isEqualTo("PUBLISHER \u00fc");
        assertThat(fact(reader, "creation_date")).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(fact(reader, "expiration_date")).isEqualTo("-");
        assertThat(fact(reader, "logical_block_size")).isEqualTo("2048");
        assertThat(fact(reader, "volume_space_size")).isEqualTo(Integer.toString(image.bytes().length / Iso.SECTOR));
        assertThat(fact(reader, "rock_ridge")).isEqualTo("RRIP_1991A");
        assertThat(fact(reader, "joliet")).isEqualTo("level 3");
        assertThat(fact(reader, "trees")).isEqualTo("rockridge joliet iso9660");
        assertThat(fact(reader, "system_area")).isEqualTo("zero");
    }

    @ParameterizedTest
    @CsvSource({"2024022912304556, 0, 2024-02-29T12:30:45.560Z", "2024022912304556, 8, 2024-02-29T10:30:45.560Z",
            "2024022912304556, -20, 2024-02-29T17:30:45.560Z", "2023022912304556, 0, -", "2024022912304556, 127, -",
            "20240229123x4556, 0, -"})
    void readsDates(String digits, byte zone, String expected) throws IOException {
        var image = new HostileImage();
        text(image, 813, digits);
        image.set(HostileImage.PRIMARY + 829, zone);
        assertThat(fact(image.open(), "creation_date")).isEqualTo(expected);
        assertThat(IsoImages.codes(image.open()).contains("iso9660.date")).isEqualTo(expected.equals("-"));
    }

    @ParameterizedTest
    @CsvSource({"2024-02-29T12:30:45Z, 2024-02-29T12:30:45Z", "1800-01-01T00:00:00Z, 1900-01-01T00:00:00Z",
            "2200-01-01T00:00:00Z, 2155-12-31T23:59:59Z", "2024-02-29T12:30:45.9Z, 2024-02-29T12:30:45Z"})
    void writesShortDatesThatExist(Instant time, Instant read) throws IOException {
        var bytes = new byte[IsoDate.SHORT];
        Fields.shortDate(bytes, 0, time);
        assertThat(IsoDate.shortForm(Bytes.read(new BytesContent(bytes), 0, bytes.length), 0)).isEqualTo(read);
    }

    @Test
    void layoutNamesTheFields() throws IOException {
        var layout = new HostileImage().open().layout(Task.silent());
        assertThat(layout.at(HostileImage.PRIMARY + 813)).extracting("what").containsExactly(
                "primary volume descriptor", "primary volume descriptor.creation_date");
        assertThat(layout.at(HostileImage.PRIMARY + Iso.SECTOR + 40)).extracting("what").containsExactly(
                "supplementary volume descriptor", "supplementary volume descriptor.volume_id");
        assertThat(layout.regions().stream().filter(region -> region.kind() == Kind.FIELD && region.offset()
                / Iso.SECTOR == 16).mapToLong(region -> region.length()).sum()).isEqualTo(Iso.SECTOR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO MD5SUM = ", "ISO MD5SUM = 0123;", "ISO MD5SUM = zz;SKIPSECTORS = 99999999999999;",
            "SKIPSECTORS = 15;"})
    void takesNoBrokenImplantedSum(String text) throws IOException {
        var image = new HostileImage();
        text(image, VolumeDescriptor.APPLICATION_USE, text);
        assertThat(image.open().implantedMd5()).isEmpty();
    }

    @Test
    void skipsNoMoreSectorsThanThereAre() throws IOException {
        var image = new HostileImage();
        text(image, VolumeDescriptor.APPLICATION_USE, "ISO MD5SUM = " + "0".repeat(32) + ";SKIPSECTORS = 999999999;");
        var implanted = image.open().implantedMd5().orElseThrow();
        assertThat(implanted.coveredSize()).isZero();
        assertThat(implanted.supported()).isFalse();
        assertThat(implanted.covered(new BytesContent(image.bytes())).size()).isZero();
        assertThat(fact(image.open(), "isomd5sum")).isEqualTo("0".repeat(32));
    }

    @Test
    void blanksTheImplantedSum() throws IOException {
        var image = new HostileImage();
        text(image, VolumeDescriptor.APPLICATION_USE, "ISO MD5SUM = " + "0".repeat(32) + ";SKIPSECTORS = 1;");
        var covered = image.open().implantedMd5().orElseThrow().covered(new BytesContent(image.bytes()));
        byte[] bytes = covered.bytes(0, (int) covered.size());
        byte[] expected = Arrays.copyOf(image.bytes(), image.bytes().length - Iso.SECTOR);
        int from = HostileImage.PRIMARY + VolumeDescriptor.APPLICATION_USE;
        Arrays.fill(expected, from, from + VolumeDescriptor.APPLICATION_USE_LENGTH, (byte) ' ');
        assertThat(bytes).isEqualTo(expected);
        for (int at = from - 3; at < from + 3; at++) {
            assertThat(covered.bytes(at, 2)).containsExactly(expected[at], expected[at + 1]);
        }
    }
}
