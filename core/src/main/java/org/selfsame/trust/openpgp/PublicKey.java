package org.selfsame.trust.openpgp;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;

/// A public key packet of version 4 or 6: a primary key or a subkey.
///
/// @param created when the key was made
record PublicKey(Packet packet, int version, Fingerprint fingerprint, Instant created) {
    private static final int HEADER = 6;
    private static final int V4_MARK = 0x99;
    private static final int V6_MARK = 0x9b;

    /// The key in a packet; empty if it is of another version or too short for any.
    static Optional<PublicKey> parse(Packet packet) {
        int version = packet.at(0);
        if (packet.length() < HEADER || version != 4 && version != 6 || version == 4 && packet.length() > 0xffff) {
            return Optional.empty();
        }
        long seconds = 0;
        for (int i = 1; i <= Integer.BYTES; i++) {
            seconds = seconds << 8 | packet.at(i);
        }
        return Optional.of(new PublicKey(packet, version, fingerprint(packet, version), Instant.ofEpochSecond(
                seconds)));
    }

    /// Of the fingerprint, which is one of everything else.
    @Override
    public int hashCode() {
        return fingerprint.hashCode();
    }

    int algorithm() {
        return packet.at(5);
    }

    /// As a signature over the key hashes it (RFC 9580 §5.2.4).
    byte[] hashed() {
        return hashed(packet, version);
    }

    KeyMath math() throws KeyMath.UnusableKeyException {
        return KeyMath.of(packet.body());
    }

    private static byte[] hashed(Packet packet, int version) {
        var out = new ByteArrayOutputStream(packet.length() + 5);
        out.write(version == 4 ? V4_MARK : V6_MARK);
        for (int shift = version == 4 ? 8 : 24; shift >= 0; shift -= 8) {
            out.write(packet.length() >> shift);
        }
        out.write(packet.source(), packet.start(), packet.length());
        return out.toByteArray();
    }

    private static Fingerprint fingerprint(Packet packet, int version) {
        try {
            var digest = MessageDigest.getInstance(version == 4 ? "SHA-1" : "SHA-256");
            return Fingerprint.of(digest.digest(hashed(packet, version)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
