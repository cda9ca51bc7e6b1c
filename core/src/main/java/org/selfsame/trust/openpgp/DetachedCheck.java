package org.selfsame.trust.openpgp;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;

/// Checks detached signatures while the content passes by, from its first byte to its last. Not thread-safe; the
/// content is hashed once an algorithm, however many signatures there are.
public final class DetachedCheck {
    private final Policy policy;
    private final List<Item> items = new ArrayList<>();
    private final Map<Lane, MessageDigest> digests = new LinkedHashMap<>();
    private final Map<Fingerprint, Bindings> bindings = new HashMap<>();

    DetachedCheck(List<FoundSignature> signatures, int type, Keyring keyring, Policy policy) {
        this.policy = policy;
        for (var found : signatures) {
            var triage = found.triage(keyring, type);
            items.add(new Item(found.offset(), triage));
            triage.open().ifPresent(p -> digests.computeIfAbsent(Lane.of(p.signature()), Lane::start));
        }
    }

    /// Whether any result depends on the content. If not (each signature is unknown, or refused as it stands), the
    /// content need not be fed.
    public boolean needsContent() {
        return !digests.isEmpty();
    }

    /// The next bytes of the content.
    public void update(byte[] bytes, int offset, int length) {
        for (var digest : digests.values()) {
            digest.update(bytes, offset, length);
        }
    }

    /// The digest of all content fed so far, if one of the signatures needs this algorithm in a form that yields it:
    /// then it costs nothing. To be asked before or after [#finish].
    public Optional<Digest> digest(DigestAlgorithm algorithm) {
        return digests.entrySet().stream().filter(e -> e.getKey().yields(algorithm)).findFirst()
                .map(e -> Digest.of(algorithm, copy(e.getValue()).digest()));
    }

    /// The results, once all content was fed.
    public SignatureReport finish() {
        var checked = new ArrayList<CheckedSignature>();
        for (var item : items) {
            checked.add(new CheckedSignature(item.offset, item.triage.open().map(this::decide)
                    .or(() -> Optional.ofNullable(item.triage.decided())).orElseThrow()));
        }
        return new SignatureReport(checked);
    }

    private SignatureResult decide(PendingSignature pending) {
        var lane = Lane.of(pending.signature());
        return pending.decide(copy(digests.computeIfAbsent(lane, Lane::start)), bindings, policy);
    }

    private static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            // all digests of the JDK can be cloned
            throw new IllegalStateException(e);
        }
    }

    private record Item(long offset, FoundSignature.Triage triage) {}

    /// What signatures must have in common to share one digest.
    ///
    /// @param salt hexadecimal; empty below version 6
    private record Lane(HashAlgorithm hash, String salt) {
        static Lane of(Signature signature) {
            return new Lane(signature.hash(), HexFormat.of().formatHex(signature.salt()));
        }

        MessageDigest start() {
            var digest = hash.start();
            digest.update(HexFormat.of().parseHex(salt));
            return digest;
        }

        boolean yields(DigestAlgorithm algorithm) {
            return salt.isEmpty() && hash.plain().filter(algorithm::equals).isPresent();
        }
    }
}
