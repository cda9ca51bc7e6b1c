package org.selfsame.format.zip;

import java.time.Instant;
import java.util.zip.Deflater;
import org.selfsame.tree.EntryTimes;

/// What a zip archive that is written states beside its tree.
///
/// @param level of deflate, 1 to 9, or 0 to store all files as they are
/// @param times the modification times, in steps of two seconds from 1980 to 2107, as UTC; no other times are written
/// @param modes whether Unix permissions and types are stated; without them there are no symbolic links
/// @param directories whether directories have entries of their own
/// @param manifestFirst whether `META-INF/` and its `MANIFEST.MF` come first, as tools that read jars as streams need it
public record ZipOptions(int level, EntryTimes times, boolean modes, boolean directories, boolean manifestFirst) {

    /// @throws IllegalArgumentException if there is no such level
    public ZipOptions {
        if (level < 0 || level > Deflater.BEST_COMPRESSION) {
            throw new IllegalArgumentException("level " + level + " is not one of 0 to 9");
        }
    }

    /// Deflated at level 9, with modes and directories, and with times up to `time`.
    public static ZipOptions deflated(Instant time) {
        return new ZipOptions(Deflater.BEST_COMPRESSION, EntryTimes.clamp(time), true, true, false);
    }

    /// A jar, whose entries all have one time.
    public static ZipOptions jar(Instant time) {
        return new ZipOptions(Deflater.BEST_COMPRESSION, EntryTimes.set(time), false, true, true);
    }
}
