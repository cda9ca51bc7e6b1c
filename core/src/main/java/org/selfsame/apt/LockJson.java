package org.selfsame.apt;

import java.io.IOException;
import org.selfsame.content.Content;

/// A lock as JSON (`selfsame.lock`, schema `docs/schemas/lock-1.json`): UTF-8, a line for each package, everything in a
/// fixed order, so that equal locks have equal bytes and a change shows as what it is.
public final class LockJson {
    /// The largest lock that is read, in bytes: some 80 000 packages.
    public static final long MOST_BYTES = 32L << 20;

    /// What the first member says.
    static final String SCHEMA = "lock/1";

    private LockJson() {}

    /// The lock that `content` holds.
    ///
    /// @throws LockException if it breaks a rule
    /// @throws IOException if the content cannot be read
    public static Lock read(Content content) throws IOException {
        if (content.size() > MOST_BYTES) {
            throw new LockException(LockException.Reason.TOO_LARGE, "");
        }
        return new LockReader(content.bytes(0, (int) content.size())).lock();
    }

    /// The bytes of `lock`. Packages, sources, indexes and tools may come in any order.
    ///
    /// @throws LockException if something in it is nothing that a lock may have
    public static byte[] write(Lock lock) throws LockException {
        var bytes = LockWriter.write(lock);
        if (bytes.length > MOST_BYTES) {
            throw new LockException(LockException.Reason.TOO_LARGE, "");
        }
        new LockReader(bytes).lock();
        return bytes;
    }
}
