package org.selfsame.apt;

import java.util.Comparator;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.selfsame.content.Digest;

/// All files that a lock names.
public final class LockFiles {
    /// The size of a file of which the lock says only the digest.
    public static final long UNKNOWN = -1;

    private LockFiles() {}

    /// Their sizes in bytes, or [#UNKNOWN], in the order of their digests.
    public static NavigableMap<Digest, Long> of(Lock lock) {
        var files = new TreeMap<Digest, Long>(Comparator.comparing(Digest::hex));
        for (var archive : lock.archives()) {
            files.put(archive.keyring(), UNKNOWN);
        }
        for (var archive : lock.archives()) {
            files.put(archive.inRelease().sha256(), archive.inRelease().size());
            archive.indexes().forEach(index -> files.put(index.sha256(), index.size()));
        }
        lock.packages().forEach(binary -> files.put(binary.sha256(), binary.size()));
        lock.sources().forEach(source -> source.files().forEach(file -> files.put(file.sha256(), file.size())));
        return files;
    }
}
