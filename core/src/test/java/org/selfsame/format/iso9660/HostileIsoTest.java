package org.selfsame.format.iso9660;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.testing.Allocations;
import org.selfsame.testing.FuzzReader;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Walk;

/// Images made to harm who reads them. Each is refused with a [FormatException] that says where, or read with an
/// anomaly that says what is odd.
class HostileIsoTest {

    private static void walk(IsoReader reader) throws IOException {
        for (var tree : reader.trees().sequencedValues()) {
            Walk.of(tree, Limits.DEFAULT, (path, entry) -> {
                if (entry instanceof Entry.File file) {
                    file.content().stream().readAllBytes();
                }
            });
        }
    }

    private static void assertRefused(HostileImage image, long offset, String rule) {
        assertThatThrownBy(() -> walk(image.open())).isInstanceOfSatisfying(FormatException.class, e -> {
            assertThat(e.offset()).isEqualTo(offset);
            assertThat(e.rule()).contains(rule);
        });
        FuzzReader.exercise(new IsoFormat(), image.bytes());
    }

    private static void assertOdd(HostileImage image, String code) throws IOException {
        var reader = image.open();
        walk(reader);
        assertThat(IsoImages.codes(reader)).contains("iso9660." + code);
        FuzzReader.exercise(new IsoFormat(), image.bytes());
    }

    @Test
    void theSoundImageIsSound() throws IOException {
        var reader = new HostileImage().open();
        walk(reader);
        assertThat(reader.anomalies(Task.silent())).isEmpty();
        assertThat(reader.tree().find(HostileImage.LONG)).isPresent();
    }

    @Test
    void continuationAreaThatNamesItself() throws IOException {
        var image = new HostileImage();
        int continuation = image.entry(image.rootRecord("LLLLLLLLLLLLLLLLLLLLLLLLLLLLL.;1"), "CE");
        int area = (int) (image.both(continuation + 4) * Iso.SECTOR + image.both(continuation + 12));
        byte[] entry = Arrays.copyOfRange(image.bytes(), continuation, continuation + 28);
        System.arraycopy(entry, 0, image.bytes(), area, entry.length);
        image.both32(continuation + 20, 28).both32(area + 20, 28);
        assertRefused(image, area, "loop");
    }

    @Test
    void continuationAreaFarAway() throws IOException {
        var image = new HostileImage();
        int continuation = image.entry(image.rootRecord("LLLLLLLLLLLLLLLLLLLLLLLLLLLLL.;1"), "CE");
        assertRefused(image.both32(continuation + 4, 0xffff_ffffL), continuation, "does not lie inside");
    }

    @Test
    void continuationAreaOfHugeLength() throws IOException {
        var image = new HostileImage();
        int continuation = image.entry(image.rootRecord("LLLLLLLLLLLLLLLLLLLLLLLLLLLLL.;1"), "CE");
        assertRefused(image.both32(continuation + 20, 0xffff_ffffL), continuation, "exceed the limit");
    }

    @Test
    void manyRecordsThatNameOneLargeArea() throws IOException {
        var image = new HostileImage();
        int continuation = image.entry(image.rootRecord("LLLLLLLLLLLLLLLLLLLLLLLLLLLLL.;1"), "CE");
        // the image grows to hold the area, which is far larger than its directory
        byte[] bytes = Arrays.copyOf(image.bytes(), 8 << 20);
        Fields.both32(bytes, continuation + 20, 4L << 20);
        assertThatThrownBy(() -> IsoImages.open(new BytesContent(bytes)).tree().root().children())
                .isInstanceOf(FormatException.class).hasMessageContaining("exceed the limit");
    }

    @Test
    void descriptorsWithDifferentBlockSizes() throws IOException {
        var image = new HostileImage();
        Fields.both16(image.bytes(), HostileImage.PRIMARY + Iso.SECTOR + 128, 512);
        assertOdd(image, "block_size");
    }

    @Test
    void childLinkToAnAncestor() throws IOException {
        var image = new HostileImage();
        int record = image.record(image.extent(image.rootRecord("SUB")), "LEAF.;1");
        int times = image.entry(record, "TF");
        image.set(times, 'C', 'L', 12, 1).both32(times + 4, image.root() / Iso.SECTOR).set(times + 12, 0, 0);
        assertRefused(image, image.root(), "its own ancestor");
    }

    @Test
    void childLinkToSomethingElse() throws IOException {
        var image = new HostileImage();
        int record = image.rootRecord("FILE.;1");
        int times = image.entry(record, "TF");
        image.set(times, 'C', 'L', 12, 1).both32(times + 4, 5).set(times + 12, 0, 0);
        assertRefused(image, 5 * Iso.SECTOR, "a directory record of 0 bytes");
    }

    @Test
    void relocatedDirectoryThatNothingLeadsTo() throws IOException {
        var image = new HostileImage();
        int times = image.entry(image.rootRecord("SUB"), "TF");
        image.set(times, 'R', 'E', 4, 1, 0, 0);
        assertOdd(image, "relocated_orphan");
        assertThat(image.open().tree().find("sub")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NM", "TF", "PX"})
    void systemUseEntryBeyondItsRecord(String signature) throws IOException {
        var image = new HostileImage();
        int entry = image.entry(image.rootRecord("FILE.;1"), signature);
        assertRefused(image.set(entry + 2, 255), entry, "a system use entry of 255 bytes");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void systemUseEntryShorterThanItsHeader(int length) throws IOException {
        var image = new HostileImage();
        int entry = image.entry(image.rootRecord("FILE.;1"), "NM");
        assertRefused(image.set(entry + 2, length), entry, "a system use entry of " + length + " bytes");
    }

    @Test
    void linkComponentBeyondItsEntry() throws IOException {
        var image = new HostileImage();
        int entry = image.entry(image.rootRecord("LINK.;1"), "SL");
        assertOdd(image.set(entry + 8, 200), "symlink_target");
        assertThat(image.open().tree().find("link").orElseThrow())
                .isInstanceOfSatisfying(Entry.Symlink.class, link -> assertThat(link.target()).hasToString(".."));
    }

    @Test
    void linkEntryBeyondItsRecord() throws IOException {
        var image = new HostileImage();
        assertOdd(image.set(image.entry(image.rootRecord("LINK.;1"), "SL") + 2, 250), "symlink_target");
        assertThat(image.open().tree().find("file")).isPresent();
    }

    @Test
    void extensionReferenceBeyondItself() throws IOException {
        var image = new HostileImage();
        int continuation = image.entry(image.root(), "CE");
        int area = (int) (image.both(continuation + 4) * Iso.SECTOR + image.both(continuation + 12));
        image.set(area + 4, 255);
        assertOdd(image, "unreadable_root");
    }

    @Test
    void directoryThatIsItsParent() throws IOException {
        var image = new HostileImage();
        image.both32(image.rootRecord("SUB") + 2, image.root() / Iso.SECTOR);
        assertRefused(image, image.root(), "its own ancestor");
        assertThat(IsoImages.codes(image.open())).contains("iso9660.shared_directory");
    }

    @Test
    void oneDirectoryInTwoPlaces() throws IOException {
        var image = new HostileImage();
        int record = image.rootRecord("FILE.;1");
        int directory = image.extent(image.rootRecord("SUB"));
        image.set(record + 25, 2).both32(record + 2, directory / Iso.SECTOR).both32(record + 10, Iso.SECTOR);
        assertRefused(image, directory, "lead to the same directory");
        assertThat(IsoImages.codes(image.open())).contains("iso9660.shared_directory", "iso9660.type_disagrees");
    }

    @Test
    void directoryOutsideTheImage() throws IOException {
        var image = new HostileImage();
        image.both32(image.rootRecord("SUB") + 2, 0xffff_ffffL);
        assertRefused(image, 0xffff_ffffL * Iso.SECTOR, "do not lie inside");
        assertThat(IsoImages.codes(image.open())).contains("iso9660.unreadable_directory");
    }

    @Test
    void directoryOfFourGigabytes() throws IOException {
        var image = new HostileImage();
        image.both32(image.rootRecord("SUB") + 10, 0xffff_ffffL);
        assertRefused(image, image.extent(image.rootRecord("SUB")), "a directory of 4294967295 bytes");
    }

    @Test
    void fileOutsideTheImageIsListed() throws IOException {
        var image = new HostileImage();
        image.both32(image.rootRecord("FILE.;1") + 2, 0x7fff_ffff);
        var file = (Entry.File) image.open().tree().find("file").orElseThrow();
        assertThat(file.size()).isEqualTo(5);
        assertThatThrownBy(file::content).isInstanceOfSatisfying(FormatException.class,
                e -> assertThat(e.offset()).isEqualTo(0x7fff_ffffL * Iso.SECTOR));
        assertThat(IsoImages.codes(image.open())).contains("iso9660.extent_outside");
    }

    @Test
    void truncatedImageIsListed() throws IOException {
        byte[] whole = new HostileImage().bytes();
        byte[] half = Arrays.copyOf(whole, whole.length - 2 * Iso.SECTOR);
        var reader = IsoImages.open(new BytesContent(half));
        assertThat(reader.tree().find("sub/leaf")).isPresent();
        assertThat(IsoImages.codes(reader)).contains("iso9660.truncated");
        assertThat(reader.layout(Task.silent()).size()).isEqualTo(half.length);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 256, 4096, 65535})
    void unknownBlockSize(int size) throws IOException {
        var image = new HostileImage();
        Fields.both16(image.bytes(), HostileImage.PRIMARY + 128, size);
        assertRefused(image, HostileImage.PRIMARY + 128, "logical block size " + size);
    }

    @Test
    void secondPrimaryDescriptor() throws IOException {
        var image = new HostileImage();
        int joliet = HostileImage.PRIMARY + Iso.SECTOR;
        System.arraycopy(image.bytes(), HostileImage.PRIMARY, image.bytes(), joliet, Iso.SECTOR);
        assertThat(IsoImages.codes(image.open())).doesNotContain("iso9660.second_primary");
        assertOdd(image.set(joliet + 40, 'X'), "second_primary");
    }

    @Test
    void noTerminator() throws IOException {
        assertOdd(new HostileImage().set(HostileImage.PRIMARY + 2 * Iso.SECTOR, 7, 0), "unterminated");
    }

    @Test
    void noPrimaryDescriptor() throws IOException {
        assertRefused(new HostileImage().set(HostileImage.PRIMARY, 3), HostileImage.PRIMARY,
                "no primary volume descriptor");
    }

    @Test
    void bytesAfterTheEnd() throws IOException {
        byte[] whole = new HostileImage().bytes();
        byte[] longer = Arrays.copyOf(whole, whole.length + 5000);
        var zero = IsoImages.open(new BytesContent(longer.clone())).anomalies(Task.silent());
        assertThat(zero).singleElement().satisfies(anomaly -> {
            assertThat(anomaly.code()).isEqualTo("iso9660.trailing_bytes");
            assertThat(anomaly.offset()).isEqualTo(whole.length);
            assertThat(anomaly.detail()).contains("5000 bytes", "all of them zero");
        });
        longer[longer.length - 1] = 1;
        var other = IsoImages.open(new BytesContent(longer)).anomalies(Task.silent());
        assertThat(other).singleElement().satisfies(anomaly -> assertThat(anomaly.detail()).contains("not all"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "a\0bc", "/abc"})
    void nameThatNoEntryCanHave(String name) throws IOException {
        var image = new HostileImage();
        int entry = image.entry(image.rootRecord("FILE.;1"), "NM");
        System.arraycopy(name.getBytes(StandardCharsets.UTF_8), 0, image.bytes(), entry + 5, 4);
        assertOdd(image, "name");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void nameThatIsTheDirectoryItselfOrItsParent(int flag) throws IOException {
        var image = new HostileImage();
        image.set(image.entry(image.rootRecord("FILE.;1"), "NM") + 4, flag);
        assertOdd(image, "name");
    }

    @Test
    void sameNameTwice() throws IOException {
        var image = new HostileImage();
        int entry = image.entry(image.rootRecord("FILE.;1"), "NM");
        assertOdd(image.set(entry + 5, 'l', 'i', 'n', 'k'), "duplicate_name");
    }

    @Test
    void namesInAnomaliesArePrintableOnce() throws IOException {
        var image = new HostileImage();
        int record = image.rootRecord("FILE.;1");
        image.set(image.entry(record, "NM") + 5, 0x1b, '\\').set(record + 25, 1);
        var details = image.open().anomalies(Task.silent()).stream()
                .filter(anomaly -> anomaly.code().equals("iso9660.hidden")).map(Anomaly::detail);
        assertThat(details).contains("\"\\u{1b}\\\\le\" is marked as hidden");
    }

    @Test
    void numbersThatDiffer() throws IOException {
        var image = new HostileImage();
        int record = image.rootRecord("FILE.;1");
        assertOdd(image.set(record + 17, image.bytes()[record + 17] + 1), "both_endian");
        assertThat(((Entry.File) image.open().tree().find("file").orElseThrow()).size()).isEqualTo(5);
        assertOdd(new HostileImage().set(HostileImage.PRIMARY + 84, 1), "both_endian");
    }

    @Test
    void recordTooShort() throws IOException {
        var image = new HostileImage();
        int record = image.rootRecord("FILE.;1");
        assertRefused(image.set(record, 33), record, "a directory record of 33 bytes");
    }

    @Test
    void identifierBeyondItsRecord() throws IOException {
        var image = new HostileImage();
        int record = image.rootRecord("FILE.;1");
        assertRefused(image.set(record + 32, 255), record + 32, "a file identifier of 255 bytes");
        assertRefused(new HostileImage().set(record + 32, 0), record + 32, "a file identifier of 0 bytes");
    }

    @Test
    void sizeOfFourGigabytes() throws IOException {
        var image = new HostileImage();
        image.both32(image.rootRecord("FILE.;1") + 10, 0xffff_ffffL);
        var file = (Entry.File) image.open().tree().find("file").orElseThrow();
        assertThat(file.size()).isEqualTo(0xffff_ffffL);
        assertThatThrownBy(file::content).isInstanceOf(FormatException.class);
        FuzzReader.exercise(new IsoFormat(), image.bytes());
    }

    @Test
    void interleavedFile() throws IOException {
        var image = new HostileImage();
        int record = image.rootRecord("FILE.;1");
        assertRefused(image.set(record + 26, 1, 1), record, "an interleaved file");
        assertThat(IsoImages.codes(image.open())).contains("iso9660.unsupported_file");
    }

    @Test
    void unfinishedSections() throws IOException {
        var image = new HostileImage();
        assertOdd(image.set(image.rootRecord("FILE.;1") + 25, 0x80), "unfinished_file");
        assertThat(image.open().tree().find("link")).isPresent();
    }

    @Test
    void extendedAttributeRecordIsSkipped() throws IOException {
        var image = new HostileImage();
        int record = image.rootRecord("FILE.;1");
        image.set(record + 1, 1).both32(record + 2, image.both(record + 2) - 1);
        assertOdd(image, "extended_attribute_record");
        assertThat(IsoImages.text(image.open().tree().find("file").orElseThrow())).isEqualTo("file\n");
        assertThat(image.open().layout(Task.silent()).regions()).anySatisfy(region -> {
            assertThat(region.what()).isEqualTo("extended attribute record");
            assertThat(region.owner()).isEqualTo("file");
        });
    }

    @Test
    void jolietThatShowsOtherBytes() throws IOException {
        var image = new HostileImage();
        int record = image.rootRecord("FILE.;1");
        image.both32(record + 2, image.both(image.rootRecord("SUB") + 2));
        assertOdd(image, "joliet_disagrees");
    }

    @Test
    void fileThatOnlyRockRidgeShows() throws IOException {
        var image = new HostileImage();
        int joliet = (int) image.both(HostileImage.PRIMARY + Iso.SECTOR + VolumeDescriptor.ROOT_RECORD + 2)
                * Iso.SECTOR;
        // the first record behind those of the directory itself and its parent ends the listing
        assertOdd(image.set(joliet + 68, 0), "joliet_disagrees");
    }

    @Test
    void pathTableThatListsOtherDirectories() throws IOException {
        var image = new HostileImage();
        int table = (int) image.both(HostileImage.PRIMARY + 140) * Iso.SECTOR;
        assertOdd(image.set(table + 2, 1), "path_table");
    }

    @Test
    void dirtInTheLastBlockOfAFile() throws IOException {
        var image = new HostileImage();
        assertOdd(image.set(image.extent(image.rootRecord("FILE.;1")) + 5, 1), "padding");
    }

    @Test
    void allocatesNoMoreThanTheImageHolds() throws IOException {
        var image = new HostileImage();
        image.both32(image.rootRecord("SUB") + 10, (64L << 20) - 1);
        image.both32(image.rootRecord("FILE.;1") + 10, 0xffff_ffffL);
        image.both32(HostileImage.PRIMARY + 132, 0x7fff_ffff);
        long bytes = Allocations.of(() -> FuzzReader.exercise(new IsoFormat(), image.bytes()));
        assertThat(bytes).isLessThan(16L << 20);
    }

    @Test
    void anyByteMayLie() throws IOException {
        var sound = new HostileImage();
        var random = new Random(9660);
        int from = HostileImage.PRIMARY;
        int to = sound.extent(sound.rootRecord("FILE.;1"));
        for (int run = 0; run < 2000; run++) {
            byte[] bytes = sound.bytes().clone();
            for (int change = random.nextInt(1, 4); change > 0; change--) {
                int at = random.nextInt(from, to);
                bytes[at] = switch (random.nextInt(4)) {
                    case 0 -> (byte) 0xff;
                    case 1 -> 0;
                    case 2 -> (byte) (bytes[at] + random.nextInt(-2, 3));
                    default -> (byte) random.nextInt(256);
                };
            }
            FuzzReader.exercise(new IsoFormat(), bytes);
        }
    }

    @Test
    void anyFieldMayLie() throws IOException {
        var sound = new HostileImage();
        int record = sound.rootRecord("FILE.;1");
        int directory = sound.rootRecord("SUB");
        for (int value : new int[]{0, 1, 0x7f, 0x80, 0xfe, 0xff}) {
            for (int at = 0; at < (sound.bytes()[record] & 0xff); at++) {
                exercise(sound, record + at, value);
            }
            for (int at = 0; at < (sound.bytes()[directory] & 0xff); at++) {
                exercise(sound, directory + at, value);
            }
            for (var field : DescriptorField.ALL) {
                for (int at = 0; at < Math.min(8, field.length()); at++) {
                    exercise(sound, HostileImage.PRIMARY + field.at() + at, value);
                    exercise(sound, HostileImage.PRIMARY + Iso.SECTOR + field.at() + at, value);
                }
            }
        }
    }

    private static void exercise(HostileImage sound, int at, int value) {
        byte[] bytes = sound.bytes().clone();
        bytes[at] = (byte) value;
        FuzzReader.exercise(new IsoFormat(), bytes);
    }

    @Test
    void anyLengthMayBeCutOff() throws IOException {
        byte[] whole = new HostileImage().bytes();
        for (int length = 0; length < whole.length; length += 509) {
            FuzzReader.exercise(new IsoFormat(), Arrays.copyOf(whole, length));
        }
    }
}
