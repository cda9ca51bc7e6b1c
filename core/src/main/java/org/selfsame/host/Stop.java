package org.selfsame.host;

/// Why an extraction ended before everything was tried.
public sealed interface Stop {

    /// Somebody cancelled it.
    record Cancelled() implements Stop {}

    /// The files are larger than allowed. Sizes count in full, holes too, so that a small image cannot fill a disk
    /// later, when somebody copies what was extracted.
    ///
    /// @param path the first entry that did not fit; empty if they were measured before anything was written
    /// @param needed bytes needed up to and with that entry, or by all
    /// @param allowed bytes allowed
    record OverBudget(String path, long needed, long allowed) implements Stop {}

    /// The tree has more entries than a reader takes in.
    record TooManyEntries(long limit) implements Stop {}

    /// The host cannot go on: it is full, read-only or broken.
    record HostFailed(String path, HostException problem) implements Stop {}

    /// The image was changed by someone else while it was read.
    record ImageChanged() implements Stop {}
}
