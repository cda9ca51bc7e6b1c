package org.selfsame.format.ext4;

import java.util.HashMap;
import java.util.Map;
import org.selfsame.content.FormatException;

/// Which directory entry leads to which directory, as far as directories were read. A directory has one: so none contains
/// itself, and a small volume cannot hold a huge tree. Of two entries the one that is read later is refused. Thread-safe.
final class DirectoryClaims {
    private static final int BYTES_EACH = 64;

    private final Map<Long, Long> claims = new HashMap<>();
    private final long most;

    /// For directories that take no more than `tableBytes` to remember.
    DirectoryClaims(long tableBytes) {
        most = tableBytes / BYTES_EACH;
        claims.put((long) Inode.ROOT, 0L);
    }

    /// Claims the directory `inode` for the entry at `entryOffset`.
    ///
    /// @throws FormatException if another entry leads to it, or there are too many directories
    synchronized void claim(long inode, long entryOffset) throws FormatException {
        var known = claims.get(inode);
        if (known != null && known != entryOffset) {
            throw new FormatException(Ext4Reader.FORMAT, entryOffset,
                    "directory " + inode + " is in another directory, "
                            + "or contains itself");
        }
        if (known == null && claims.size() >= most) {
            throw new FormatException(Ext4Reader.FORMAT, entryOffset, "more than " + most + " directories");
        }
        claims.put(inode, entryOffset);
    }
}
