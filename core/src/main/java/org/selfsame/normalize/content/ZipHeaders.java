package org.selfsame.normalize.content;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.selfsame.content.DosTime;
import org.selfsame.content.LittleEndian;
import org.selfsame.normalize.Epoch;

/// Changes times, owners and modes in the headers of a member, all in place. Source: PKWARE's APPNOTE 6.3.10, 4.3.7,
/// 4.3.12 and 4.5.5; Info-ZIP's extrafld.txt.
final class ZipHeaders {
    /// 1980-01-01 12:01 in UTC: the first time that no time zone makes earlier than the format can tell.
    static final long FIRST = 315_576_060;
    private static final long LAST = 4_354_819_198L;
    private static final long WINDOWS_EPOCH = 11_644_473_600L;
    private static final int UNIX = 3;

    private final Epoch epoch;

    ZipHeaders(Epoch epoch) {
        this.epoch = epoch;
    }

    /// Changes a local header.
    ///
    /// @param earlier seconds that the member shall be older than others
    void local(byte[] header, int earlier) {
        dosTime(header, 10, earlier);
        int extra = 30 + LittleEndian.u16(header, 26);
        extra(header, extra, extra + LittleEndian.u16(header, 28), earlier);
    }

    /// Changes an entry of the central directory.
    void central(byte[] entry, int earlier) {
        dosTime(entry, 12, earlier);
        int extra = 46 + LittleEndian.u16(entry, 28);
        extra(entry, extra, extra + LittleEndian.u16(entry, 30), earlier);
        if (entry[5] == UNIX) {
            int mode = LittleEndian.u16(entry, 40);
            boolean link = (mode & 0170000) == 0120000;
            if (mode != 0 && !link) {
                Bytes.put16(entry, 40, mode & 0170000 | ((mode & 0100) != 0 ? 0755 : 0644));
            }
        }
    }

    private void dosTime(byte[] header, int at, int earlier) {
        var before = DosTime.instant(LittleEndian.u16(header, at + 2), LittleEndian.u16(header, at), 0);
        long time = before == null ? epoch.seconds() : epoch.of(before.getEpochSecond());
        boolean stays = before != null && time == before.getEpochSecond();
        var date = LocalDateTime.ofEpochSecond(Math.clamp((stays ? time : time - earlier), FIRST, LAST), 0,
                ZoneOffset.UTC);
        if (!stays) {
            Bytes.put16(header, at, date.getHour() << 11 | date.getMinute() << 5 | date.getSecond() / 2);
            Bytes.put16(header, at + 2, date.getYear() - 1980 << 9 | date.getMonthValue() << 5 | date.getDayOfMonth());
        }
    }

    /// Changes the extra fields from `start` to `end`; the first that does not fit, and what follows it, stays.
    private void extra(byte[] header, int start, int end, int earlier) {
        for (int at = start; end - at >= 4;) {
            int id = LittleEndian.u16(header, at);
            int length = LittleEndian.u16(header, at + 2);
            int data = at + 4;
            if (length > end - data) {
                return;
            }
            switch (id) {
                case 0x5455 -> times(header, data + 1, data + length, earlier);
                case 0x5855 -> {
                    times(header, data, data + Math.min(8, length), earlier);
                    zero(header, data + 8, data + length);
                }
                case 0x7855 -> zero(header, data, data + length);
                case 0x7875 -> owners(header, data, data + length);
                case 0x000a -> windowsTimes(header, data + 4, data + length, earlier);
                default -> {
                    // says nothing of when and by whom the archive was made
                }
            }
            at = data + length;
        }
    }

    private void times(byte[] header, int start, int end, int earlier) {
        for (int at = start; end - at >= 4; at += 4) {
            Bytes.put32(header, at, time(LittleEndian.u32(header, at), earlier));
        }
    }

    private long time(long before, int earlier) {
        long time = epoch.of(before);
        return time == before ? time : Math.max(0, Math.max(time, FIRST) - earlier);
    }

    private void windowsTimes(byte[] header, int start, int end, int earlier) {
        for (int at = start; end - at >= 4;) {
            int tag = LittleEndian.u16(header, at);
            int size = LittleEndian.u16(header, at + 2);
            if (tag == 1 && size == 24 && end - at - 4 >= size) {
                for (int field = at + 4; field < at + 28; field += 8) {
                    long before = LittleEndian.i64(header, field) / 10_000_000 - WINDOWS_EPOCH;
                    long after = time(before, earlier);
                    if (after != before) {
                        Bytes.put64(header, field, (after + WINDOWS_EPOCH) * 10_000_000);
                    }
                }
            }
            at += 4 + size;
        }
    }

    /// Version, then each of the owner and the group as a length and a number.
    private static void owners(byte[] header, int start, int end) {
        if (end - start < 2 || header[start] != 1) {
            return;
        }
        for (int at = start + 1; at < end;) {
            int length = header[at] & 0xff;
            zero(header, at + 1, Math.min(end, at + 1 + length));
            at += 1 + length;
        }
    }

    private static void zero(byte[] header, int start, int end) {
        for (int at = start; at < end; at++) {
            header[at] = 0;
        }
    }
}
