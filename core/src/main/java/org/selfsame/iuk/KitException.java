package org.selfsame.iuk;

import java.io.IOException;

/// A kit cannot be made of two images, or not be applied to a directory or an image.
public final class KitException extends IOException {
    private final Reason reason;
    private final String path;
    private final long missing;

    /// Why not.
    public enum Reason {
        /// The image has no `live/filesystem.squashfs`.
        NO_SYSTEM,
        /// `live/filesystem.squashfs` is no SquashFS image.
        NOT_SQUASHFS,
        /// A directory has two entries of one name.
        DUPLICATE_NAME,
        /// An entry of the new system would be taken for a whiteout or for something of the union's own.
        LOOKS_LIKE_WHITEOUT,
        /// An entry of the new system has attributes that belong to a mounted union.
        OVERLAY_ATTRIBUTE,
        /// The whiteout of a removed entry would have too long a name.
        NAME_TOO_LONG,
        /// A boot file is no file or directory, or has a name that FAT cannot hold.
        NOT_FOR_FAT,
        /// A boot file, or all of them together, are too large to be taken into memory.
        TOO_LARGE,
        /// The kit has hazards; see [Kit#hazards].
        HAZARDS,
        /// The directory is no system partition that the kit can be applied to, or the image has none.
        NOT_A_SYSTEM,
        /// The image has more than one system partition.
        SEVERAL_SYSTEMS,
        /// A path of the kit leads through something on the partition that is no directory.
        IN_THE_WAY,
        /// The partition has not enough free space.
        NO_SPACE
    }

    /// There is not enough free space.
    ///
    /// @param missing bytes
    KitException(long missing) {
        super(Reason.NO_SPACE + ": " + missing);
        this.reason = Reason.NO_SPACE;
        this.path = "";
        this.missing = missing;
    }

    KitException(Reason reason, String path) {
        super(reason + ": " + path);
        this.reason = reason;
        this.path = path;
        this.missing = 0;
    }

    /// Bytes of free space that are missing, or 0.
    public long missing() {
        return missing;
    }

    /// Why not.
    public Reason reason() {
        return reason;
    }

    /// The printable path that it is about.
    public String path() {
        return path;
    }
}
