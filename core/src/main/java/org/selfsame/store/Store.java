package org.selfsame.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.content.FileContent;
import org.selfsame.host.HostException;
import org.selfsame.host.NewFile;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;

/// A directory of files by their SHA-256, and of results by the key of what made them. Any number of processes may use one
/// at the same time: a file gets its name when it is complete and on the disk, and is never changed.
///
/// ```
/// sha256/ab/cdef…    a file
/// result/ab/cdef…    the SHA-256 of the result that a key has, as 64 digits
/// incoming/…         files that are being added
/// corrupt/…          files whose bytes had changed
/// in-use             is locked by every process that works with the store
/// ```
///
/// A store that this process may not write to can be read from.
public final class Store {
    private static final String FILES = "sha256";
    private static final String RESULTS = "result";
    private static final String CORRUPT = "corrupt";

    private final Path root;
    private final InUse use;

    private Store(Path root, InUse use) {
        this.root = root;
        this.use = use;
    }

    /// A file of the store.
    ///
    /// @param size in bytes
    public record Stored(Digest digest, long size) {}

    /// What checking all files gave.
    ///
    /// @param files how many there are
    /// @param bytes how many bytes they have
    /// @param corrupt those that were changed; they were moved aside
    public record Checked(long files, long bytes, List<Digest> corrupt) {
        /// Copies the list.
        public Checked {
            corrupt = List.copyOf(corrupt);
        }
    }

    /// Gives the bytes of a file from any of them on.
    @FunctionalInterface
    public interface Source {
        /// @param offset how many bytes are there already
        /// @throws IOException if they cannot be had
        InputStream from(long offset) throws IOException;
    }

    /// The store in `root`, which is made if it is not there. Waits while another process deletes from it.
    ///
    /// @throws IOException if it cannot be made
    public static Store open(Path root) throws IOException {
        try {
            Files.createDirectories(root.resolve(FILES));
            Files.createDirectories(root.resolve(RESULTS));
        } catch (IOException e) {
            throw HostException.explained(e, existing(root));
        }
        return new Store(root.toAbsolutePath(), InUse.of(root));
    }

    /// The first directory that is there, from `path` upwards.
    private static Path existing(Path path) {
        var at = path.toAbsolutePath();
        while (!Files.exists(at) && at.getParent() != null) {
            at = at.getParent();
        }
        return at;
    }

    /// Where it lies.
    public Path root() {
        return root;
    }

    /// Where the file with this digest lies, if it is there. Its bytes are not verified.
    public Path path(Digest digest) {
        return place(FILES, digest);
    }

    /// Whether there is a file of this name; its bytes are not verified.
    public boolean has(Digest digest) {
        return Files.isRegularFile(path(digest));
    }

    /// The file with this digest, after all of it was read and found to be right.
    ///
    /// @throws StoreException if it is not there, or was changed; then it is moved aside
    /// @throws IOException if it cannot be read
    /// @throws CancellationException if the task was cancelled
    public FileContent open(Digest digest, Task task) throws IOException {
        FileContent content;
        try {
            content = FileContent.open(path(digest));
        } catch (NoSuchFileException _) {
            throw new StoreException(StoreException.Reason.MISSING, digest, "not in the store: " + digest);
        }
        try {
            var found = Digests.of(content, DigestAlgorithm.SHA256, _ -> task.checkCancelled());
            if (found.equals(digest)) {
                return content;
            }
        } catch (IOException | RuntimeException e) {
            content.close();
            throw e;
        }
        content.close();
        putAside(digest);
        throw new StoreException(StoreException.Reason.CORRUPT, digest, "was changed in the store: " + digest);
    }

    /// Stores what `in` gives, and tells its digest.
    ///
    /// @throws HostException if the disk is full or read-only
    /// @throws IOException if it cannot be read or stored
    /// @throws CancellationException if the task was cancelled
    public Digest add(InputStream in, Task task) throws IOException {
        try (var incoming = Incoming.create(root)) {
            incoming.copy(in, Long.MAX_VALUE, task);
            return store(incoming, true);
        }
    }

    /// Writes what is to be stored.
    @FunctionalInterface
    public interface Writer {
        /// @param out not buffered
        /// @throws IOException if it cannot be written, or what is to be stored not be read
        void write(OutputStream out) throws IOException;
    }

    /// As [#add(InputStream, Task)], for what can be made again: it is not waited for until it is on the disk. A loss of power
    /// may leave its name with other bytes, which [#open] finds.
    ///
    /// @throws HostException if the disk is full or read-only
    /// @throws IOException as the writer, or if it cannot be stored
    /// @throws CancellationException if the task was cancelled
    public Digest addResult(Writer writer, Task task) throws IOException {
        try (var incoming = Incoming.create(root)) {
            try (var out = incoming.output(task)) {
                writer.write(out);
            }
            return store(incoming, false);
        }
    }

    /// Stores what `in` gives if it is what it should be.
    ///
    /// @param size how many bytes it must have; no more than one beyond them is read
    /// @throws StoreException if it is something else; nothing is stored then
    /// @throws HostException if the disk is full or read-only
    /// @throws IOException if it cannot be read or stored
    /// @throws CancellationException if the task was cancelled
    public void add(Digest expected, long size, InputStream in, Task task) throws IOException {
        try (var incoming = Incoming.create(root)) {
            incoming.copy(in, size, task);
            check(incoming, expected, size);
            store(incoming, true);
        }
    }

    /// As the other method, but goes on where an earlier run was interrupted. What is there of the file stays there when
    /// this run is interrupted, too.
    ///
    /// @throws StoreException if it is something else; nothing is stored then, and nothing kept
    /// @throws HostException if the disk is full or read-only
    /// @throws IOException if it cannot be read or stored
    /// @throws CancellationException if the task was cancelled
    public void resume(Digest expected, long size, Source source, Task task) throws IOException {
        try (var incoming = Incoming.resume(root, expected, size, task)) {
            try (var in = source.from(incoming.written())) {
                incoming.copy(in, size, task);
            }
            incoming.forget();
            check(incoming, expected, size);
            store(incoming, true);
        }
    }

    private static void check(Incoming incoming, Digest expected, long size) throws IOException {
        if (incoming.written() > size) {
            throw new StoreException(StoreException.Reason.UNEXPECTED, expected, "has more than " + size + " bytes");
        }
        var digest = incoming.digest();
        if (!expected.equals(digest) || incoming.written() != size) {
            throw new StoreException(StoreException.Reason.UNEXPECTED, expected, "has " + incoming.written()
                    + " bytes and is " + digest + ", not " + size + " and " + expected);
        }
    }

    /// A file that is there is replaced by its like: it may have been changed, and nobody has noticed yet.
    private Digest store(Incoming incoming, boolean forced) throws IOException {
        var digest = incoming.digest();
        use.adding().lock();
        try {
            incoming.move(path(digest), forced);
        } finally {
            use.adding().unlock();
        }
        return digest;
    }

    /// The result that was remembered for `key`, if its file is in the store.
    ///
    /// @throws IOException if it cannot be read
    public Optional<Digest> result(Digest key) throws IOException {
        return resultIn(place(RESULTS, key)).filter(this::has);
    }

    private static Optional<Digest> resultIn(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var text = new String(in.readNBytes(65), StandardCharsets.US_ASCII).strip();
            return text.matches("[0-9a-f]{64}")
                    ? Optional.of(new Digest(DigestAlgorithm.SHA256, text))
                    : Optional.empty();
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /// Remembers the result of what `key` stands for. Whoever remembers another one later wins.
    ///
    /// @throws HostException if the disk is full or read-only
    /// @throws IOException if it cannot be written
    public void remember(Digest key, Digest result) throws IOException {
        var file = place(RESULTS, key);
        use.adding().lock();
        try {
            Files.createDirectories(file.getParent());
            try (var written = NewFile.create(file, true)) {
                written.channel().write(StandardCharsets.US_ASCII.encode(result.hex()));
                written.complete();
            }
        } catch (IOException e) {
            throw HostException.explained(e, root);
        } finally {
            use.adding().unlock();
        }
    }

    /// The files that are results of something.
    ///
    /// @throws IOException if they cannot be read
    public Set<Digest> results() throws IOException {
        var results = new HashSet<Digest>();
        for (var file : files(root.resolve(RESULTS))) {
            resultIn(file).ifPresent(results::add);
        }
        return results;
    }

    /// All files, in the order of their digests. Their bytes are not verified.
    ///
    /// @throws IOException if they cannot be listed
    public List<Stored> list() throws IOException {
        var all = new ArrayList<Stored>();
        for (var file : files(root.resolve(FILES))) {
            var digest = digestOf(file);
            if (digest != null) {
                try {
                    all.add(new Stored(digest, Files.size(file)));
                } catch (NoSuchFileException _) {
                    // moved aside meanwhile
                }
            }
        }
        return all;
    }

    /// Reads all files and moves aside those that were changed.
    ///
    /// @throws IOException if they cannot be read
    /// @throws CancellationException if the task was cancelled
    public Checked check(Task task) throws IOException {
        var all = list();
        var corrupt = new ArrayList<Digest>();
        long bytes = all.stream().mapToLong(Stored::size).sum();
        try (var meter = task.begin(Activity.CHECK_STORE, bytes)) {
            for (var stored : all) {
                try {
                    open(stored.digest(), task).close();
                } catch (StoreException e) {
                    if (e.reason() == StoreException.Reason.CORRUPT) {
                        corrupt.add(stored.digest());
                    }
                }
                meter.add(stored.size());
            }
        }
        return new Checked(all.size(), bytes, corrupt);
    }

    /// Deletes every file that is not in `kept`, every result whose file is gone, and what interrupted runs left. What the
    /// threads of this process still need has to be in `kept`.
    ///
    /// @return how many bytes were freed
    /// @throws StoreInUseException if another process works with the store
    /// @throws IOException if something cannot be deleted
    /// @throws CancellationException if the task was cancelled
    public long collect(Set<Digest> kept, Task task) throws IOException {
        return use.alone(() -> {
            long freed = 0;
            for (var area : List.of(FILES, Incoming.AREA, CORRUPT)) {
                for (var file : files(root.resolve(area))) {
                    task.checkCancelled();
                    var digest = area.equals(FILES) ? digestOf(file) : null;
                    if (digest == null || !kept.contains(digest)) {
                        freed += Files.size(file);
                        Files.delete(file);
                    }
                }
            }
            for (var file : files(root.resolve(RESULTS))) {
                if (resultIn(file).filter(this::has).isEmpty()) {
                    Files.delete(file);
                }
            }
            return freed;
        });
    }

    private void putAside(Digest digest) {
        try {
            Files.move(path(digest), Files.createDirectories(root.resolve(CORRUPT)).resolve(digest.hex()),
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException _) {
            // another process has moved it, or this one may not; what is said of it stays right
        }
    }

    private Path place(String area, Digest digest) {
        if (digest.algorithm() != DigestAlgorithm.SHA256) {
            throw new IllegalArgumentException("not a SHA-256: " + digest);
        }
        return root.resolve(area).resolve(digest.hex().substring(0, 2)).resolve(digest.hex().substring(2));
    }

    /// What a file is called after, or null if it is none of ours.
    private static @Nullable Digest digestOf(Path file) {
        var hex = String.valueOf(file.getName(file.getNameCount() - 2)) + file.getFileName();
        return hex.matches("[0-9a-f]{64}") ? new Digest(DigestAlgorithm.SHA256, hex) : null;
    }

    private static List<Path> files(Path directory) throws IOException {
        var all = new ArrayList<Path>();
        for (var one : children(directory)) {
            if (Files.isDirectory(one)) {
                all.addAll(Arrays.asList(children(one)));
            } else {
                all.add(one);
            }
        }
        all.removeIf(file -> !Files.isRegularFile(file));
        return all;
    }

    private static Path[] children(Path directory) throws IOException {
        try (var all = Files.list(directory)) {
            return all.sorted().toArray(Path[]::new);
        } catch (NoSuchFileException _) {
            return new Path[0];
        }
    }
}
