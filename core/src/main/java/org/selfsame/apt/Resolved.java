package org.selfsame.apt;

/// What resolving gave.
///
/// @param lock the lock, whose inputs are all in the store
/// @param proof what checking it gave; a lock of which something was refused is not to be used
public record Resolved(Lock lock, ProofReport proof) {}
