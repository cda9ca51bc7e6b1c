package org.selfsame.format.tar;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A record of a pax extended header: `LENGTH KEYWORD=VALUE\n`. Source: POSIX.1-2017, pax, "pax Extended Header".
///
/// @param at first byte within the header's data
/// @param length of the whole record in bytes
/// @param keyword such as `mtime` or `SCHILY.xattr.user.x`
@SuppressWarnings("ArrayRecordComponent")
record PaxRecord(int at, int length, String keyword, byte[] value) {
    /// Digits of a length; data are bounded far below.
    private static final int DIGITS = 9;

    /// The records in `data` up to its end, or to the first that is none.
    static List<PaxRecord> parse(byte[] data) {
        var records = new ArrayList<PaxRecord>();
        for (int at = 0; at < data.length;) {
            int space = at;
            int length = 0;
            while (space < data.length && space - at < DIGITS && data[space] >= '0' && data[space] <= '9') {
                length = length * 10 + data[space++] - '0';
            }
            int end = at + length;
            if (space == at || length > data.length - at || end < space + 3 || data[space] != ' '
                    || data[end - 1] != '\n') {
                return records;
            }
            int equals = space + 1;
            while (equals < end && data[equals] != '=') {
                equals++;
            }
            if (equals == end || equals == space + 1) {
                return records;
            }
            records.add(new PaxRecord(at, length,
                    new String(data, space + 1, equals - space - 1, StandardCharsets.UTF_8),
                    Arrays.copyOfRange(data, equals + 1, end - 1)));
            at = end;
        }
        return records;
    }
}
