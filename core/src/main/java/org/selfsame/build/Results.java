package org.selfsame.build;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.selfsame.content.Digest;
import org.selfsame.content.FileContent;
import org.selfsame.store.Store;
import org.selfsame.store.StoreException;
import org.selfsame.task.Task;

/// The results of steps that the store keeps, by the keys of the steps. One that is gone or was changed is not known: its step
/// runs again.
final class Results {
    private final Store store;
    private final boolean reuse;
    private final WorkDirectory work;
    private final Task task;
    private final Map<Digest, FileContent> opened = new HashMap<>();

    /// @param reuse whether those of earlier builds are used
    /// @param work keeps what is opened
    Results(Store store, boolean reuse, WorkDirectory work, Task task) {
        this.store = store;
        this.reuse = reuse;
        this.work = work;
        this.task = task;
    }

    /// The result of a step, if it is to be reused, and is there as it was.
    ///
    /// @throws IOException if the store cannot be read
    Optional<Digest> known(Digest key) throws IOException {
        var result = reuse ? store.result(key) : Optional.<Digest>empty();
        if (result.isPresent()) {
            try {
                open(result.get());
            } catch (StoreException _) {
                // the store has put it aside
                return Optional.empty();
            }
        }
        return result;
    }

    /// A result, open until the build is over; verified once.
    ///
    /// @throws StoreException if it is gone or was changed
    /// @throws IOException if it cannot be read
    FileContent open(Digest result) throws IOException {
        var content = opened.get(result);
        if (content == null) {
            content = work.held(store.open(result, task));
            opened.put(result, content);
        }
        return content;
    }

    /// Keeps a result that this build has stored. It is not read again to be verified: this process has just written what
    /// it has the digest of.
    ///
    /// @throws IOException if it cannot be kept
    Digest remember(Digest key, Digest result) throws IOException {
        store.remember(key, result);
        if (!opened.containsKey(result)) {
            opened.put(result, work.opened(store.path(result)));
        }
        return result;
    }

    /// Keeps the root of a sandbox as it is now.
    ///
    /// @throws IOException if it cannot be read or stored
    Digest remember(Digest key, Workshop workshop) throws IOException {
        return remember(key, workshop.save(store));
    }
}
