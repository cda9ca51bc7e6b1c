package org.selfsame.host;

/// Why the host refused to read or write something.
public enum HostError {
    /// There is something of that name already; nothing is ever overwritten.
    EXISTS,
    /// The file system is full, or a quota is used up.
    NO_SPACE,
    /// The file system is mounted read-only.
    READ_ONLY,
    /// The user may not do this.
    NOT_PERMITTED,
    /// The name or path is longer than the host takes.
    NAME_TOO_LONG,
    /// The host cannot store these bytes as a name.
    NAME_NOT_STORABLE,
    /// The file system has no such thing.
    NOT_SUPPORTED,
    /// A value is larger than the host can store.
    TOO_LARGE,
    /// Too many files are open.
    TOO_MANY_OPEN,
    /// The disk reports an error.
    INPUT_OUTPUT,
    /// Anything else; the message has the host's own words.
    OTHER;

    /// Whether going on with the next entry is pointless.
    boolean endsAll() {
        return switch (this) {
            case NO_SPACE, READ_ONLY, TOO_MANY_OPEN, INPUT_OUTPUT -> true;
            case EXISTS, NOT_PERMITTED, NAME_TOO_LONG, NAME_NOT_STORABLE, NOT_SUPPORTED, TOO_LARGE, OTHER -> false;
        };
    }
}
