package org.selfsame.verify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the evidence about a file adds up to: exactly one of seven. The order of the permitted types is their
/// precedence: the first that holds wins. The words, icon, colour and exit code of each are chosen by exhaustive
/// switches elsewhere, so that a new one does not compile until it has them all.
public sealed interface Verdict {

    /// The file, or the list of checksums that speaks for it, is not what the publisher published.
    record Mismatch(PublisherName publisher, MismatchCause cause) implements Verdict {}

    /// The publisher has withdrawn the release, or the key that signed it.
    ///
    /// @param since when, or null if that is not known
    record Withdrawn(PublisherName publisher, WithdrawnCause cause, @Nullable Instant since) implements Verdict {}

    /// There is a signature, but by a key that is pinned for nobody.
    ///
    /// @param keyCameAlong whether a key that fits lay beside the file: it proves nothing
    record UnknownSigner(String keyId, boolean keyCameAlong) implements Verdict {}

    /// The publisher published the file, but too many builders got a different one.
    record Disputed(PublisherName publisher, Builders builders) implements Verdict {}

    /// No answer either way.
    ///
    /// @param publisher whom the reason speaks of (who signed, or whose key is missing), or null
    record NotChecked(NotCheckedReason reason, @Nullable PublisherName publisher) implements Verdict {

        /// For a reason that speaks of no publisher.
        public NotChecked(NotCheckedReason reason) {
            this(reason, null);
        }
    }

    /// The publisher published this file; fewer builders than asked for have rebuilt it so far.
    record Genuine(PublisherName publisher, Builders builders) implements Verdict {}

    /// The publisher published this file, and enough builders got exactly the same.
    record Reproduced(PublisherName publisher, Builders builders) implements Verdict {}

    /// The stable name, as in JSON: that of the type.
    default String name() {
        return getClass().getSimpleName();
    }

    /// Who published a file, as far as people need to know.
    ///
    /// @param id the stable id in the list of publishers
    /// @param name the name for people
    /// @param homePage where to get a new copy; empty if the user gave none
    /// @param addedByHand whether the user added the key, rather than Selfsame shipping it
    record PublisherName(String id, String name, String homePage, boolean addedByHand) {}

    /// What the builders say: `same` and `different` of `asked` answered so; `needed` must be the same.
    record Builders(int same, int different, int asked, int needed) {
        /// Nobody was asked; two would be needed.
        public static final Builders NONE = new Builders(0, 0, 0, 2);
    }

    /// Why a file is a [Mismatch].
    enum MismatchCause {
        /// The file's digest is not the one in the signed list.
        DIGEST_DIFFERS,
        /// The signature over the file itself does not fit it.
        FILE_NOT_AS_SIGNED,
        /// The signature over the list of checksums does not fit the list.
        LIST_NOT_AS_SIGNED
    }

    /// What was [Withdrawn].
    enum WithdrawnCause {
        KEY, RELEASE
    }
}
