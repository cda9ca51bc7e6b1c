package org.selfsame.trust.openpgp;

import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The eight bytes by which an older signature names its key. Enough to look for a key, never to trust one.
public record KeyId(long value) {
    static final int DIGITS = 16;
    static final int RADIX = 16;

    /// Upper-case hexadecimal, without blanks.
    public String hex() {
        return HexFormat.of().toHexDigits(value).toUpperCase(Locale.ROOT);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyId that && value == that.value;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(value);
    }

    /// In groups of four.
    @Override
    public String toString() {
        return Fingerprint.grouped(hex());
    }
}
