package org.selfsame.iuk;

/// Something in a kit that no honest kit has, and that can do harm where it is applied.
///
/// @param path the printable path that it is about
public record Hazard(Kind kind, String path) {

    /// What sort of harm.
    public enum Kind {
        /// A path to delete is absolute, empty, or has `.` or `..` in it: it leads out of the partition, or is all of it.
        DELETES_OUTSIDE,
        /// A path to delete is, or has in it, the system or the list of its diffs.
        DELETES_SYSTEM,
        /// A path is shipped and deleted; deleting comes last.
        SHIPPED_AND_DELETED,
        /// A name is `.` or `..`, or has a slash in it.
        LEADS_OUT,
        /// A symbolic link is among the files for the partition.
        SYMBOLIC_LINK,
        /// A device, FIFO or socket is among the files for the partition.
        SPECIAL_FILE,
        /// FAT cannot hold a name that is shipped or deleted, or could take it for the short alias of another.
        NAME_NOT_FOR_FAT,
        /// FAT takes the name for that of another entry.
        SAME_NAME_ON_FAT,
        /// FAT cannot hold so large a file.
        TOO_LARGE_FOR_FAT,
        /// The kit replaces the installed system itself.
        REPLACES_SYSTEM,
        /// A diff is no SquashFS image that can be read.
        UNREADABLE_DIFF,
        /// An entry of a diff has attributes of a mounted overlayfs.
        OVERLAY_ATTRIBUTE,
        /// A directory in which aufs keeps its pseudo links or orphans is not empty.
        PSEUDO_LINKS,
        /// A diff has whiteouts of aufs and of overlayfs.
        MIXED_WHITEOUTS
    }
}
