package org.selfsame.trust.publisher;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.selfsame.content.Digest;
import org.selfsame.trust.openpgp.Fingerprint;
import org.selfsame.trust.openpgp.Keyring;

/// Someone who publishes images and signs them.
///
/// @param id short and stable, in lower case: what scripts use
/// @param name as people know it
/// @param homePage address where the publisher is at home
/// @param origin who says that the keys are the publisher's
/// @param keys its keys, pinned by fingerprint
/// @param files how its files are named
/// @param withdrawn what it has withdrawn
public record Publisher(String id, String name, String homePage, Origin origin, List<PinnedKey> keys,
        List<FileNaming> files, List<Withdrawal> withdrawn) {
    /// Copies the lists.
    public Publisher {
        keys = List.copyOf(keys);
        files = List.copyOf(files);
        withdrawn = List.copyOf(withdrawn);
    }

    /// This publisher by another id.
    Publisher withId(String value) {
        return new Publisher(value, name, homePage, origin, keys, files, withdrawn);
    }

    /// The key with this fingerprint of a primary key, if it is this publisher's.
    public Optional<PinnedKey> pinned(Fingerprint fingerprint) {
        return keys.stream().filter(k -> k.fingerprint().equals(fingerprint)).findFirst();
    }

    /// How the file of this name is one of the publisher's, if it is.
    public Optional<FileNaming> naming(String fileName) {
        return files.stream().filter(f -> f.matches(fileName)).findFirst();
    }

    /// The publisher's keys that are at hand.
    public Keyring keyring() {
        return Keyring.of(keys.stream().map(PinnedKey::certificate).filter(Objects::nonNull).toList());
    }

    /// The publisher's keys that are at hand and those of `fromUser` that have a pinned fingerprint; no others.
    public Keyring acceptKeys(Keyring fromUser) {
        var accepted = fromUser.certificates().stream().filter(c -> pinned(c.fingerprint()).isPresent()).toList();
        return Keyring.union(List.of(keyring(), Keyring.of(accepted)));
    }

    /// The withdrawal of the file with one of these digests, if there is one.
    public Optional<Withdrawal> withdrawal(Collection<Digest> digests) {
        return withdrawn.stream().filter(w -> digests.contains(w.digest())).findFirst();
    }
}
