package org.selfsame.host;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The open directories and files of a tree on Linux. A few that were used last stay open, so that neither a file that is
/// read in pieces nor the files of one directory are looked for again and again; the others are closed. Each is opened from
/// its open directory, and none if it is a symbolic link. Thread-safe.
final class Handles implements Closeable {
    private static final int MOST = 32;

    private final LinkedHashMap<Where, Handle> open = new LinkedHashMap<>(2 * MOST, 0.75f, true);
    private final Handle root;
    private boolean closed;

    /// @param root the open directory that all places are below, which is closed with the others
    Handles(Where place, int root) {
        this.root = new Handle(root, true);
        this.root.users = 1;
        open.put(place, this.root);
    }

    /// Something open, in use until it is closed.
    final class Handle implements Closeable {
        final int descriptor;
        private final boolean kept;
        private int users;
        /// Whether the names in the open directory have been read.
        boolean listed;

        /// @param kept whether it is among those that stay open
        private Handle(int descriptor, boolean kept) {
            this.descriptor = descriptor;
            this.kept = kept;
        }

        @Override
        public void close() {
            if (kept) {
                release(this);
            } else {
                closeNow(this);
            }
        }
    }

    /// Opens the directory at a place, or uses it if it is open.
    Handle directory(Where place) throws HostException {
        return use(place, true);
    }

    /// Opens the file at a place for reading, or uses it if it is open.
    Handle file(Where place) throws HostException {
        return use(place, false);
    }

    /// Opens the file at a place for reading, to be closed after use: for one that is read at once.
    Handle fileOnce(Where place) throws HostException {
        return new Handle(open(place, place.parent(), false), false);
    }

    /// What is slow, opening and closing, is done without the lock, so that two threads can list at one time.
    private Handle use(Where place, boolean directory) throws HostException {
        var found = find(place);
        if (found != null) {
            return found;
        }
        var opened = new Handle(open(place, place.parent(), directory), true);
        var unused = new ArrayList<Handle>();
        var used = keep(place, opened, unused);
        unused.forEach(Handles::closeNow);
        return used;
    }

    private synchronized @Nullable Handle find(Where place) {
        if (closed) {
            throw new IllegalStateException("the tree is closed");
        }
        var handle = open.get(place);
        if (handle != null) {
            handle.users++;
        }
        return handle;
    }

    /// Keeps what was opened, unless another thread has opened the same meanwhile.
    ///
    /// @param unused gets what is to be closed
    private synchronized Handle keep(Where place, Handle opened, List<Handle> unused) {
        if (closed) {
            closeNow(opened);
            throw new IllegalStateException("the tree is closed");
        }
        var handle = open.putIfAbsent(place, opened);
        if (handle == null) {
            handle = opened;
        } else {
            unused.add(opened);
        }
        handle.users++;
        removeUnused(MOST, unused);
        return handle;
    }

    private int open(Where place, @Nullable Where parent, boolean directory) throws HostException {
        if (parent == null) {
            throw new IllegalStateException("the root is open");
        }
        try (var above = use(parent, true)) {
            return directory
                    ? LinuxCalls.forThread().openDirectory(above.descriptor, place.name())
                    : LinuxReads.forThread().openFile(above.descriptor, place.name());
        }
    }

    private synchronized void release(Handle handle) {
        handle.users--;
        if (closed) {
            var unused = new ArrayList<Handle>();
            removeUnused(0, unused);
            unused.forEach(Handles::closeNow);
        }
    }

    private void removeUnused(int rest, List<Handle> unused) {
        for (var handles = open.values().iterator(); open.size() > rest && handles.hasNext();) {
            var handle = handles.next();
            if (handle.users == 0) {
                handles.remove();
                unused.add(handle);
            }
        }
    }

    private static void closeNow(Handle handle) {
        try {
            LinuxCalls.forThread().close(handle.descriptor);
        } catch (HostException _) {
            // it was open for reading, and is closed all the same
        }
    }

    /// Closes all; what is in use is closed by its last user.
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            release(root);
        }
    }
}
