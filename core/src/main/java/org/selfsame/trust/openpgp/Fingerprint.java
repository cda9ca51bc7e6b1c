package org.selfsame.trust.openpgp;

import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The fingerprint of an OpenPGP key: 20 bytes (version 4) or 32 bytes (version 6).
///
/// @param hex the bytes in upper-case hexadecimal, without blanks
public record Fingerprint(String hex) implements Comparable<Fingerprint> {
    private static final int V4_DIGITS = 40;
    private static final int V6_DIGITS = 64;
    private static final int GROUP = 4;

    /// Takes either case and any blanks between digits.
    ///
    /// @throws IllegalArgumentException if it is not 40 or 64 hexadecimal digits
    public Fingerprint {
        hex = hex.replaceAll("[\\s\\u00a0]", "").toUpperCase(Locale.ROOT);
        if (!hex.matches("[0-9A-F]+") || hex.length() != V4_DIGITS && hex.length() != V6_DIGITS) {
            throw new IllegalArgumentException("a fingerprint has " + V4_DIGITS + " or " + V6_DIGITS + " digits");
        }
    }

    /// The fingerprint that `text` spells, in either case, with any blanks and an optional `0x` before it.
    ///
    /// @throws IllegalArgumentException if it is not 40 or 64 hexadecimal digits
    public static Fingerprint parse(String text) {
        var trimmed = text.strip();
        return new Fingerprint(trimmed.startsWith("0x") || trimmed.startsWith("0X") ? trimmed.substring(2) : trimmed);
    }

    /// The fingerprint that consists of `bytes`.
    ///
    /// @throws IllegalArgumentException if they are not 20 or 32
    public static Fingerprint of(byte[] bytes) {
        return new Fingerprint(HexFormat.of().formatHex(bytes));
    }

    /// The version of the key, told by the length: 4 or 6.
    public int version() {
        return hex.length() == V4_DIGITS ? 4 : 6;
    }

    /// The key id: the last eight bytes (version 4) or the first eight (version 6).
    public KeyId keyId() {
        var digits = version() == 4 ? hex.substring(hex.length() - KeyId.DIGITS) : hex.substring(0, KeyId.DIGITS);
        return new KeyId(Long.parseUnsignedLong(digits, KeyId.RADIX));
    }

    /// Written out, as `hashCode` is, in each record that all keys are found by: what the compiler gives a record is put
    /// together when it is first called, and that takes longer than reading the keys.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fingerprint that && hex.equals(that.hex);
    }

    @Override
    public int hashCode() {
        return hex.hashCode();
    }

    @Override
    public int compareTo(Fingerprint other) {
        return hex.compareTo(other.hex);
    }

    /// In groups of four, as people compare it.
    @Override
    public String toString() {
        return grouped(hex);
    }

    static String grouped(String digits) {
        return digits.replaceAll("(.{" + GROUP + "})(?!$)", "$1 ");
    }
}
