package org.selfsame.format.iso9660;

import org.selfsame.content.FormatException;
import org.selfsame.tree.NotStorableException;

/// What the whole package speaks of.
final class Iso {
    /// The name of the format.
    static final String FORMAT = "iso9660";
    /// Bytes of a logical sector (ECMA-119 §6.1.2); volume descriptors count in these, whatever the block size is.
    static final int SECTOR = 2048;
    /// The system area is 16 sectors; the volume descriptors follow it (ECMA-119 §6.2.1).
    static final int SYSTEM_AREA = 16 * SECTOR;

    private Iso() {}

    static FormatException bad(long offset, String rule) {
        return new FormatException(FORMAT, offset, rule);
    }

    /// What an image cannot hold about the entry at `path`.
    static NotStorableException notStorable(String path, String rule) {
        return new NotStorableException(FORMAT, path, rule);
    }

    /// `value`, raised to a multiple of `unit`.
    static long roundUp(long value, int unit) {
        return (value + unit - 1) / unit * unit;
    }
}
