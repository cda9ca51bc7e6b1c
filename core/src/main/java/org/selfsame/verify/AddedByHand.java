package org.selfsame.verify;

import java.util.List;
import java.util.Locale;
import org.selfsame.trust.openpgp.Keyring;
import org.selfsame.trust.publisher.Origin;
import org.selfsame.trust.publisher.PinnedKey;
import org.selfsame.trust.publisher.Publisher;

/// Publishers that the user makes known: a name and keys. What they sign is never more than [Verdict.Genuine], and comes
/// with [Badge#ADDED_BY_HAND].
public final class AddedByHand {
    private AddedByHand() {}

    /// A publisher with all the keys of `ring`.
    ///
    /// @param homePage may be empty
    public static Publisher publisher(String name, String homePage, Keyring ring) {
        var keys = ring.certificates().stream().map(it -> new PinnedKey(it.fingerprint(), "", it)).toList();
        return new Publisher(idOf(name), name.strip(), homePage, Origin.ADDED_BY_USER, keys, List.of(), List.of());
    }

    /// The id that goes with a name: lower-case letters and digits, anything else as hyphens. Empty if nothing is left.
    public static String idOf(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }
}
