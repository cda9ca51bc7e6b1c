package org.selfsame.normalize.content;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.selfsame.content.LittleEndian;
import org.selfsame.format.fat.FatFormat;
import org.selfsame.normalize.Work;
import org.selfsame.tree.Layout;

/// FAT images: the serial number is the epoch, as `mkfs.fat -i` can be told, and the times of entries are in UTC. Source:
/// Microsoft's FAT specification 1.03, "Date and Time Formats".
public final class FatRule extends ImageRule {
    private static final int FIRST_YEAR = 1980;
    private static final int LAST_YEAR = FIRST_YEAR + 127;

    /// The one instance needed.
    public FatRule() {
        super(new FatFormat());
    }

    @Override
    void change(Patches patches, Layout layout, Work work) throws IOException {
        var serial = new byte[4];
        Bytes.put32(serial, 0, work.epoch().seconds());
        long serialAt = -1;
        for (var region : layout.regions()) {
            var bytes = region.length() > 5 ? new byte[0] : patches.bytes(region.offset(), (int) region.length());
            switch (region.what()) {
                case "boot.serial" -> {
                    serialAt = region.offset();
                    patches.set(serialAt, serial);
                }
                case "backup boot sector" -> {
                    if (serialAt >= 0) {
                        patches.set(region.offset() + serialAt, serial);
                    }
                }
                case "entry.created" -> {
                    // the first byte counts hundredths of a second
                    if (date(bytes, 1, 3, work)) {
                        bytes[0] = 0;
                        patches.set(region.offset(), bytes);
                    }
                }
                case "entry.accessed" -> {
                    if (date(bytes, -1, 0, work)) {
                        patches.set(region.offset(), bytes);
                    }
                }
                case "entry.modified" -> {
                    if (date(bytes, 0, 2, work)) {
                        patches.set(region.offset(), bytes);
                    }
                }
                default -> {
                    // not a matter of a build
                }
            }
        }
    }

    /// Changes a date, and the time of day if there is one.
    ///
    /// @return whether there is a date
    private static boolean date(byte[] bytes, int timeAt, int dateAt, Work work) {
        int date = LittleEndian.u16(bytes, dateAt);
        int time = timeAt < 0 ? 0 : LittleEndian.u16(bytes, timeAt);
        LocalDateTime before;
        try {
            before = LocalDateTime.of(FIRST_YEAR + (date >> 9), date >> 5 & 15, date & 31, time >> 11, time >> 5 & 63,
                    (time & 31) * 2);
        } catch (DateTimeException _) {
            return false;
        }
        var after = LocalDateTime.ofEpochSecond(work.epoch().of(before.toEpochSecond(ZoneOffset.UTC)), 0,
                ZoneOffset.UTC);
        if (after.getYear() < FIRST_YEAR) {
            after = LocalDateTime.of(FIRST_YEAR, 1, 1, 0, 0);
        } else if (after.getYear() > LAST_YEAR) {
            after = LocalDateTime.of(LAST_YEAR, 12, 31, 23, 59, 58);
        }
        Bytes.put16(bytes, dateAt,
                after.getYear() - FIRST_YEAR << 9 | after.getMonthValue() << 5 | after.getDayOfMonth());
        if (timeAt >= 0) {
            Bytes.put16(bytes, timeAt, after.getHour() << 11 | after.getMinute() << 5 | after.getSecond() / 2);
        }
        return true;
    }
}
