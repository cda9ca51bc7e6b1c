package org.selfsame.trust.openpgp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// An OpenPGP certificate: a primary key, its subkeys, user ids and the signatures that bind them.
///
/// Immutable. Signatures are parsed only when a key of the certificate is asked for.
public final class Certificate {
    private final PublicKey primary;
    private final List<Component> components;

    /// @param components the primary key first
    Certificate(PublicKey primary, List<Component> components) {
        this.primary = primary;
        this.components = List.copyOf(components);
    }

    /// The fingerprint of the primary key.
    public Fingerprint fingerprint() {
        return primary.fingerprint();
    }

    /// The user ids that the primary key vouches for and has not revoked, in the order of the file. Untrusted text:
    /// whoever made the key chose it.
    public List<String> userIds() {
        var bindings = new Bindings(this);
        return components.stream().filter(Component::isUserId).filter(bindings::vouchesFor)
                .map(c -> new String(c.packet().body(), StandardCharsets.UTF_8)).distinct().toList();
    }

    /// The certificate in binary form, as it was read.
    public byte[] encoded() {
        var out = new ByteArrayOutputStream();
        components.stream().flatMap(c -> Stream.concat(Stream.of(c.packet()), c.signatures().stream()))
                .forEach(p -> out.write(p.source(), p.offset(), p.start() + p.length() - p.offset()));
        return out.toByteArray();
    }

    PublicKey primary() {
        return primary;
    }

    List<Component> components() {
        return components;
    }

    /// The primary key and the subkeys that we can read.
    Stream<PublicKey> keys() {
        return components.stream().flatMap(c -> Stream.ofNullable(c.key()));
    }

    /// This certificate with what another copy of it has beyond it, so that a revocation in either counts.
    Certificate joined(Certificate other) {
        if (other == this || Arrays.equals(encoded(), other.encoded())) {
            return this;
        }
        return new Certificate(primary, Stream.concat(components.stream(), other.components.stream()).toList());
    }
}
