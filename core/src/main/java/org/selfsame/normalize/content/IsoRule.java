package org.selfsame.normalize.content;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.format.iso9660.IsoFormat;
import org.selfsame.normalize.LeftAloneException;
import org.selfsame.normalize.LeftAloneException.Reason;
import org.selfsame.normalize.Work;
import org.selfsame.tree.Layout;
import org.selfsame.tree.Region;

/// ISO images: the dates of volumes, directory records and Rock Ridge's `TF` entries, in UTC, and the id in the MBR of a
/// hybrid image. Dates of expiration stay. Source: ECMA-119 §8.4.26.1 and §9.1.5; RRIP 1.12 §4.1.6; SUSP 1.12 §4.1.
///
/// An image with a checksum implanted by isomd5sum is left alone, and so is one whose boot loader finds it by the time of its
/// last change, which GRUB takes for the UUID of the volume.
public final class IsoRule extends ImageRule {
    private static final int SHORT = 7;
    private static final int LONG = 17;
    private static final int RECORD_DATE = 18;
    private static final int IDENTIFIER = 33;
    private static final int LONG_FORM = 0x80;
    private static final int MOST_DATES = 7;
    private static final int PIECE = 1 << 20;
    private static final DateTimeFormatter DIGITS = DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);

    /// The one instance needed.
    public IsoRule() {
        super(new IsoFormat());
    }

    @Override
    void change(Patches patches, Layout layout, Work work) throws IOException {
        for (var region : layout.regions()) {
            var what = region.what();
            if (what.endsWith("volume descriptor.application_use")) {
                checkNoSum(patches, region);
            } else if (what.endsWith("volume descriptor.modification_date")) {
                checkNotLookedFor(patches, region, work);
                longDate(patches, region.offset(), work);
            } else if (what.endsWith("volume descriptor.creation_date")
                    || what.endsWith("volume descriptor.effective_date")) {
                longDate(patches, region.offset(), work);
            } else if (what.endsWith("volume descriptor.root_directory_record")) {
                shortDate(patches, region.offset() + RECORD_DATE, work);
            } else if (what.endsWith("directory record")) {
                record(patches, region, work);
            } else if (what.endsWith("continuation area")) {
                entries(patches, region.offset(), patches.bytes(region.offset(), (int) region.length()), 0, work);
            }
        }
        hybrid(patches, work);
    }

    private static void checkNoSum(Patches patches, Region region) throws IOException {
        if (Bytes.latin(patches.bytes(region.offset(), (int) region.length())).contains("ISO MD5SUM")) {
            throw new LeftAloneException(Reason.UNSUPPORTED, "isomd5sum has implanted a checksum of the image");
        }
    }

    /// Looks through the whole image for the time as GRUB writes it.
    private static void checkNotLookedFor(Patches patches, Region region, Work work) throws IOException {
        var digits = Bytes.latin(patches.bytes(region.offset(), 16));
        if (!digits.matches("\\d{16}") || digits.matches("0*")) {
            return;
        }
        var id = digits.replaceFirst("(....)(..)(..)(..)(..)(..)(..)", "$1-$2-$3-$4-$5-$6-$7");
        Content content = patches.content();
        int overlap = id.length() - 1;
        for (long at = 0; at < content.size(); at += PIECE) {
            work.task().checkCancelled();
            int count = (int) Math.min(PIECE + overlap, content.size() - at);
            if (new String(content.bytes(at, count), StandardCharsets.ISO_8859_1).contains(id)) {
                throw new LeftAloneException(Reason.UNSUPPORTED, "something in the image looks for it by " + id);
            }
        }
    }

    private static void record(Patches patches, Region region, Work work) throws IOException {
        var record = patches.bytes(region.offset(), (int) region.length());
        shortDate(patches, region.offset() + RECORD_DATE, work);
        int name = record[32] & 0xff;
        int start = IDENTIFIER + name + (name % 2 == 0 ? 1 : 0);
        // what CD-ROM XA puts before the entries
        boolean xa = start + 14 <= record.length && record[start + 6] == 'X' && record[start + 7] == 'A';
        entries(patches, region.offset(), record, xa ? start + 14 : start, work);
    }

    /// The dates in entries of system use.
    private static void entries(Patches patches, long offset, byte[] area, int start, Work work) throws IOException {
        int at = start;
        while (at + 5 <= area.length) {
            int length = area[at + 2] & 0xff;
            if (length < 4 || length > area.length - at) {
                return;
            }
            if (area[at] == 'T' && area[at + 1] == 'F' && length >= 5) {
                int flags = area[at + 4];
                int size = (flags & LONG_FORM) != 0 ? LONG : SHORT;
                int dates = Math.min(Integer.bitCount(flags & LONG_FORM - 1), MOST_DATES);
                for (int i = 0; i < dates && 5 + (i + 1) * size <= length; i++) {
                    if (size == LONG) {
                        longDate(patches, offset + at + 5 + (long) i * size, work);
                    } else {
                        shortDate(patches, offset + at + 5 + (long) i * size, work);
                    }
                }
            }
            at += length;
        }
    }

    private static void shortDate(Patches patches, long offset, Work work) throws IOException {
        var bytes = patches.bytes(offset, SHORT);
        var before = instant(1900 + (bytes[0] & 0xff), bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6]);
        if (before == null) {
            return;
        }
        var after = after(before, work);
        if (after.getYear() > 1900 + 255) {
            return;
        }
        patches.set(offset, new byte[]{(byte) (after.getYear() - 1900), (byte) after.getMonthValue(),
                (byte) after.getDayOfMonth(), (byte) after.getHour(), (byte) after.getMinute(),
                (byte) after.getSecond(), 0});
    }

    private static void longDate(Patches patches, long offset, Work work) throws IOException {
        var bytes = patches.bytes(offset, LONG);
        var digits = Bytes.latin(bytes).substring(0, 16);
        if (!digits.matches("\\d{16}")) {
            return;
        }
        var before = instant(number(digits, 0, 4), number(digits, 4, 6), number(digits, 6, 8), number(digits, 8, 10),
                number(digits, 10, 12), number(digits, 12, 14), bytes[16]);
        if (before != null) {
            patches.set(offset, Bytes.latin(DIGITS.format(after(before, work)) + "00\0"));
        }
    }

    private static int number(String digits, int from, int to) {
        return Integer.parseInt(digits, from, to, 10);
    }

    /// Seconds since 1970, or null if there is no such time: all zero says that there is none.
    private static @Nullable Long instant(int year, int month, int day, int hour, int minute, int second,
            int quarters) {
        try {
            return LocalDateTime.of(year, month, day, hour, minute, second)
                    .toEpochSecond(ZoneOffset.ofTotalSeconds(quarters * 900));
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static LocalDateTime after(long before, Work work) {
        return LocalDateTime.ofEpochSecond(work.epoch().of(before), 0, ZoneOffset.UTC);
    }

    /// The id of a hybrid image, where there is a table of partitions and an id.
    private static void hybrid(Patches patches, Work work) throws IOException {
        var sector = patches.bytes(0, 512);
        boolean table = false;
        for (int i = 446; i < 510; i++) {
            table |= sector[i] != 0;
        }
        boolean id = (sector[440] | sector[441] | sector[442] | sector[443]) != 0;
        if (table && id && sector[510] == 0x55 && sector[511] == (byte) 0xaa) {
            var epoch = new byte[4];
            Bytes.put32(epoch, 0, work.epoch().seconds());
            patches.set(440, epoch);
        }
    }
}
