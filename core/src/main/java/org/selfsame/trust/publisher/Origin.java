package org.selfsame.trust.publisher;

/// Who says that a publisher's keys are the publisher's.
public enum Origin {
    /// The list that ships with the program.
    BUNDLED,
    /// The user, by hand. Never counts as bundled.
    ADDED_BY_USER
}
