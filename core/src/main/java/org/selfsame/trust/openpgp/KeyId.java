package org.selfsame.trust.openpgp;

import java.util.HexFormat;
import java.util.Locale;

/// The eight bytes by which an older signature names its key. Enough to look for a key, never to trust one.
public record KeyId(long value) {
    static final int DIGITS = 16;
    static final int RADIX = 16;

    /// Upper-case hexadecimal, without blanks.
    public String hex() {
        return HexFormat.of().toHexDigits(value).toUpperCase(Locale.ROOT);
    }

    /// In groups of four.
    @Override
    public String toString() {
        return Fingerprint.grouped(hex());
    }
}
