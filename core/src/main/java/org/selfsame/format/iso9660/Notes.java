package org.selfsame.format.iso9660;

/// Takes what is odd but readable while something else is read.
@FunctionalInterface
interface Notes {
    /// For who only wants what is read.
    Notes NONE = (code, offset, detail) -> {};

    /// @param code the anomaly's code without the format's name
    /// @param offset where, in bytes from the start of the image, or -1
    /// @param detail the particulars
    void add(String code, long offset, String detail);
}
