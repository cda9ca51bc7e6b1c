package org.selfsame.host;

import java.util.concurrent.atomic.AtomicInteger;
import org.selfsame.tree.Metadata;

/// A directory that is being filled. It gets its own metadata (times, and permissions that may forbid writing) when
/// its last user lets go.
final class OpenDirectory {
    private final HostDirectory host;
    private final Metadata metadata;
    private final Tally tally;
    private final AtomicInteger users = new AtomicInteger(1);

    /// The caller is its first user.
    OpenDirectory(HostDirectory host, Metadata metadata, Tally tally) {
        this.host = host;
        this.metadata = metadata;
        this.tally = tally;
    }

    HostDirectory host() {
        return host;
    }

    /// Adds a user; only a user may.
    void retain() {
        users.incrementAndGet();
    }

    /// Ends one use.
    void release() {
        if (users.decrementAndGet() == 0) {
            try {
                host.finish(metadata);
                tally.directories.increment();
            } catch (HostException e) {
                tally.fail(host.where(), e);
            }
        }
    }
}
