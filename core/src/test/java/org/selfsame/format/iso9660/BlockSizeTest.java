package org.selfsame.format.iso9660;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.selfsame.content.BytesContent;
import org.selfsame.task.Task;

/// Logical blocks smaller than a sector, which no tool at hand writes.
class BlockSizeTest {

    @ParameterizedTest
    @ValueSource(ints = {512, 1024, 2048})
    void readsBlocksOfEverySize(int size) throws IOException {
        var sound = new HostileImage();
        var reader = IsoImages.open(new BytesContent(withBlockSize(sound, size)));
        assertThat(IsoImages.listed(reader.tree())).isEqualTo(IsoImages.listed(sound.open().tree()));
        assertThat(IsoImages.digests(reader.tree())).isEqualTo(IsoImages.digests(sound.open().tree()));
        assertThat(IsoImages.digests(IsoImages.tree(reader, "joliet"))).hasSize(3);
        assertThat(reader.anomalies(Task.silent())).isEmpty();
    }

    /// The same image with all block numbers in smaller blocks.
    private static byte[] withBlockSize(HostileImage image, int size) {
        byte[] bytes = image.bytes().clone();
        int factor = Iso.SECTOR / size;
        for (int descriptor : new int[]{HostileImage.PRIMARY, HostileImage.PRIMARY + Iso.SECTOR}) {
            Fields.both16(bytes, descriptor + 128, size);
            Fields.both32(bytes, descriptor + 80, image.both(descriptor + 80) * factor);
            Fields.little32(bytes, descriptor + 140, image.both(descriptor + 140) * factor);
            Fields.big32(bytes, descriptor + 148, (image.both(descriptor + 140) + 1) * factor);
            int root = descriptor + VolumeDescriptor.ROOT_RECORD;
            Fields.both32(bytes, root + 2, image.both(root + 2) * factor);
            scalePathTables(image, bytes, descriptor, factor);
            scaleDirectory(image, bytes, image.extent(root), factor);
        }
        return bytes;
    }

    private static void scalePathTables(HostileImage image, byte[] bytes, int descriptor, int factor) {
        int little = (int) image.both(descriptor + 140) * Iso.SECTOR;
        int end = little + (int) image.both(descriptor + 132);
        for (int at = little; at < end; at += 8 + bytes[at] + bytes[at] % 2) {
            Fields.little32(bytes, at + 2, image.both(at + 2) * factor);
            Fields.big32(bytes, at + 2 + Iso.SECTOR, image.both(at + 2) * factor);
        }
    }

    private static void scaleDirectory(HostileImage image, byte[] bytes, int directory, int factor) {
        for (int at = directory; bytes[at] != 0; at += bytes[at] & 0xff) {
            boolean child = bytes[at + 32] > 1 || bytes[at + 33] > 1;
            Fields.both32(bytes, at + 2, image.both(at + 2) * factor);
            scaleContinuation(image, bytes, at, factor);
            if (child && (bytes[at + 25] & DirectoryRecord.FLAG_DIRECTORY) != 0) {
                scaleDirectory(image, bytes, image.extent(at), factor);
            }
        }
    }

    private static void scaleContinuation(HostileImage image, byte[] bytes, int record, int factor) {
        int end = record + (bytes[record] & 0xff);
        for (int at = record + 33 + bytes[record + 32] + (bytes[record + 32] + 1) % 2; at + 4 < end; at += Math.max(1,
                bytes[at + 2] & 0xff)) {
            if (bytes[at] == 'C' && bytes[at + 1] == 'E') {
                Fields.both32(bytes, at + 4, image.both(at + 4) * factor);
            }
        }
    }
}
