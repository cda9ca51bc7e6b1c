package org.selfsame.format.tar;

import java.time.Instant;
import org.selfsame.tree.EntryTimes;

/// What a tar archive that is written states beside its tree.
///
/// @param variant whose extensions are used for what does not fit in a header
/// @param times the modification times; GNU's have whole seconds, those of pax nanoseconds
/// @param owners whom the members belong to
/// @param dotted whether paths begin with `./` and the root is the first member, as in `tar -C DIR .`
/// @param symlinksLast whether symbolic links come after all else, as in Debian packages
/// @param xattrs whether extended attributes are written; pax alone has a place for them
/// @param recordBytes what the size of the archive is a multiple of: itself a multiple of 512
public record TarOptions(Variant variant, EntryTimes times, Owners owners, boolean dotted, boolean symlinksLast,
        boolean xattrs, int recordBytes) {
    private static final int RECORD = 20 * TarHeader.SIZE;

    /// Whose extensions an archive uses.
    public enum Variant {
        /// GNU's: long names in members of their own, large numbers in binary.
        GNU,
        /// POSIX': extended headers. Access and change times are not written.
        PAX
    }

    /// Whom members belong to.
    public enum Owners {
        /// Whom the tree says, by number.
        KEEP,
        /// The superuser, by number.
        ROOT,
        /// The superuser, by number and by the name `root`, as in Debian packages.
        NAMED_ROOT
    }

    /// @throws IllegalArgumentException if the size of a record is no multiple of 512
    public TarOptions {
        if (recordBytes <= 0 || recordBytes % TarHeader.SIZE != 0) {
            throw new IllegalArgumentException("records of " + recordBytes + " bytes");
        }
    }

    /// As `tar --sort=name --numeric-owner --format=gnu -C DIR .` with these times.
    public static TarOptions gnu(EntryTimes times) {
        return new TarOptions(Variant.GNU, times, Owners.KEEP, true, false, false, RECORD);
    }

    /// As `tar --sort=name --numeric-owner --xattrs --format=posix
    /// --pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime -C DIR .` with these times.
    public static TarOptions pax(EntryTimes times) {
        return new TarOptions(Variant.PAX, times, Owners.KEEP, true, false, true, RECORD);
    }

    /// As dpkg-deb has the archives in a package, whose times are bounded by `time`.
    public static TarOptions debian(Instant time) {
        return new TarOptions(Variant.GNU, EntryTimes.clamp(time), Owners.NAMED_ROOT, true, true, false, RECORD);
    }

    /// These options with other owners.
    public TarOptions owners(Owners value) {
        return new TarOptions(variant, times, value, dotted, symlinksLast, xattrs, recordBytes);
    }

    /// These options with another answer to whether paths begin with `./`.
    public TarOptions dotted(boolean value) {
        return new TarOptions(variant, times, owners, value, symlinksLast, xattrs, recordBytes);
    }
}
