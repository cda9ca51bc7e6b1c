package org.selfsame.trust.openpgp;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.selfsame.trust.openpgp.Keyring.Holder;

/// A signature that the content decides about: everything that speaks against it before was looked at.
///
/// @param candidates the keys that may have made it; not empty
record PendingSignature(Signature signature, List<Holder> candidates) {

    /// The result, given the state of the digest after the content. `digest` is used up; `bindings` by
    /// certificate are filled as needed.
    SignatureResult decide(MessageDigest digest, Map<Fingerprint, Bindings> bindings, Policy policy) {
        digest.update(signature.trailer());
        var value = digest.digest();
        SignatureResult last = new SignatureResult.Refused(Refusal.BAD, candidates.getFirst().certificate()
                .fingerprint());
        var prefix = signature.digestPrefix();
        if (prefix.length < 2 || value[0] != prefix[0] || value[1] != prefix[1]) {
            return last;
        }
        for (var holder : candidates) {
            try {
                var math = holder.key().math();
                if (math.verifies(signature, value)) {
                    return judge(holder, math, bindings.computeIfAbsent(holder.certificate().fingerprint(),
                            _ -> new Bindings(holder.certificate())), policy);
                }
            } catch (KeyMath.UnusableKeyException _) {
                last = refused(Refusal.UNSUPPORTED_ALGORITHM, holder);
            }
        }
        return last;
    }

    /// What the policy says about a signature that is mathematically right.
    private SignatureResult judge(Holder holder, KeyMath math, Bindings bindings, Policy policy) {
        var created = signature.created();
        if (created.isEmpty()) {
            return refused(Refusal.NO_DATE, holder);
        }
        var at = created.get();
        var entitlement = new Entitlement(holder, bindings, at, policy);
        Optional<Refusal> refusal = Optional.empty();
        if (signature.hasUnknownCritical()) {
            refusal = Optional.of(Refusal.UNKNOWN_CRITICAL);
        } else if (math.isWeak(policy)) {
            refusal = Optional.of(Refusal.WEAK_KEY);
        } else if (at.isAfter(policy.now().plus(policy.skew()))) {
            refusal = Optional.of(Refusal.IN_THE_FUTURE);
        }
        // a revoked key is worse news than an expired signature
        return refusal.or(entitlement::refusal)
                .or(() -> Bindings.isAlive(signature, policy.now())
                        ? Optional.empty()
                        : Optional.of(Refusal.SIGNATURE_EXPIRED))
                .map(r -> refused(r, holder)).orElseGet(() -> good(holder, at, entitlement.notes()));
    }

    private static SignatureResult refused(Refusal refusal, Holder holder) {
        return new SignatureResult.Refused(refusal, holder.certificate().fingerprint());
    }

    private static SignatureResult good(Holder holder, Instant at, Set<Note> notes) {
        return new SignatureResult.Good(holder.certificate().fingerprint(), holder.key().fingerprint(), at, notes);
    }
}
