package org.selfsame.format.zip;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.DosTime;
import org.selfsame.content.LittleEndian;
import org.selfsame.tree.Metadata;

/// What the two headers of a member record about it. The most exact time counts: NTFS', then Unix', then the one in two
/// seconds of nobody knows which zone, which is taken as UTC. Source: Info-ZIP's extrafld.txt.
final class ZipMetadata {
    /// 1601-01-01, from which NTFS counts in steps of 100 ns, in seconds of Unix.
    private static final long NTFS_EPOCH = -11_644_473_600L;
    private static final long TICKS = 10_000_000;
    private static final int NTFS_TIMES = 1;

    private final Metadata.Builder builder = Metadata.builder();

    private ZipMetadata() {}

    /// @param localExtra extra fields of the local header, which hold what the central one leaves out; null if it cannot
    ///        be read
    static Metadata of(CentralEntry entry, byte @Nullable [] localExtra) {
        var metadata = new ZipMetadata();
        if (entry.unixMode() != 0) {
            metadata.builder.permissions(entry.unixMode() & 07777);
        }
        metadata.builder.modified(DosTime.instant(entry.dosTime() >>> 16, entry.dosTime() & 0xffff, 0));
        var both = localExtra == null ? List.of(entry.extra()) : List.of(entry.extra(), localExtra);
        for (int id : new int[]{ExtraField.OLD_UNIX, ExtraField.UNIX_TIMES, ExtraField.NTFS,
                ExtraField.OLD_UNIX_OWNER, ExtraField.UNIX_OWNER}) {
            for (var extra : both) {
                for (var field : ExtraField.parse(extra)) {
                    if (field.id() == id) {
                        metadata.add(field, extra);
                    }
                }
            }
        }
        return metadata.builder.build();
    }

    private void add(ExtraField field, byte[] extra) {
        int at = field.at();
        int end = at + field.length();
        switch (field.id()) {
            case ExtraField.OLD_UNIX -> {
                if (field.length() >= 8) {
                    builder.accessed(seconds(extra, at)).modified(seconds(extra, at + 4));
                }
                if (field.length() >= 12) {
                    builder.owner(LittleEndian.u16(extra, at + 8), LittleEndian.u16(extra, at + 10));
                }
            }
            case ExtraField.UNIX_TIMES -> unixTimes(extra, at, end);
            case ExtraField.NTFS -> ntfs(extra, at + 4, end);
            case ExtraField.OLD_UNIX_OWNER -> {
                if (field.length() >= 4) {
                    builder.owner(LittleEndian.u16(extra, at), LittleEndian.u16(extra, at + 2));
                }
            }
            case ExtraField.UNIX_OWNER -> owner(extra, at, end);
            default -> throw new IllegalStateException(field.term());
        }
    }

    /// In the central directory only the first of the times that the flags tell of is there.
    private void unixTimes(byte[] extra, int start, int end) {
        if (start == end) {
            return;
        }
        int flags = extra[start];
        int at = start + 1;
        for (int bit = 0; bit < 3; bit++) {
            if ((flags >> bit & 1) != 0 && end - at >= Integer.BYTES) {
                var time = seconds(extra, at);
                at += Integer.BYTES;
                switch (bit) {
                    case 0 -> builder.modified(time);
                    case 1 -> builder.accessed(time);
                    default -> builder.created(time);
                }
            }
        }
    }

    private static Instant seconds(byte[] extra, int at) {
        return Instant.ofEpochSecond(LittleEndian.i32(extra, at));
    }

    private void ntfs(byte[] extra, int start, int end) {
        for (int at = start; end - at >= 4;) {
            int tag = LittleEndian.u16(extra, at);
            int length = LittleEndian.u16(extra, at + 2);
            at += 4;
            if (length > end - at) {
                return;
            }
            if (tag == NTFS_TIMES && length >= 24) {
                builder.modified(ticks(extra, at)).accessed(ticks(extra, at + 8)).created(ticks(extra, at + 16));
            }
            at += length;
        }
    }

    private static @Nullable Instant ticks(byte[] extra, int at) {
        long ticks = LittleEndian.i64(extra, at);
        return ticks <= 0
                ? null
                : Instant.ofEpochSecond(NTFS_EPOCH + ticks / TICKS, ticks % TICKS * (1_000_000_000 / TICKS));
    }

    private void owner(byte[] extra, int at, int end) {
        if (end - at < 3 || extra[at] != 1) {
            return;
        }
        int userLength = LittleEndian.u8(extra, at + 1);
        if (end - at < 3 + userLength) {
            return;
        }
        int groupLength = LittleEndian.u8(extra, at + 2 + userLength);
        if (end - at < 3 + userLength + groupLength) {
            return;
        }
        long user = number(extra, at + 2, userLength);
        long group = number(extra, at + 3 + userLength, groupLength);
        if (user >= 0 && group >= 0) {
            builder.owner(user, group);
        }
    }

    /// A number of any length, or -1 if it has more than 32 bits.
    private static long number(byte[] extra, int at, int length) {
        long number = 0;
        for (int i = length - 1; i >= 0; i--) {
            number = number << 8 | LittleEndian.u8(extra, at + i);
            if (number > 0xffffffffL) {
                return -1;
            }
        }
        return number;
    }
}
