package org.selfsame.trust.openpgp;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.selfsame.trust.TrustException;
import org.selfsame.trust.TrustException.Reason;

/// The frame of a message signed in cleartext, read strictly: whatever lets two tools see two texts is an error.
///
/// @param signed what the signature covers: lines without blanks at their ends, joined by CR LF (RFC 9580 §7.2)
/// @param end where the signature's armour begins
@SuppressWarnings("ArrayRecordComponent")
record CleartextFrame(byte[] signed, int end) {
    /// GnuPG cuts lines of 20,000 bytes; what it does not see nobody may see.
    private static final int MAX_LINE = 16_384;
    /// Possessive: the other closures go one call deeper for each name, and whoever makes the message says how many.
    private static final Pattern HEADER = Pattern.compile("Hash: *[A-Za-z0-9-]++( *, *[A-Za-z0-9-]++)*+");
    private static final String BEGIN = Armor.beginOf("SIGNED MESSAGE");
    private static final String END = Armor.beginOf(Armor.SIGNATURE);

    static CleartextFrame read(byte[] bytes) throws TrustException {
        var lines = new Lines(bytes, 0);
        if (!lines.advance() || !lines.trimmed().equals(BEGIN)) {
            throw new TrustException(beginsLater(bytes) ? Reason.TEXT_OUTSIDE : Reason.NOT_CLEARTEXT, 0);
        }
        skipHeaders(lines);
        var signed = new ByteArrayOutputStream(bytes.length);
        for (var first = true; lines.advance(); first = false) {
            if (lines.length() > MAX_LINE) {
                throw new TrustException(Reason.LINE_TOO_LONG, lines.start());
            }
            int start = lines.start();
            if (lines.length() > 0 && bytes[start] == '-') {
                if (lines.trimmed().equals(END)) {
                    return new CleartextFrame(signed.toByteArray(), start);
                }
                if (lines.length() < 2 || bytes[start + 1] != ' ') {
                    throw new TrustException(Reason.DASH_NOT_ESCAPED, start);
                }
                start += 2;
            }
            if (!first) {
                signed.write('\r');
                signed.write('\n');
            }
            signed.write(bytes, start, lengthOf(bytes, start, lines.end()));
        }
        throw new TrustException(Reason.CUT_SHORT, bytes.length);
    }

    private static boolean beginsLater(byte[] bytes) {
        var lines = new Lines(bytes, 0);
        while (lines.advance()) {
            if (lines.trimmed().equals(BEGIN)) {
                return true;
            }
        }
        return false;
    }

    private static void skipHeaders(Lines lines) throws TrustException {
        while (lines.advance()) {
            if (lines.length() == 0) {
                return;
            }
            if (!HEADER.matcher(lines.trimmed()).matches()) {
                throw new TrustException(Reason.HEADER_INJECTED, lines.start());
            }
        }
        throw new TrustException(Reason.CUT_SHORT, lines.next());
    }

    /// The length of a line without the blanks at its end.
    private static int lengthOf(byte[] bytes, int start, int end) throws TrustException {
        for (int i = start; i < end; i++) {
            if (bytes[i] == '\r') {
                throw new TrustException(Reason.STRAY_CARRIAGE_RETURN, i);
            }
        }
        int last = end;
        while (last > start && (bytes[last - 1] == ' ' || bytes[last - 1] == '\t')) {
            last--;
        }
        return last - start;
    }

    /// The signed lines, each ended with LF; nothing if nothing is signed.
    byte[] text() {
        if (signed.length == 0) {
            return signed;
        }
        var text = new byte[signed.length + 1];
        int length = 0;
        for (byte b : signed) {
            if (b != '\r') {
                text[length++] = b;
            }
        }
        text[length++] = '\n';
        return Arrays.copyOf(text, length);
    }
}
