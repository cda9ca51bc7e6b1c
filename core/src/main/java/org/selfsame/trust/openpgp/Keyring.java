package org.selfsame.trust.openpgp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.selfsame.content.Content;
import org.selfsame.trust.TrustException;

/// Certificates to check signatures with. Being in a keyring says nothing about whom a key belongs to.
///
/// Immutable.
public final class Keyring {
    private final Map<Fingerprint, Certificate> certificates = new LinkedHashMap<>();
    private final Map<KeyId, List<Holder>> holders = new HashMap<>();

    private Keyring(List<Certificate> certificates) {
        certificates.forEach(c -> this.certificates.merge(c.fingerprint(), c, Certificate::joined));
        this.certificates.values().forEach(c -> c.keys().distinct().forEach(k -> holders
                .computeIfAbsent(k.fingerprint().keyId(), _ -> new ArrayList<>()).add(new Holder(c, k))));
    }

    /// A key and the certificate it is part of.
    record Holder(Certificate certificate, PublicKey key) {}

    /// The certificates in a key file, binary or armoured (any number of blocks, with any text around them).
    ///
    /// @throws TrustException if it is not a key file, too large, or holds a secret key
    /// @throws IOException if the content cannot be read
    public static Keyring read(Content content) throws IOException {
        return of(KeyringReader.read(content));
    }

    /// A keyring of these certificates; several copies of one certificate are taken together.
    public static Keyring of(List<Certificate> certificates) {
        return new Keyring(certificates);
    }

    /// The keyring that has what any of `keyrings` has.
    public static Keyring union(List<Keyring> keyrings) {
        return of(keyrings.stream().flatMap(k -> k.certificates.values().stream()).toList());
    }

    /// The certificates, in the order of the file.
    public List<Certificate> certificates() {
        return List.copyOf(certificates.values());
    }

    /// The fingerprints of the certificates' primary keys, in the order of the file.
    public List<Fingerprint> fingerprints() {
        return List.copyOf(certificates.keySet());
    }

    /// The certificate whose primary key has this fingerprint.
    public Optional<Certificate> certificate(Fingerprint fingerprint) {
        return Optional.ofNullable(certificates.get(fingerprint));
    }

    /// The keys that `signature` may be of, by what it names; key ids are not unique.
    List<Holder> candidates(Signature signature) {
        return signature.issuerKeyId().map(id -> holders.getOrDefault(id, List.of())).orElse(List.of()).stream()
                .filter(h -> signature.names(h.key().fingerprint()))
                .filter(h -> h.key().version() == signature.version())
                .filter(h -> h.key().algorithm() == signature.keyAlgorithm()).toList();
    }
}
