package org.selfsame.host;

/// Something about an entry that the image records and the host did not keep. The entry itself was written, except
/// for those kinds that are kinds of entries.
///
/// @param path printable path of the entry, relative to the target
/// @param what what is not as in the image
public record Loss(String path, What what) {

    /// What can get lost. The words for people live in the bundle, under `loss.<name>`.
    public enum What {
        /// Owner and group: only the superuser may give files away.
        OWNER,
        /// Permission bits: the host's file system has none, or refused.
        PERMISSIONS,
        /// Set-user-id, set-group-id: they would speak of another owner than the image's.
        SET_ID,
        /// Times.
        TIMES,
        /// An extended attribute.
        ATTRIBUTE,
        /// A device node was not made.
        DEVICE,
        /// A named pipe was not made.
        FIFO,
        /// A socket was not made.
        SOCKET,
        /// A further name of a file became a copy of it.
        HARD_LINK
    }
}
