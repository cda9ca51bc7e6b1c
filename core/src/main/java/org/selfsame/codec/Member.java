package org.selfsame.codec;

/// A part of a compressed stream that decodes on its own.
///
/// @param offset its first byte in the stored content
/// @param end the first stored byte after it
/// @param length bytes that it decodes to
public record Member(long offset, long end, long length) {}
