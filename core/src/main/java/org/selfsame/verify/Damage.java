package org.selfsame.verify;

/// A place in an image that does not fit the image itself, found without a good copy at hand.
///
/// @param path where, as an address: `live/filesystem.squashfs!/usr/bin/x`; printable; empty if in no file
/// @param offset first byte of the damaged range in the image file, or -1 if it cannot be told
/// @param length bytes that the damage lies within, or 0 if it cannot be told
/// @param what the structure that the range is, in the field's terms, such as `data block` (not translated)
/// @param rule what does not fit, in the format's terms (not translated)
public record Damage(String path, long offset, long length, String what, String rule) {}
