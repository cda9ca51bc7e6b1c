package org.selfsame.trust.openpgp;

import java.time.Duration;
import java.time.Instant;

/// What a signature must satisfy to count, apart from being mathematically right.
///
/// @param now the time of the check; the caller's clock
/// @param skew how far a signature may lie in the future, for clocks that are wrong
/// @param minimumRsaBits the smallest modulus of RSA, and the smallest prime of DSA
/// @param minimumCurveBits the smallest field of an elliptic curve
public record Policy(Instant now, Duration skew, int minimumRsaBits, int minimumCurveBits) {
    /// The largest file of detached signatures, in bytes. A signature of RSA-4096 has 566; a genuine file of this
    /// size does not exist.
    public static final int MAX_SIGNATURE_BYTES = 256 << 10;
    /// The most signatures over one file. Debian's `InRelease` has three.
    public static final int MAX_SIGNATURES = 32;
    /// The largest key file, in bytes. debian-keyring has 28.5 million.
    public static final int MAX_KEYRING_BYTES = 32 << 20;
    /// The largest armoured key file, in bytes; archlinux-keyring has 1.7 million.
    public static final int MAX_ARMOURED_KEYRING_BYTES = 8 << 20;
    /// The most packets in one key file. debian-keyring has 55 thousand.
    public static final int MAX_KEYRING_PACKETS = 500_000;
    /// The most certificates in one key file. debian-keyring has about 900.
    public static final int MAX_CERTIFICATES = 10_000;
    /// The largest message signed in cleartext or inline, in bytes. Debian's largest `InRelease` has 0.2 million.
    public static final int MAX_MESSAGE_BYTES = 16 << 20;

    private static final Duration USUAL_SKEW = Duration.ofMinutes(15);

    /// The policy of the program at the time `now`: 15 minutes of skew, RSA and DSA from 2048 bits on, curves from 255.
    public static Policy standard(Instant now) {
        return new Policy(now, USUAL_SKEW, 2048, 255);
    }
}
