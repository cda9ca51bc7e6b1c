package org.selfsame.format.pe;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.content.LittleEndian;
import org.selfsame.task.Task;
import org.selfsame.tree.Anatomy;
import org.selfsame.tree.Anomaly;

/// The checksum of the optional header: the sum of all 16-bit words with the carry added back, without the checksum
/// itself, plus the size of the file. Firmware ignores it, and many linkers leave it 0.
final class PeChecksum {
    private static final int PIECE = 1 << 16;

    private PeChecksum() {}

    /// Has a stated checksum looked after.
    static void check(PeHeaders headers, Anatomy.Builder parts) {
        long stated = headers.optional().get("checksum");
        if (stated == 0) {
            return;
        }
        parts.check((anomalies, task) -> {
            long sum = of(parts.content(), headers.checksumOffset(), task);
            if (sum != stated) {
                anomalies.accept(new Anomaly("pe.checksum", headers.checksumOffset(),
                        "the checksum is stated as " + stated + ", and is " + sum));
            }
        });
    }

    /// The checksum of a content whose own checksum lies at `field`.
    ///
    /// @throws IOException if the content cannot be read
    static long of(Content content, long field, Task task) throws IOException {
        var piece = new byte[PIECE];
        long sum = 0;
        for (long at = 0; at < content.size(); at += PIECE) {
            task.checkCancelled();
            int count = (int) Math.min(PIECE, content.size() - at);
            content.read(at, piece, 0, count);
            if (count % 2 == 1) {
                piece[count] = 0;
            }
            for (long i = Math.max(field, at); i < Math.min(field + 4, at + count); i++) {
                piece[(int) (i - at)] = 0;
            }
            for (int i = 0; i < count; i += 2) {
                sum += LittleEndian.u16(piece, i);
            }
            sum = (sum & 0xffff) + (sum >> 16);
        }
        sum = (sum & 0xffff) + (sum >> 16);
        return (sum & 0xffff) + content.size() & 0xffffffffL;
    }
}
