package org.selfsame.compare;

import org.selfsame.content.FormatException;

/// A part that could not be compared as what it is. Its bytes are compared all the same.
///
/// @param path as in [Difference#path]
/// @param side the side that could not be read
/// @param problem why; its message is printable
public record Trouble(String path, Side side, FormatException problem) {}
