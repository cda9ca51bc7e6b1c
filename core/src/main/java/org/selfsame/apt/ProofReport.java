package org.selfsame.apt;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What checking a lock gave: a line for each rule of each input.
///
/// @param lines in the order of the lock
public record ProofReport(List<Line> lines) {
    /// Copies the list.
    public ProofReport {
        lines = List.copyOf(lines);
    }

    /// Whether nothing was refused. What was not checked is not refused, nor proven.
    public boolean isGood() {
        return refused().findAny().isEmpty();
    }

    /// The lines that say no.
    public Stream<Line> refused() {
        return lines.stream().filter(line -> line.outcome() instanceof Outcome.Refused);
    }

    /// How many lines came out like this.
    public long count(Class<? extends Outcome> kind) {
        return lines.stream().filter(line -> kind.isInstance(line.outcome())).count();
    }

    /// A rule and how an input keeps it.
    ///
    /// @param input which input
    /// @param rule which rule
    /// @param outcome how it came out
    public record Line(Input input, Rule rule, Outcome outcome) {}

    /// An input.
    ///
    /// @param kind what it is
    /// @param name its name in the lock, such as `debian` or `apt 2.6.1 amd64`
    public record Input(Kind kind, String name) {
        /// What an input is.
        public enum Kind {
            /// The lock as a whole.
            LOCK,
            /// An archive and its signed list.
            ARCHIVE,
            /// An index of an archive.
            INDEX,
            /// A binary package.
            PACKAGE,
            /// A source package.
            SOURCE
        }
    }

    /// What is asked of an input. Names of attacks are those of The Update Framework.
    public enum Rule {
        /// The lock is for this recipe, as it is now.
        RECIPE,
        /// The signed list has the digest and size that the lock says.
        LIST,
        /// The list is signed by a key of the archive (arbitrary software).
        SIGNATURE,
        /// Codename, suite and components are those of the lock (wrong software).
        NAMES,
        /// The list is not dated in the future.
        CLOCK,
        /// The list is no later than the snapshot (mix and match).
        SNAPSHOT,
        /// The list was still to be used when the others were made (freeze, mix and match).
        FRESH,
        /// The list is no older than the recipe allows (rollback).
        FLOOR,
        /// The list is no older than one that was seen before (rollback).
        SEEN,
        /// Another source has the same list.
        SECOND_SOURCE,
        /// Every index that the archive has for what the lock wants is in the lock.
        COMPLETE,
        /// The signed list has this index with this digest and size, and so it is in the store.
        INDEX,
        /// The index has this package with this digest, size and path.
        INDEXED,
        /// The archive that published it first has the same bytes.
        ORIGINAL,
        /// The file is in the store, with this digest and size.
        STORED,
        /// The file says of itself what the lock says of it.
        CONTENTS
    }

    /// How a rule came out.
    public sealed interface Outcome {
        /// It is kept, and that was shown.
        record Proven() implements Outcome {}

        /// It is broken.
        ///
        /// @param reason why
        /// @param values what the words need: by `found`, `expected`, `path`…
        record Refused(Reason reason, Map<String, String> values) implements Outcome {
            /// Copies the values.
            public Refused {
                values = Map.copyOf(values);
            }
        }

        /// It was not looked at.
        ///
        /// @param gap why
        record NotChecked(Gap gap) implements Outcome {}
    }

    /// Why something is refused. The words are in the bundle, under `proof.refused.<name>`.
    public enum Reason {
        /// The recipe has changed since it was locked. `found`: what differs.
        RECIPE_CHANGED,
        /// A file is not in the store.
        NOT_STORED,
        /// A file in the store was changed. It was moved aside.
        STORE_CHANGED,
        /// A file has another size. `expected`, `found`.
        OTHER_SIZE,
        /// The list is larger than any genuine one.
        LIST_TOO_LARGE,
        /// The list is not signed text as it should be. `found`: the rule, as `unreadable.<name>`.
        LIST_BROKEN,
        /// A file breaks a rule of its format. `found`: the rule.
        BROKEN,
        /// The keyring is not one. `found`: the rule, as `unreadable.<name>`.
        KEYRING_BROKEN,
        /// No signature is by a key of the keyring.
        UNKNOWN_SIGNER,
        /// The signatures by keys of the keyring do not count. `found`: why, as `signature.<refusal>`.
        SIGNATURE_REFUSED,
        /// Other certificates signed it than the lock says. `expected`, `found`.
        OTHER_SIGNERS,
        /// It has another codename. `expected`, `found`.
        OTHER_CODENAME,
        /// It is for another suite. `expected`, `found`.
        OTHER_SUITE,
        /// It does not have a component. `expected`.
        NO_COMPONENT,
        /// The date of the list is not the one in the lock. `expected`, `found`.
        OTHER_DATE,
        /// The list is dated in the future. `found`, `expected`: the time now.
        IN_THE_FUTURE,
        /// The list is later than the snapshot. `found`, `expected`.
        AFTER_SNAPSHOT,
        /// The list was out of date. `found`: until when it was to be used; `expected`: the time at which it was used.
        OUT_OF_DATE,
        /// The list is older than the recipe allows. `found`, `expected`.
        BELOW_FLOOR,
        /// The list is older than one that was seen before. `found`, `expected`.
        OLDER_THAN_SEEN,
        /// Another list of the same date was seen before. `found`.
        OTHER_OF_SAME_DATE,
        /// Another source has another list. `found`.
        SOURCES_DIFFER,
        /// An index is missing. `path`.
        INDEX_MISSING,
        /// The signed list does not have this index.
        INDEX_NOT_LISTED,
        /// The signed list has another digest or size for this index.
        INDEX_DIFFERS,
        /// The index is of a component that the lock does not ask for.
        INDEX_NOT_ASKED,
        /// No index of the archive has the package.
        NOT_INDEXED,
        /// The index says something else of it. `field`, `expected`, `found`.
        INDEXED_OTHERWISE,
        /// The indexes have two different files for it.
        INDEXED_TWICE,
        /// The archive that published it first does not have it.
        NOT_IN_ORIGINAL,
        /// The list, or an index, of its archive was refused, so that nothing vouches for it.
        ARCHIVE_REFUSED,
        /// The file says something else of itself. `field`, `expected`, `found`.
        SAYS_OTHERWISE
    }

    /// Why something was not checked. The words are in the bundle, under `proof.unchecked.<name>`.
    public enum Gap {
        /// The recipe was not given.
        NO_RECIPE,
        /// The recipe asks for the latest state, not for a snapshot.
        NO_SNAPSHOT,
        /// The archive does not say until when its list may be used.
        NO_VALID_UNTIL,
        /// The recipe has no floor for it.
        NO_FLOOR,
        /// No list of it was seen before, or the lock is not new.
        NOT_SEEN,
        /// No second source was given.
        NO_SECOND_SOURCE,
        /// It lies in the recipe, whose commit vouches for it.
        IN_RECIPE,
        /// Its signed list was refused.
        LIST_REFUSED
    }
}
