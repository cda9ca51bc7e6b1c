package org.selfsame.apt;

import java.io.IOException;
import java.util.List;

/// The inputs of a recipe could not be resolved.
public final class ResolveException extends IOException {
    /// Why. What `subject` and `details` are is said for each.
    public enum Reason {
        /// An archive's address, suite or component cannot be used: the archive.
        BAD_ARCHIVE,
        /// There is no keyring to check an archive with: the file that was looked for.
        NO_KEYRING,
        /// A keyring cannot be read as one: the file.
        BAD_KEYRING,
        /// An archive cannot be reached: the archive, and what apt says.
        UNREACHABLE,
        /// An archive does not have the suite: the archive, and what apt says.
        NO_SUITE,
        /// An archive has no `InRelease`, but its signature apart: the archive.
        NO_IN_RELEASE,
        /// A component that is asked for is not in the archive: the archive, and the components that it has.
        NO_COMPONENT,
        /// The signed list is not signed by a key of the keyring: the archive, and the keys that it names.
        UNKNOWN_SIGNER,
        /// No signature of the signed list counts: the archive, and why.
        BAD_SIGNATURE,
        /// The signed list is no longer valid: the archive, and what apt says.
        EXPIRED,
        /// The date of the signed list lies in the future: the archive, and the date.
        FUTURE,
        /// The signed list is not as the format wants it: the archive, and the rule.
        BAD_LIST,
        /// The signed list is for another suite: the archive, and what it says it is.
        OTHER_SUITE,
        /// The signed list is younger than the snapshot that was asked for: the archive, and its date.
        AFTER_SNAPSHOT,
        /// The signed list is older than the recipe allows: the archive, and its date.
        BELOW_FLOOR,
        /// The signed list is older than one that was seen before: the archive, its date, the date that was seen.
        ROLLED_BACK,
        /// A file is not what the signed list or the index says: its address, and what apt says.
        ALTERED,
        /// Another address of the archive gives other bytes: the archive, the address, and the file.
        SOURCES_DIFFER,
        /// An archive does not give the state any more that is locked: the archive, and the file.
        MOVED_ON,
        /// A package that is asked for is not there: what was asked for, and the lists that ask.
        NO_PACKAGE,
        /// A version, or a suite for a package, that is asked for is not there: what was asked for, and the lists that ask.
        NO_VERSION,
        /// The packages cannot be installed together: empty, and what apt says.
        UNSATISFIABLE,
        /// A name of a package would be an option: it, and the lists that ask.
        BAD_NAME,
        /// A package of the recipe is none, or not for this architecture: its path, and the rule.
        BAD_LOCAL_PACKAGE,
        /// Nothing uses what a source package of the overlay is built into: the source, and its packages.
        OVERLAY_UNUSED,
        /// A package that apt chose is not in an index: it.
        NOT_IN_INDEX,
        /// The directory of the store has characters that apt's files cannot hold: the directory.
        BAD_DIRECTORY,
        /// apt failed in another way: the command, and what it says.
        APT_FAILED
    }

    private final Reason reason;
    private final String subject;
    private final List<String> details;

    /// @param subject what it is about
    /// @param details what else is known, a line each; from untrusted sources
    public ResolveException(Reason reason, String subject, List<String> details) {
        super(reason + " " + subject + (details.isEmpty() ? "" : ": " + String.join("; ", details)));
        this.reason = reason;
        this.subject = subject;
        this.details = List.copyOf(details);
    }

    /// Why.
    public Reason reason() {
        return reason;
    }

    /// What it is about.
    public String subject() {
        return subject;
    }

    /// What else is known, a line each; untrusted text.
    public List<String> details() {
        return details;
    }
}
