package org.selfsame.tree;

/// Something in an image that its format forbids or that no ordinary tool writes, and that can be read all the same:
/// trees that disagree, a duplicate name, bytes after the end.
///
/// @param code a stable, dotted name that starts with the format's, such as `iso9660.joliet_disagrees`
/// @param offset where, in bytes from the start of the content, or -1 if it is at no one place
/// @param detail the particulars, with numbers, and names and paths as [Text#printable]: front ends show it as it is. What a reader
///        left in it that could drive a terminal is escaped here
public record Anomaly(String code, long offset, String detail) {
    /// Makes sure that the detail can be shown.
    public Anomaly {
        detail = Text.harmless(detail);
    }
}
