package org.selfsame.apt;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.selfsame.apt.ResolveException.Reason;
import org.selfsame.content.Content;
import org.selfsame.store.Store;
import org.selfsame.task.Task;

/// Fetches what the store lacks of a lock: the very files, or none.
///
/// @param directory where files lie while they are on their way
record LockFetch(Lock lock, Store store, AptRun apt, Path directory) {

    /// Fetches.
    ///
    /// @param keyrings keyrings that the archives may have been checked with
    /// @throws ResolveException if an archive does not have a file any more, or cannot be reached
    /// @throws IOException if something cannot be read or stored
    void run(List<Content> keyrings, Task task) throws IOException {
        for (var archive : lock.archives()) {
            for (var keyring : keyrings) {
                if (!store.has(archive.keyring()) && Archives.sha256(keyring, task).equals(archive.keyring())) {
                    store.add(keyring.stream(), task);
                }
            }
            lists(archive, task);
        }
        var fetch = new Fetch(apt, store, directory);
        for (var binary : lock.packages()) {
            if (binary.archive() >= 0) {
                fetch.add(address(binary.archive(), binary.path()), binary.sha256(), binary.size());
            }
        }
        for (var source : lock.sources()) {
            for (var file : source.files()) {
                if (source.archive() >= 0) {
                    fetch.add(address(source.archive(), file.path()), file.sha256(), file.size());
                }
            }
        }
        fetch.run(task);
    }

    /// The list, and the indexes that lie beside it as long as it is the same.
    private void lists(Lock.Archive archive, Task task) throws IOException {
        var fetch = new Fetch(apt, store, directory);
        var suite = Archives.aptAddress(archive.uri()).replaceFirst("/*$", "") + "/dists/" + archive.suite() + "/";
        fetch.add(suite + "InRelease", archive.inRelease().sha256(), archive.inRelease().size());
        for (var index : archive.indexes()) {
            fetch.add(suite + index.path(), index.sha256(), index.size());
        }
        try {
            fetch.run(task);
        } catch (ResolveException e) {
            throw e.reason() == Reason.ALTERED
                    ? new ResolveException(Reason.MOVED_ON, archive.name(), List.of(e.subject()))
                    : e;
        }
    }

    private String address(int archive, String path) {
        return Archives.aptAddress(lock.archives().get(archive).uri()).replaceFirst("/*$", "") + "/" + path;
    }
}
