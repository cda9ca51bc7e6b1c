package org.selfsame.normalize;

import org.jspecify.annotations.Nullable;

/// What a rule changed.
///
/// @param path printable path; members of containers behind a `!`, as in addresses
/// @param rule the id of the rule
/// @param what `content`, `entry` (made or removed), `permissions` or `modified`
/// @param before for contents the SHA-256 in hexadecimal, otherwise the value; null if there was none
/// @param after the same, afterwards
public record Change(String path, String rule, String what, @Nullable String before, @Nullable String after) {}
