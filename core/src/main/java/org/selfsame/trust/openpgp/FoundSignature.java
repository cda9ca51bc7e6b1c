package org.selfsame.trust.openpgp;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.selfsame.trust.TrustException;

/// A signature packet of a file: parsed, or of a kind that we do not know.
///
/// @param offset where its packet begins
/// @param unreadable why it was not parsed
record FoundSignature(long offset, @Nullable Signature signature, @Nullable Refusal unreadable) {

    static FoundSignature of(Packet packet) throws TrustException {
        var unreadable = Signature.unreadable(packet);
        return unreadable.isPresent()
                ? new FoundSignature(packet.offset(), null, unreadable.get())
                : new FoundSignature(packet.offset(), Signature.parse(packet), null);
    }

    /// What can be said without the content, or the signature that the content decides about.
    Triage triage(Keyring keyring, int type) {
        if (signature == null) {
            return new Triage(refused(unreadable == null ? Refusal.UNSUPPORTED_VERSION : unreadable), null);
        }
        if (signature.type() != type) {
            return new Triage(refused(signature.type() == Signature.TEXT ? Refusal.TEXT_MODE : Refusal.WRONG_TYPE),
                    null);
        }
        if (signature.hash().compareTo(HashAlgorithm.SHA256) < 0) {
            return new Triage(refused(Refusal.WEAK_DIGEST), null);
        }
        var candidates = keyring.candidates(signature);
        if (candidates.isEmpty()) {
            return new Triage(new SignatureResult.Unknown(signature.issuerFingerprint().orElse(null),
                    signature.issuerKeyId().orElse(null)), null);
        }
        return new Triage(null, new PendingSignature(signature, candidates));
    }

    private static SignatureResult refused(Refusal refusal) {
        return new SignatureResult.Refused(refusal, null);
    }

    /// Either a result or what it depends on.
    record Triage(@Nullable SignatureResult decided, @Nullable PendingSignature pending) {
        Optional<PendingSignature> open() {
            return Optional.ofNullable(pending);
        }
    }
}
