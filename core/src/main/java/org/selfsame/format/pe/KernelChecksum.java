package org.selfsame.format.pe;

import java.io.IOException;
import java.util.zip.CRC32;
import org.selfsame.content.Content;
import org.selfsame.content.LittleEndian;
import org.selfsame.task.Task;
import org.selfsame.tree.Anatomy;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Region.Kind;

/// The CRC-32 in the last 4 bytes of a kernel, which the kernel's build wrote until Linux 6.14; it is computed over all
/// bytes before it and not inverted at the end. A signature changes bytes before it, and newer kernels have zeros there.
final class KernelChecksum {
    static final int SIZE = 4;

    private static final int PIECE = 1 << 16;

    private KernelChecksum() {}

    /// Names the checksum at `at` if there is one, and has it looked after unless the kernel is signed.
    ///
    /// @throws IOException if the content cannot be read
    static void add(Anatomy.Builder parts, long at) throws IOException {
        var content = parts.content();
        long stated = LittleEndian.u32(content.bytes(at, SIZE), 0);
        if (stated == 0) {
            return;
        }
        parts.region(at, SIZE, Kind.FIELD, "kernel.crc32");
        if (at + SIZE < content.size()) {
            return;
        }
        parts.check((anomalies, task) -> {
            long crc = of(content, at, task);
            if (crc != stated) {
                anomalies.accept(new Anomaly("bzimage.crc32", at, "the CRC-32 is stated as " + stated + ", and is "
                        + crc));
            }
        });
    }

    private static long of(Content content, long end, Task task) throws IOException {
        var crc = new CRC32();
        var piece = new byte[PIECE];
        for (long at = 0; at < end; at += PIECE) {
            task.checkCancelled();
            int count = (int) Math.min(PIECE, end - at);
            content.read(at, piece, 0, count);
            crc.update(piece, 0, count);
        }
        return crc.getValue() ^ 0xffffffffL;
    }
}
