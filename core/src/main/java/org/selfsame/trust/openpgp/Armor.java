package org.selfsame.trust.openpgp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;
import org.selfsame.trust.TrustException;
import org.selfsame.trust.TrustException.Reason;

/// One ASCII armour (RFC 9580 §6.2), read strictly: whatever tools could disagree on is an error. Only its checksum is
/// not looked at, as the RFC asks.
///
/// @param data the bytes inside
/// @param end where the line after the armour begins
@SuppressWarnings("ArrayRecordComponent")
record Armor(byte[] data, int end) {
    static final String BEGIN = "-----BEGIN PGP ";
    static final String SIGNATURE = "SIGNATURE";
    static final String MESSAGE = "MESSAGE";
    static final String PUBLIC_KEY = "PUBLIC KEY BLOCK";
    private static final String END = "-----END PGP ";
    private static final String DASHES = "-----";
    private static final int CHECKSUM_LENGTH = 5;
    private static final Pattern HEADER = Pattern.compile("[A-Za-z]+: [^\\x00-\\x1f\\x7f]*");

    /// The line that begins an armour of this type.
    static String beginOf(String type) {
        return BEGIN + type + DASHES;
    }

    /// The armour of this type that begins at `from`.
    static Armor read(byte[] bytes, int from, String type) throws TrustException {
        var lines = new Lines(bytes, from);
        if (!lines.advance() || !lines.trimmed().equals(beginOf(type))) {
            throw new TrustException(Reason.NOT_ARMOURED_RIGHT, from);
        }
        skipHeaders(lines);
        var digits = new StringBuilder();
        while (lines.advance()) {
            var line = lines.trimmed();
            if (line.equals(END + type + DASHES)) {
                return new Armor(decode(digits, from), lines.next());
            }
            if (line.startsWith("=") && line.length() == CHECKSUM_LENGTH) {
                return new Armor(decode(digits, from), endAfterChecksum(lines, type));
            }
            digits.append(line);
        }
        throw new TrustException(Reason.CUT_SHORT, bytes.length);
    }

    /// The armour that is the whole of `bytes`, apart from white space after it.
    static Armor readOnly(byte[] bytes, int from, String type) throws TrustException {
        var armor = read(bytes, from, type);
        for (int i = armor.end; i < bytes.length; i++) {
            if (bytes[i] != '\n' && bytes[i] != '\r' && bytes[i] != ' ' && bytes[i] != '\t') {
                boolean second = new String(bytes, i, bytes.length - i, StandardCharsets.ISO_8859_1).contains(BEGIN);
                throw new TrustException(second ? Reason.SECOND_BLOCK : Reason.TEXT_OUTSIDE, i);
            }
        }
        return armor;
    }

    private static void skipHeaders(Lines lines) throws TrustException {
        while (lines.advance()) {
            var line = lines.trimmed();
            if (line.isEmpty()) {
                return;
            }
            // a header without a value loses its blank to trimming
            if (!HEADER.matcher(line + (line.endsWith(":") ? " " : "")).matches()) {
                throw new TrustException(Reason.NOT_ARMOURED_RIGHT, lines.start());
            }
        }
    }

    private static int endAfterChecksum(Lines lines, String type) throws TrustException {
        if (!lines.advance()) {
            throw new TrustException(Reason.CUT_SHORT, lines.next());
        }
        if (!lines.trimmed().equals(END + type + DASHES)) {
            throw new TrustException(Reason.NOT_ARMOURED_RIGHT, lines.start());
        }
        return lines.next();
    }

    private static byte[] decode(StringBuilder digits, int offset) throws TrustException {
        try {
            return Base64.getDecoder().decode(digits.toString());
        } catch (IllegalArgumentException e) {
            throw new TrustException(Reason.NOT_ARMOURED_RIGHT, offset, e);
        }
    }
}
