package org.selfsame.apt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.FormatException;

/// Reads stanzas of any number one after the other. Memory does not grow with the file.
///
/// The syntax is that of deb822(5), and stricter where programs disagree on what a file says: no field twice, no lines of
/// blanks alone, no carriage returns, no comments.
final class StanzaReader {
    private static final int MOST_FIELDS = 1000;

    private final String format;
    private final InputStream in;
    private final int mostBytes;
    private final byte[] buffer = new byte[1 << 16];
    private int filled;
    private int next;
    private long bufferStart;
    private byte[] line = new byte[256];
    private int length;

    /// @param format what the file is, for errors
    /// @param mostBytes that a stanza may have
    StanzaReader(String format, InputStream in, int mostBytes) {
        this.format = format;
        this.in = in;
        this.mostBytes = mostBytes;
    }

    /// The next stanza, or null at the end.
    ///
    /// @throws FormatException if a line is no part of one, or it is too large
    @Nullable
    Stanza next() throws IOException {
        var fields = new HashMap<String, String>();
        var name = "";
        var value = new StringBuilder();
        long start = bufferStart + next;
        long at = start;
        while (line(at, mostBytes - (at - start))) {
            if (length == 0) {
                if (!name.isEmpty()) {
                    break;
                }
                start = bufferStart + next;
            } else if (line[0] == ' ' || line[0] == '\t') {
                if (name.isEmpty()) {
                    throw broken(at, "a continued line without a field");
                }
                var more = text(at, 1);
                if (more.isBlank()) {
                    throw broken(at, "a line of blanks alone");
                }
                value.append('\n').append(more);
            } else {
                put(fields, name, value, at);
                int colon = colon(at);
                name = new String(line, 0, colon, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
                value.setLength(0);
                value.append(text(at, colon + 1));
            }
            at = bufferStart + next;
        }
        put(fields, name, value, at);
        return fields.isEmpty() ? null : new Stanza(format, start, fields);
    }

    private void put(Map<String, String> fields, String name, StringBuilder value, long at)
            throws FormatException {
        if (name.isEmpty()) {
            return;
        }
        if (fields.size() == MOST_FIELDS) {
            throw broken(at, "a stanza of more than " + MOST_FIELDS + " fields");
        }
        if (fields.put(name, value.toString().strip()) != null) {
            throw broken(at, "the field " + name + " is there twice");
        }
    }

    private int colon(long at) throws FormatException {
        int colon = 0;
        while (colon < length && line[colon] != ':') {
            if (line[colon] <= ' ' || line[colon] == 0x7f) {
                throw broken(at, "no name of a field");
            }
            colon++;
        }
        if (colon == 0 || colon == length || line[0] == '#' || line[0] == '-') {
            throw broken(at, "no field");
        }
        return colon;
    }

    private String text(long at, int from) throws FormatException {
        for (int i = from; i < length; i++) {
            if (line[i] == 0 || line[i] == '\r') {
                throw broken(at, "a control character in a value");
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(line, from, length - from)).toString();
        } catch (CharacterCodingException _) {
            // some old descriptions are Latin-1; names and digests never are
            return new String(line, from, length - from, StandardCharsets.ISO_8859_1);
        }
    }

    /// Reads a line without its line feed; whether there was one.
    private boolean line(long at, long most) throws IOException {
        length = 0;
        boolean any = false;
        while (true) {
            if (next == filled) {
                bufferStart += filled;
                next = 0;
                filled = Math.max(0, in.read(buffer, 0, buffer.length));
                if (filled == 0) {
                    return any;
                }
            }
            any = true;
            int end = next;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            int count = end - next;
            if (length + count > most) {
                throw broken(at, "a stanza of more than " + mostBytes + " bytes");
            }
            if (line.length < length + count) {
                line = Arrays.copyOf(line, Math.max(2 * line.length, length + count));
            }
            System.arraycopy(buffer, next, line, length, count);
            length += count;
            next = end;
            if (end < filled) {
                next++;
                return true;
            }
        }
    }

    private FormatException broken(long at, String rule) {
        return new FormatException(format, at, rule);
    }
}
