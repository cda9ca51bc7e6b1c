package org.selfsame.normalize;

/// A set of rules for a purpose.
public enum Profile {
    /// The rules for the bytes of single files, as strip-nondeterminism has them.
    STRIP,
    /// Those, and the rules for the tree of a live image of Debian.
    LIVE,
    /// Those, and the rules for the tree of Tails.
    TAILS
}
