package org.selfsame.app.cli;

import java.util.Locale;

/// A number of bytes from the command line: digits, and perhaps K, M, G or T for powers of 1024.
record ByteCount(long bytes) {
    static final ByteCount NONE = new ByteCount(0);
    private static final String UNITS = "KMGT";

    /// @throws NotAValueException if it is anything else, or too large
    static ByteCount parse(String text) {
        int unit = text.isEmpty() ? -1 : UNITS.indexOf(text.toUpperCase(Locale.ROOT).charAt(text.length() - 1));
        var digits = unit < 0 ? text : text.substring(0, text.length() - 1);
        try {
            if (!digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return new ByteCount(Math.multiplyExact(Long.parseLong(digits), 1L << 10 * (unit + 1)));
            }
        } catch (NumberFormatException | ArithmeticException _) {
            // said below
        }
        throw new NotAValueException(text, "bytes");
    }
}
