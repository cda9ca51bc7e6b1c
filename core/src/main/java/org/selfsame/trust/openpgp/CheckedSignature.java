package org.selfsame.trust.openpgp;

/// One signature of a file and what checking it gave.
///
/// @param offset where its packet begins, in bytes from the start of the (unarmoured) signature data
public record CheckedSignature(long offset, SignatureResult result) {}
