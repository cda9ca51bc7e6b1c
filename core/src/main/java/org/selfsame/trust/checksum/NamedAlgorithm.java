package org.selfsame.trust.checksum;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.selfsame.content.DigestAlgorithm;

/// An algorithm as a line or the name of a list tells it.
///
/// @param known empty if it is one that we do not compute, such as BLAKE2, whose digests look like those of SHA-512
record NamedAlgorithm(Optional<DigestAlgorithm> known) {
    private static final Pattern IN_NAME = Pattern.compile("(?<![a-z0-9])"
            + "(md5|sha3-?\\d*|sha-?(?:1|224|256|384|512)|b2(?=sum)|b3(?=sum)|blake[23]\\w*?|whirlpool|rmd160)"
            + "(?=sums?(?![a-z0-9])|(?![a-z0-9]))");

    /// The algorithm with this name, in any of its usual spellings.
    static NamedAlgorithm of(String name) {
        var plain = name.toLowerCase(Locale.ROOT).replace("-", "");
        for (var algorithm : DigestAlgorithm.values()) {
            if (algorithm.commonName().toLowerCase(Locale.ROOT).replace("-", "").equals(plain)) {
                return new NamedAlgorithm(Optional.of(algorithm));
            }
        }
        return new NamedAlgorithm(Optional.empty());
    }

    /// The algorithm that the name of a list speaks of; its last word counts.
    static Optional<NamedAlgorithm> inFileName(String fileName) {
        return IN_NAME.matcher(fileName.toLowerCase(Locale.ROOT)).results().map(r -> of(r.group(1)))
                .reduce((_, last) -> last);
    }

    /// The algorithm whose digests have this many hexadecimal digits.
    static Optional<DigestAlgorithm> byDigits(int digits) {
        for (var algorithm : DigestAlgorithm.values()) {
            if (2 * algorithm.length() == digits) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }
}
