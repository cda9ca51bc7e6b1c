package org.selfsame.format.fat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.selfsame.content.DosTime;
import org.selfsame.tree.EntryTimes;

/// The entries of a directory that is written. Source: Microsoft's FAT specification 1.03, "FAT Directory Structure" and
/// "FAT Long Directory Entries".
final class DirectoryWriter {
    private static final int ARCHIVE = 0x20;
    private static final int PIECE = 13;
    private static final int LAST_PIECE = 0x40;
    /// Units of a piece in its three fields.
    private static final int[] FIELDS = {5, 6, 2};

    private final EntryTimes times;
    private final ByteBuffer out;

    private DirectoryWriter(EntryTimes times, int slots) {
        this.times = times;
        this.out = ByteBuffer.allocate(slots * DirectoryEntry.SIZE).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// All slots of `directory`, whose children have their clusters.
    static byte[] of(PlannedEntry directory, FatOptions options) {
        var writer = new DirectoryWriter(options.times(), directory.slots);
        var parent = directory.parent;
        if (parent != null) {
            writer.out.put(dots(options.times().of(directory.entry.metadata()), directory.cluster,
                    parent.parent == null ? 0 : parent.cluster));
        } else if (!options.label().isEmpty()) {
            writer.entry(padded(options.label()), 0, DirectoryEntry.VOLUME_ID, options.labelTime(), 0, 0);
        }
        directory.children.forEach(writer::child);
        return writer.out.array();
    }

    /// The slots of these entries, which have their clusters.
    static byte[] of(List<PlannedEntry> entries, EntryTimes times) {
        var writer = new DirectoryWriter(times, entries.stream().mapToInt(PlannedEntry::ownSlots).sum());
        entries.forEach(writer::child);
        return writer.out.array();
    }

    /// The slots of `.` and `..`.
    ///
    /// @param up first cluster of the parent; the root is called 0 here, also where it has clusters
    static byte[] dots(Instant time, long cluster, long up) {
        var writer = new DirectoryWriter(EntryTimes.keep(time), 2);
        writer.entry(padded("."), 0, DirectoryEntry.DIRECTORY, time, cluster, 0);
        writer.entry(padded(".."), 0, DirectoryEntry.DIRECTORY, time, up, 0);
        return writer.out.array();
    }

    private static byte[] padded(String name) {
        var bytes = new byte[11];
        Arrays.fill(bytes, (byte) ' ');
        var text = name.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, bytes, 0, text.length);
        return bytes;
    }

    private void child(PlannedEntry child) {
        var shortName = child.shortName;
        if (shortName.needsLong()) {
            int sum = ShortName.checksum(shortName.bytes(), 0);
            for (int piece = child.ownSlots() - 1; piece > 0; piece--) {
                piece(child.name, piece, piece == child.ownSlots() - 1, sum);
            }
        }
        entry(shortName.bytes(), shortName.flags(), child.isDirectory() ? DirectoryEntry.DIRECTORY : ARCHIVE,
                times.of(child.entry.metadata()), child.cluster, child.size);
    }

    private void piece(String name, int number, boolean last, int sum) {
        out.put((byte) (last ? number | LAST_PIECE : number));
        int at = (number - 1) * PIECE;
        for (int field = 0; field < FIELDS.length; field++) {
            for (int i = 0; i < FIELDS[field]; i++) {
                // a zero ends the name, what follows is filled up
                out.putShort(at < name.length() ? (short) name.charAt(at) : (short) (at == name.length() ? 0 : 0xffff));
                at++;
            }
            if (field == 0) {
                out.put((byte) DirectoryEntry.LONG_NAME).put((byte) 0).put((byte) sum);
            } else if (field == 1) {
                out.putShort((short) 0);
            }
        }
    }

    private void entry(byte[] name, int flags, int attributes, Instant time, long cluster, long size) {
        int date = DosTime.date(time);
        int ofDay = DosTime.time(time);
        out.put(name).put((byte) attributes).put((byte) flags).put((byte) 0).putShort((short) ofDay)
                .putShort((short) date).putShort((short) date).putShort((short) (cluster >>> 16))
                .putShort((short) ofDay).putShort((short) date).putShort((short) cluster).putInt((int) size);
    }
}
