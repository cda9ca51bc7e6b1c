package org.selfsame.trust.openpgp;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.selfsame.trust.openpgp.Keyring.Holder;

/// Decides whether a key was entitled to sign at a given time, from what its certificate says.
///
/// What held at that time is told by the newest statement made until then. Where none is that old (copies of keys are
/// often reduced to their newest statements), the oldest one there is counts: the owner has confirmed the key since.
final class Entitlement {
    private static final int MAY_SIGN = 0x02;
    /// Reasons that leave what was signed before untouched: superseded, retired (RFC 9580 §5.2.3.31).
    private static final Set<Integer> SOFT = Set.of(1, 3);

    private final Holder holder;
    private final Instant at;
    private final Policy policy;
    private final Bindings bindings;
    private final Set<Note> notes = new HashSet<>();

    /// @param bindings of the holder's certificate
    /// @param at when the key signed
    Entitlement(Holder holder, Bindings bindings, Instant at, Policy policy) {
        this.holder = holder;
        this.at = at;
        this.policy = policy;
        this.bindings = bindings;
    }

    /// Why the key was not entitled; empty if it was.
    Optional<Refusal> refusal() {
        var refusal = isPrimary() ? ofPrimary(true) : ofPrimary(false).or(this::ofSubkey);
        // more statements than we look at may hide a revocation, if none was found
        boolean unsure = bindings.isTooComplex() && !refusal.equals(Optional.of(Refusal.KEY_REVOKED));
        return unsure ? Optional.of(Refusal.CERTIFICATE_TOO_COMPLEX) : refusal;
    }

    /// What else there is to know, once [#refusal] was asked.
    Set<Note> notes() {
        return notes;
    }

    private boolean isPrimary() {
        return holder.key().fingerprint().equals(holder.certificate().fingerprint());
    }

    private Optional<Refusal> ofPrimary(boolean signs) {
        var primary = holder.certificate().primary();
        var math = bindings.primaryMath();
        if (math == null) {
            return Optional.of(Refusal.UNSUPPORTED_ALGORITHM);
        }
        if (math.isWeak(policy)) {
            return Optional.of(Refusal.WEAK_KEY);
        }
        return revoked(primary).or(() -> lifetime(primary, bindings.ofPrimary(), s -> signs && !maySign(s, true)
                ? Optional.of(Refusal.KEY_MAY_NOT_SIGN)
                : Optional.empty()));
    }

    private Optional<Refusal> ofSubkey() {
        var subkey = holder.key();
        return revoked(subkey).or(() -> lifetime(subkey, bindings.ofSubkey(subkey), binding -> {
            if (!maySign(binding, false)) {
                return Optional.of(Refusal.KEY_MAY_NOT_SIGN);
            }
            return bindings.hasBackSignature(binding, subkey, at)
                    ? Optional.empty()
                    : Optional.of(Refusal.NO_BACK_SIGNATURE);
        }));
    }

    /// Keys from before the flags existed say nothing; a primary key may then sign.
    private static boolean maySign(Signature statement, boolean withoutFlags) {
        return statement.keyFlags().map(flags -> (flags & MAY_SIGN) != 0).orElse(withoutFlags);
    }

    private Optional<Refusal> revoked(PublicKey key) {
        var revocations = bindings.revocations(key);
        if (revocations.stream().anyMatch(r -> !r.revocationReason().map(SOFT::contains).orElse(false))) {
            return Optional.of(Refusal.KEY_REVOKED);
        }
        var since = revocations.stream().map(Bindings::created).min(Instant::compareTo);
        since.filter(s -> s.isAfter(at)).ifPresent(s -> notes.add(new Note(Note.Kind.KEY_RETIRED_SINCE, s)));
        return since.filter(s -> !s.isAfter(at)).map(_ -> Refusal.REVOKED_RETIRED_BEFORE_SIGNING);
    }

    private Optional<Refusal> lifetime(PublicKey key, List<Signature> statements,
            Function<Signature, Optional<Refusal>> demand) {
        var latest = policy.now().plus(policy.skew());
        var made = statements.stream().filter(s -> !Bindings.created(s).isAfter(latest))
                .filter(s -> !Bindings.created(s).isBefore(key.created())).toList();
        var active = made.stream().filter(s -> !Bindings.created(s).isAfter(at)).findFirst()
                .or(() -> made.isEmpty() ? Optional.empty() : Optional.of(made.getLast()))
                .filter(s -> Bindings.isAlive(s, at));
        if (at.isBefore(key.created())) {
            return Optional.of(Refusal.OLDER_THAN_KEY);
        }
        if (active.isEmpty()) {
            return Optional.of(Refusal.KEY_NOT_BOUND);
        }
        if (expiry(key, active.get()).filter(e -> !e.isAfter(at)).isPresent()) {
            return Optional.of(Refusal.KEY_EXPIRED);
        }
        expiry(key, made.getFirst()).filter(e -> !e.isAfter(policy.now()))
                .ifPresent(e -> notes.add(new Note(Note.Kind.KEY_EXPIRED_SINCE, e)));
        return demand.apply(active.get());
    }

    private static Optional<Instant> expiry(PublicKey key, Signature statement) {
        return statement.keyLifetime().map(key.created()::plusSeconds);
    }
}
