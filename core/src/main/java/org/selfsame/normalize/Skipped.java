package org.selfsame.normalize;

import org.selfsame.normalize.LeftAloneException.Reason;

/// What a rule is for, but left as it is.
///
/// @param path printable path, as in [Change]
/// @param rule the id of the rule
/// @param detail what exactly
public record Skipped(String path, String rule, Reason reason, String detail) {}
