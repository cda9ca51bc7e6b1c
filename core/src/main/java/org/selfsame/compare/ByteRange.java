package org.selfsame.compare;

/// A range of bytes on one side.
///
/// @param side whose bytes
/// @param offset first byte, in bytes from the start of the content that the context names
/// @param length number of bytes, more than 0
public record ByteRange(Side side, long offset, long length) {}
