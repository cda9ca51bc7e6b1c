package org.selfsame.format.cpio;

import java.time.Instant;
import org.selfsame.tree.EntryTimes;

/// What a cpio archive that is written states beside its tree.
///
/// @param checksums whether each file states the sum of its bytes (`crc`), or not (`newc`)
/// @param times the modification times, whole seconds
/// @param allRoot whether everything belongs to the superuser
/// @param root whether the root is the first member, as `.`
/// @param blockBytes what the size of the archive is a multiple of: 512 as cpio has it, or 4 for no more than the alignment
public record CpioOptions(boolean checksums, EntryTimes times, boolean allRoot, boolean root, int blockBytes) {
    private static final int BLOCK = 512;

    /// @throws IllegalArgumentException if the size of a block is no multiple of 4
    public CpioOptions {
        if (blockBytes <= 0 || blockBytes % Integer.BYTES != 0) {
            throw new IllegalArgumentException("blocks of " + blockBytes + " bytes");
        }
    }

    /// As `find . | LC_ALL=C sort | cpio --reproducible -o -H newc`, with times up to `time`.
    public static CpioOptions newc(Instant time) {
        return new CpioOptions(false, EntryTimes.clamp(time), false, true, BLOCK);
    }

    /// These options with another answer to whether everything belongs to the superuser.
    public CpioOptions allRoot(boolean value) {
        return new CpioOptions(checksums, times, value, root, blockBytes);
    }

    /// These options with another answer to whether each file states the sum of its bytes.
    public CpioOptions checksums(boolean value) {
        return new CpioOptions(value, times, allRoot, root, blockBytes);
    }
}
