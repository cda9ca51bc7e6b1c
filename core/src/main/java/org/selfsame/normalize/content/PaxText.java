package org.selfsame.normalize.content;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// The records of a pax header: a length, a space, a keyword, an equals sign, a value and a line feed each. Where the
/// records end early, the rest is kept as it is. Source: POSIX.1-2017, pax, "pax Extended Header".
final class PaxText {
    private PaxText() {}

    private record PaxRecord(String keyword, int start, int end) {
        String value(byte[] text) {
            var record = Bytes.latin(Arrays.copyOfRange(text, start, end));
            return record.substring(record.indexOf('=') + 1, record.length() - 1);
        }
    }

    private static List<PaxRecord> records(byte[] text) {
        var records = new ArrayList<PaxRecord>();
        for (int at = 0; at < text.length;) {
            int space = at;
            int length = 0;
            while (space < text.length && text[space] >= '0' && text[space] <= '9' && length < text.length) {
                length = length * 10 + text[space] - '0';
                space++;
            }
            if (space >= text.length || text[space] != ' ' || length <= space - at + 1 || length > text.length - at) {
                break;
            }
            int equals = space + 1;
            while (equals < at + length && text[equals] != '=') {
                equals++;
            }
            if (equals == at + length || text[at + length - 1] != '\n') {
                break;
            }
            records.add(new PaxRecord(Bytes.latin(Arrays.copyOfRange(text, space + 1, equals)), at, at + length));
            at += length;
        }
        return records;
    }

    /// Whether there is a record whose keyword fits.
    static boolean has(byte[] text, String keywords) {
        return records(text).stream().anyMatch(record -> record.keyword().matches(keywords));
    }

    /// The last value of a keyword, a character a byte.
    static String value(byte[] text, String keyword, String otherwise) {
        return records(text).stream().filter(record -> record.keyword().equals(keyword))
                .map(record -> record.value(text)).reduce((_, later) -> later).orElse(otherwise);
    }

    /// The text without the records whose keywords fit.
    static byte[] without(byte[] text, Pattern keywords) {
        var out = new ByteArrayOutputStream(text.length);
        int end = 0;
        for (var record : records(text)) {
            if (!keywords.matcher(record.keyword()).matches()) {
                out.write(text, record.start(), record.end() - record.start());
            }
            end = record.end();
        }
        out.write(text, end, text.length - end);
        return out.toByteArray();
    }
}
