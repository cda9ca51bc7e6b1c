package org.selfsame.host;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.selfsame.tree.Metadata;

/// A directory that is being filled. It gets its own metadata (times, and permissions that may forbid writing) when
/// its last user lets go.
final class OpenDirectory {
    private final HostDirectory host;
    private final @Nullable Metadata metadata;
    private final Tally tally;
    private final AtomicInteger users = new AtomicInteger(1);

    /// A directory that gets this metadata, or, if there is none, was there before and stays as it is. The caller is its
    /// first user.
    OpenDirectory(HostDirectory host, @Nullable Metadata metadata, Tally tally) {
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
                if (metadata == null) {
                    host.leave();
                } else {
                    host.finish(metadata);
                    tally.directories.increment();
                }
            } catch (HostException e) {
                tally.fail(host.where(), e);
            }
        }
    }
}
