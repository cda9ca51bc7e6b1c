package org.selfsame.content;

import java.util.HexFormat;
import java.util.Locale;

/// The digest of a content.
///
/// @param algorithm what it was computed with
/// @param hex the digest in lower-case hexadecimal
public record Digest(DigestAlgorithm algorithm, String hex) {

    /// Takes either case.
    ///
    /// @throws IllegalArgumentException if it is not hexadecimal, or not of the algorithm's length
    public Digest {
        if (HexFormat.of().parseHex(hex).length != algorithm.length()) {
            throw new IllegalArgumentException("a " + algorithm.commonName() + " digest has " + algorithm.length()
                    + " bytes: " + hex);
        }
        hex = hex.toLowerCase(Locale.ROOT);
    }

    /// The digest that consists of `bytes`.
    ///
    /// @throws IllegalArgumentException if they are not as many as the algorithm gives
    public static Digest of(DigestAlgorithm algorithm, byte[] bytes) {
        return new Digest(algorithm, HexFormat.of().formatHex(bytes));
    }

    @Override
    public String toString() {
        return algorithm.commonName() + " " + hex;
    }
}
