package org.selfsame.verify;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Digest;

/// One thing that was looked at on the way to a verdict. The permitted types are in the order in which people see
/// them.
public sealed interface Evidence {

    /// How it came out.
    State state();

    /// How a piece of evidence came out; apart from the verdict.
    enum State {
        /// Looked at, and as it should be.
        OK,
        /// Looked at, and not as it should be.
        DIFFERENT,
        /// Looked for, and not there or not usable.
        MISSING,
        /// Not looked at, because it could not alter the verdict or nobody asked for it.
        NOT_ASKED
    }

    /// The file was read completely (or not).
    record FileRead(State state, long size, List<Digest> digests) implements Evidence {}

    /// A signature, over the file itself or over a list of checksums.
    ///
    /// @param file name of the file that holds the signature; empty if there is none
    /// @param over what it signs: name of the image or of the list
    /// @param result what came of it: `good`, `unknown`, `key_missing`, `key_not_pinned`, or the stable lower-case name
    ///        of the refusal; empty if there is no signature
    /// @param publisher whose pinned key made it, or null if it is pinned for nobody
    /// @param fingerprint of the certificate, or the key id where only that is known; empty if the file tells nothing
    /// @param pinnedAt where the publisher's fingerprint was taken from; empty if not pinned
    /// @param made when it says that it was made, or null
    record Signed(State state, String file, String over, String result, Verdict.@Nullable PublisherName publisher,
            String fingerprint, String pinnedAt, @Nullable Instant made) implements Evidence {}

    /// The file's checksum as a list has it.
    ///
    /// @param list name of the list; empty if there is none
    /// @param name the name that the list has for the file
    /// @param expected the digest in the list, or null if the list does not name the file
    record Listed(State state, String list, String name, @Nullable Digest expected) implements Evidence {}

    /// A signature or list that is there and cannot be used.
    ///
    /// @param file its name
    /// @param rule the stable name of what is wrong with it
    record Unreadable(String file, String rule) implements Evidence {

        @Override
        public State state() {
            return State.MISSING;
        }
    }

    /// What one independent builder got.
    record Rebuilt(State state, String builder, String operator, @Nullable Instant when) implements Evidence {}

    /// A list of checksums inside the image, checked against the image's own files. It tells damage from no damage;
    /// whoever changes an image changes the list with it.
    ///
    /// @param list path of the list inside the image, or `isomd5sum`
    /// @param checked how many files were compared
    /// @param failed printable paths that differ, are missing or cannot be read; at most 100 of them
    /// @param failures how many there are in all
    record SelfConsistent(State state, String list, long checked, List<String> failed, long failures)
            implements
                Evidence {}

    /// How many builders the user asks for.
    record BuilderPolicy(State state, int needed, int asked) implements Evidence {}
}
