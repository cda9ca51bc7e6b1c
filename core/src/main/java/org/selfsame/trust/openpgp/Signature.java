package org.selfsame.trust.openpgp;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.MPInteger;
import org.bouncycastle.bcpg.SignaturePacket;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.selfsame.trust.TrustException;
import org.selfsame.trust.TrustException.Reason;

/// A signature packet of version 4 or 6, parsed. Says what the signature claims; proves nothing.
final class Signature {
    static final int BINARY = 0x00;
    static final int TEXT = 0x01;
    static final int GENERIC_CERTIFICATION = 0x10;
    static final int POSITIVE_CERTIFICATION = 0x13;
    static final int SUBKEY_BINDING = 0x18;
    static final int PRIMARY_KEY_BINDING = 0x19;
    static final int DIRECT_KEY = 0x1f;
    static final int KEY_REVOCATION = 0x20;
    static final int SUBKEY_REVOCATION = 0x28;
    static final int CERTIFICATION_REVOCATION = 0x30;

    private final SignaturePacket packet;
    private final Subpackets subpackets;
    private final HashAlgorithm hash;

    private Signature(SignaturePacket packet, HashAlgorithm hash) {
        this.packet = packet;
        this.hash = hash;
        subpackets = Subpackets.of(packet.getHashedSubPackets(), packet.getUnhashedSubPackets());
    }

    /// Parses the body of a signature packet, if [#unreadable] has nothing against it.
    static Signature parse(Packet found) throws TrustException {
        var hash = HashAlgorithm.byId(found.at(3));
        if (hash.isEmpty()) {
            throw new TrustException(Reason.BROKEN_PACKET, found.offset());
        }
        try {
            return new Signature(SignaturePacket.fromByteArray(found.body()), hash.get());
        } catch (IOException | RuntimeException e) {
            // the library throws what it likes at malformed bytes
            throw new TrustException(Reason.BROKEN_PACKET, found.offset(), e);
        }
    }

    /// Why the packet cannot be parsed although it need not be broken: it is of a version or algorithm from elsewhere.
    static Optional<Refusal> unreadable(Packet found) {
        if (found.at(0) != 4 && found.at(0) != 6) {
            return Optional.of(Refusal.UNSUPPORTED_VERSION);
        }
        if (!KeyMath.knows(found.at(2))) {
            return Optional.of(Refusal.UNSUPPORTED_ALGORITHM);
        }
        if (HashAlgorithm.byId(found.at(3)).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(HashAlgorithm.isWeak(found.at(3)) ? Refusal.WEAK_DIGEST : Refusal.UNSUPPORTED_ALGORITHM);
    }

    int version() {
        return packet.getVersion();
    }

    int type() {
        return packet.getSignatureType();
    }

    int keyAlgorithm() {
        return packet.getKeyAlgorithm();
    }

    HashAlgorithm hash() {
        return hash;
    }

    /// Whether signatures of this type certify a user id.
    static boolean isCertification(int type) {
        return type >= GENERIC_CERTIFICATION && type <= POSITIVE_CERTIFICATION;
    }

    Optional<Instant> created() {
        return subpackets.number(SignatureSubpacketTags.CREATION_TIME).map(Instant::ofEpochSecond);
    }

    /// When the signature itself expires.
    Optional<Instant> expires() {
        var lifetime = subpackets.number(SignatureSubpacketTags.EXPIRE_TIME).filter(seconds -> seconds != 0);
        return created().flatMap(from -> lifetime.map(from::plusSeconds));
    }

    /// Seconds from the making of the key to its expiry.
    Optional<Long> keyLifetime() {
        return subpackets.number(SignatureSubpacketTags.KEY_EXPIRE_TIME).filter(seconds -> seconds != 0);
    }

    /// What the key may be used for (RFC 9580 §5.2.3.29): the first byte of the flags.
    Optional<Integer> keyFlags() {
        return subpackets.hashed(SignatureSubpacketTags.KEY_FLAGS).map(d -> d.length == 0 ? 0 : d[0] & 0xff);
    }

    Optional<Integer> revocationReason() {
        return subpackets.hashed(SignatureSubpacketTags.REVOCATION_REASON).filter(d -> d.length > 0)
                .map(d -> d[0] & 0xff);
    }

    boolean hasUnknownCritical() {
        return subpackets.hasUnknownCritical();
    }

    Optional<Fingerprint> issuerFingerprint() {
        return subpackets.anywhere(SignatureSubpacketTags.ISSUER_FINGERPRINT).stream()
                .flatMap(d -> Subpackets.fingerprint(d).stream()).findFirst();
    }

    Optional<KeyId> issuerKeyId() {
        var named = subpackets.anywhere(SignatureSubpacketTags.ISSUER_KEY_ID).stream()
                .filter(d -> d.length == Long.BYTES).map(d -> new KeyId(Subpackets.number(d))).findFirst();
        return issuerFingerprint().map(Fingerprint::keyId).or(() -> named);
    }

    /// Whether the signature names the key with this fingerprint.
    boolean names(Fingerprint key) {
        return issuerFingerprint().map(key::equals).or(() -> issuerKeyId().map(key.keyId()::equals)).orElse(false);
    }

    /// The signatures inside this one; broken ones are left out.
    List<Signature> embedded() {
        var found = new ArrayList<Signature>();
        for (var data : subpackets.anywhere(SignatureSubpacketTags.EMBEDDED_SIGNATURE)) {
            var inner = new Packet(Packet.SIGNATURE, 0, data, 0, data.length);
            if (unreadable(inner).isEmpty()) {
                try {
                    found.add(parse(inner));
                } catch (TrustException _) {
                    // what cannot be read vouches for nothing
                }
            }
        }
        return found;
    }

    /// What is hashed before the content: nothing, or the salt of a version 6 signature.
    byte[] salt() {
        var salt = packet.getSalt();
        return salt == null ? new byte[0] : salt;
    }

    /// What is hashed after the content.
    byte[] trailer() {
        return packet.getSignatureTrailer();
    }

    /// The first two bytes of the digest, as the signature repeats them.
    byte[] digestPrefix() {
        return packet.getFingerPrint();
    }

    /// The numbers of the signature (RFC 9580 §5.2.3.1 to §5.2.3.3); none for Ed25519 and Ed448.
    List<BigInteger> numbers() {
        var numbers = packet.getSignature();
        return numbers == null ? List.of() : Stream.of(numbers).map(MPInteger::getValue).toList();
    }

    /// The bytes of an Ed25519 or Ed448 signature.
    byte[] bytes() {
        var bytes = packet.getSignatureBytes();
        return bytes == null ? new byte[0] : bytes;
    }
}
