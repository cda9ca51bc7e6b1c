package org.selfsame.trust.openpgp;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.SignatureSubpacket;
import org.bouncycastle.bcpg.SignatureSubpacketTags;

/// The subpackets of a signature. What is not covered by the signature is not believed, except where it proves itself.
///
/// @param hashed those that the signature covers
/// @param unhashed those that anybody can change
record Subpackets(List<SignatureSubpacket> hashed, List<SignatureSubpacket> unhashed) {
    /// What we act upon, or what says nothing about the validity of a signature.
    private static final Set<Integer> KNOWN = Set.of(SignatureSubpacketTags.CREATION_TIME,
            SignatureSubpacketTags.EXPIRE_TIME, SignatureSubpacketTags.EXPORTABLE, SignatureSubpacketTags.TRUST_SIG,
            SignatureSubpacketTags.REVOCABLE, SignatureSubpacketTags.KEY_EXPIRE_TIME,
            SignatureSubpacketTags.PREFERRED_SYM_ALGS, SignatureSubpacketTags.ISSUER_KEY_ID,
            SignatureSubpacketTags.PREFERRED_HASH_ALGS, SignatureSubpacketTags.PREFERRED_COMP_ALGS,
            SignatureSubpacketTags.KEY_SERVER_PREFS, SignatureSubpacketTags.PREFERRED_KEY_SERV,
            SignatureSubpacketTags.PRIMARY_USER_ID, SignatureSubpacketTags.POLICY_URL,
            SignatureSubpacketTags.KEY_FLAGS, SignatureSubpacketTags.SIGNER_USER_ID,
            SignatureSubpacketTags.REVOCATION_REASON, SignatureSubpacketTags.FEATURES,
            SignatureSubpacketTags.EMBEDDED_SIGNATURE, SignatureSubpacketTags.ISSUER_FINGERPRINT,
            SignatureSubpacketTags.PREFERRED_AEAD_ALGORITHMS);

    static Subpackets of(SignatureSubpacket[] hashed, SignatureSubpacket[] unhashed) {
        return new Subpackets(List.of(hashed), List.of(unhashed));
    }

    /// Whether the signature makes a demand that we cannot know to be met (RFC 9580 §5.2.3.7). No notation is known.
    boolean hasUnknownCritical() {
        return hashed.stream().anyMatch(s -> s.isCritical() && !KNOWN.contains(s.getType()));
    }

    /// The data of the first subpacket of this type that the signature covers.
    Optional<byte[]> hashed(int type) {
        return hashed.stream().filter(s -> s.getType() == type).map(SignatureSubpacket::getData).findFirst();
    }

    /// The data of each subpacket of this type, covered or not.
    List<byte[]> anywhere(int type) {
        return Stream.concat(hashed.stream(), unhashed.stream()).filter(s -> s.getType() == type)
                .map(SignatureSubpacket::getData).toList();
    }

    /// The unsigned 32-bit number in the first covered subpacket of this type.
    Optional<Long> number(int type) {
        return hashed(type).filter(d -> d.length == Integer.BYTES).map(Subpackets::number);
    }

    static long number(byte[] data) {
        long value = 0;
        for (byte b : data) {
            value = value << 8 | b & 0xff;
        }
        return value;
    }

    /// The fingerprint in the data of an issuer fingerprint subpacket.
    static Optional<Fingerprint> fingerprint(byte[] data) {
        int length = data.length - 1;
        return length == 20 || length == 32
                ? Optional.of(Fingerprint.of(Arrays.copyOfRange(data, 1, data.length)))
                : Optional.empty();
    }
}
