package org.selfsame.tree;

import java.io.IOException;
import java.util.List;
import org.selfsame.content.Content;

/// A named thing in a tree. The types are those of a Unix file system.
public sealed interface Entry {

    /// The name within the directory; the root's is empty. It comes from the image as it is: see [Name#isPlain].
    Name name();

    /// What the format records about the entry.
    Metadata metadata();

    /// A directory. Its children are read when they are asked for.
    non-sealed interface Directory extends Entry {
        /// The children in the order of their names ([Name#compareTo]). Two children may have the same name where
        /// the image says so. Each call may read them again.
        ///
        /// @throws FormatException if the directory, or an inode of it, breaks a rule of the format
        /// @throws IOException if the image cannot be read
        List<Entry> children() throws IOException;
    }

    /// A regular file.
    non-sealed interface File extends Entry {
        /// Size in bytes, as the format states it.
        long size();

        /// The bytes. Opening is cheap; decoding happens as they are read.
        ///
        /// @throws FormatException if the place of the bytes breaks a rule of the format
        /// @throws IOException if the image cannot be read
        Content content() throws IOException;
    }

    /// A symbolic link. The target is any bytes.
    record Symlink(Name name, Metadata metadata, Name target) implements Entry {}

    /// A character or block device with its numbers, each 0 to 2^32 - 1.
    record Device(Name name, Metadata metadata, boolean block, long major, long minor) implements Entry {}

    /// A named pipe.
    record Fifo(Name name, Metadata metadata) implements Entry {}

    /// A Unix socket.
    record Socket(Name name, Metadata metadata) implements Entry {}
}
