package org.selfsame.trust.openpgp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.selfsame.trust.TrustException;

/// The self-signatures of a certificate: what its primary key says about itself, its user ids and its subkeys. Each is
/// verified when asked for; a stranger's signatures are never looked at.
final class Bindings {
    /// The most self-signatures tried a certificate. The largest genuine certificates have about two hundred.
    private static final int MAX_TRIED = 512;
    /// From then on nobody may bind with SHA-1, whose collisions can be bought (the date is Sequoia's).
    private static final Instant SHA1_REFUSED = Instant.parse("2023-02-01T00:00:00Z");

    private final Certificate certificate;
    private final PublicKey primary;
    private final @Nullable KeyMath math;
    private final Map<PublicKey, List<Signature>> subkeys = new HashMap<>();
    private final Map<PublicKey, List<Signature>> revocations = new HashMap<>();
    private @Nullable List<Signature> statements;
    private int tried;

    Bindings(Certificate certificate) {
        this.certificate = certificate;
        primary = certificate.primary();
        math = math(primary);
    }

    /// Whether there were more self-signatures than we try, so that what was found is not all there is.
    boolean isTooComplex() {
        return tried > MAX_TRIED;
    }

    /// The mathematics of the primary key, or null if it cannot be used.
    @Nullable
    KeyMath primaryMath() {
        return math;
    }

    /// Valid statements of the primary key about itself, the newest first: direct ones and those on user ids.
    List<Signature> ofPrimary() {
        if (statements == null) {
            statements = findStatements();
        }
        return statements;
    }

    private List<Signature> findStatements() {
        var found = new ArrayList<Signature>();
        for (var component : certificate.components()) {
            if (component.packet().tag() == Packet.PUBLIC_KEY) {
                found.addAll(valid(component, new byte[0], t -> t == Signature.DIRECT_KEY, true));
            } else if (component.isUserId()) {
                found.addAll(valid(component, component.hashed(), Signature::isCertification, true));
            }
        }
        return newestFirst(found);
    }

    /// Valid bindings of a subkey, the newest first.
    List<Signature> ofSubkey(PublicKey subkey) {
        return subkeys.computeIfAbsent(subkey, this::findBindings);
    }

    private List<Signature> findBindings(PublicKey subkey) {
        var found = new ArrayList<Signature>();
        for (var component : certificate.components()) {
            if (component.key() != null && component.key().fingerprint().equals(subkey.fingerprint())) {
                found.addAll(valid(component, subkey.hashed(), t -> t == Signature.SUBKEY_BINDING, true));
            }
        }
        return newestFirst(found);
    }

    /// The revocations of a key of the certificate, wherever in it they stand and however weak they are.
    List<Signature> revocations(PublicKey key) {
        return revocations.computeIfAbsent(key, this::findRevocations);
    }

    private List<Signature> findRevocations(PublicKey key) {
        boolean isPrimary = key.fingerprint().equals(primary.fingerprint());
        int type = isPrimary ? Signature.KEY_REVOCATION : Signature.SUBKEY_REVOCATION;
        var hashed = isPrimary ? new byte[0] : key.hashed();
        var found = new ArrayList<Signature>();
        for (var component : certificate.components()) {
            found.addAll(valid(component, hashed, t -> t == type, false));
        }
        return found;
    }

    /// Whether a user id has a valid self-signature that is not revoked since.
    boolean vouchesFor(Component userId) {
        var certified = newestFirst(valid(userId, userId.hashed(), Signature::isCertification, true));
        var revoked = newestFirst(
                valid(userId, userId.hashed(), t -> t == Signature.CERTIFICATION_REVOCATION, false));
        return !certified.isEmpty() && (revoked.isEmpty() || created(revoked.getFirst()).isBefore(created(certified
                .getFirst())));
    }

    /// Whether the subkey says, inside `binding`, that it belongs to the primary key.
    boolean hasBackSignature(Signature binding, PublicKey subkey, Instant at) {
        var subkeyMath = math(subkey);
        return subkeyMath != null && binding.embedded().stream()
                .filter(s -> s.type() == Signature.PRIMARY_KEY_BINDING)
                .filter(Bindings::isStrong).filter(s -> isAlive(s, at))
                .anyMatch(s -> verifies(s, subkeyMath, subkey.hashed()));
    }

    /// When a signature was made; those without a date were sorted out before.
    static Instant created(Signature signature) {
        return signature.created().orElse(Instant.MIN);
    }

    static boolean isAlive(Signature signature, Instant at) {
        return signature.expires().map(at::isBefore).orElse(true);
    }

    private List<Signature> valid(Component component, byte[] hashed, IntPredicate type, boolean strong) {
        var found = new ArrayList<Signature>();
        for (var packet : component.signatures()) {
            parse(packet, type).filter(this::isOwn).filter(s -> !strong || isStrong(s))
                    .filter(s -> tries() && math != null && verifies(s, math, hashed)).ifPresent(found::add);
        }
        return found;
    }

    private boolean isOwn(Signature signature) {
        return signature.names(primary.fingerprint()) && signature.version() == primary.version()
                && signature.keyAlgorithm() == primary.algorithm();
    }

    private boolean tries() {
        tried++;
        return tried <= MAX_TRIED;
    }

    private boolean verifies(Signature signature, KeyMath by, byte[] hashed) {
        var digest = signature.hash().start();
        digest.update(signature.salt());
        digest.update(primary.hashed());
        digest.update(hashed);
        digest.update(signature.trailer());
        return by.verifies(signature, digest.digest());
    }

    private static boolean isStrong(Signature signature) {
        boolean sha1InTime = signature.hash() == HashAlgorithm.SHA1 && created(signature).isBefore(SHA1_REFUSED);
        return signature.created().isPresent() && !signature.hasUnknownCritical()
                && (sha1InTime || signature.hash().compareTo(HashAlgorithm.SHA256) >= 0);
    }

    private static Optional<Signature> parse(Packet packet, IntPredicate type) {
        if (!type.test(packet.at(1)) || Signature.unreadable(packet).isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Signature.parse(packet));
        } catch (TrustException _) {
            // what cannot be read binds nothing
            return Optional.empty();
        }
    }

    private static @Nullable KeyMath math(PublicKey key) {
        try {
            return KeyMath.knows(key.algorithm()) ? key.math() : null;
        } catch (KeyMath.UnusableKeyException _) {
            return null;
        }
    }

    private static List<Signature> newestFirst(List<Signature> signatures) {
        return signatures.stream().sorted(Comparator.comparing(Bindings::created).reversed()).toList();
    }
}
