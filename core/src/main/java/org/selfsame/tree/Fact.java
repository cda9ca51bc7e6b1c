package org.selfsame.tree;

/// Something that an image states about itself, such as a volume id or a block size.
///
/// @param name a dotted, stable, lower-case name that starts with the format's: `squashfs.block_size`, `iso9660.volume_id`
/// @param value the value as text: decimal numbers, ISO 8601 times in UTC, otherwise as found (not yet printable)
public record Fact(String name, String value) {}
