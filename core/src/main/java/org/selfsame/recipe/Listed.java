package org.selfsame.recipe;

import java.io.IOException;
import java.io.InputStream;
import org.selfsame.tree.Name;

/// A file of a recipe, not read yet.
///
/// @param path its path below the directory of the recipe, as bytes with slashes
/// @param kind what it is
/// @param size in bytes
/// @param id tells two files apart that have different bytes; only within one listing
/// @param opener opens it, from its first byte
record Listed(Name path, Kind kind, long size, String id, Opener opener) {

    /// What Git stores beside directories.
    enum Kind {
        /// A regular file.
        FILE("100644", 0644),
        /// A regular file that can be run.
        EXECUTABLE("100755", 0755),
        /// A symbolic link; its bytes are where it leads.
        SYMLINK("120000", 0777),
        /// A submodule; there are no bytes.
        SUBMODULE("160000", 0);

        final String mode;
        final int permissions;

        Kind(String mode, int permissions) {
            this.mode = mode;
            this.permissions = permissions;
        }
    }

    /// Opens the bytes of a file.
    @FunctionalInterface
    interface Opener {
        InputStream open() throws IOException;
    }
}
