package org.selfsame.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.content.FileContent;
import org.selfsame.host.NewFile;
import org.selfsame.task.Task;

/// A directory of files by their SHA-256, and of results by the key of what made them. Any number of processes may use one
/// at the same time: a file gets its name when it is complete and on the disk, and is never changed.
///
/// ```
/// sha256/ab/cdef…    a file
/// result/ab/cdef…    the SHA-256 of the result that a key has, as 64 digits
/// corrupt/…          files whose bytes had changed
/// ```
public final class Store {
    private final Path root;

    private Store(Path root) {
        this.root = root;
    }

    /// The store in `root`, which is made if it is not there.
    ///
    /// @throws IOException if it cannot be made
    public static Store open(Path root) throws IOException {
        Files.createDirectories(root.resolve("sha256"));
        Files.createDirectories(root.resolve("result"));
        return new Store(root.toAbsolutePath());
    }

    /// Where it lies.
    public Path root() {
        return root;
    }

    /// Where the file with this digest lies, if it is there. Its bytes are not verified.
    public Path path(Digest digest) {
        return place("sha256", digest);
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
        if (!has(digest)) {
            throw new StoreException(StoreException.Reason.MISSING, digest, "not in the store: " + digest);
        }
        var content = FileContent.open(path(digest));
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
    /// @throws IOException if it cannot be read or stored
    /// @throws CancellationException if the task was cancelled
    public Digest add(InputStream in, Task task) throws IOException {
        return add(in, null, -1, task);
    }

    /// Stores what `in` gives if it is what it should be.
    ///
    /// @param size how many bytes it must have; no more than one beyond them is read
    /// @throws StoreException if it is something else; nothing is stored then
    /// @throws IOException if it cannot be read or stored
    /// @throws CancellationException if the task was cancelled
    public void add(Digest expected, long size, InputStream in, Task task) throws IOException {
        add(in, expected, size, task);
    }

    private Digest add(InputStream in, @Nullable Digest expected, long size, Task task) throws IOException {
        var incoming = Files.createTempFile(Files.createDirectories(root.resolve("incoming")), "", "");
        try {
            var sha256 = sha256();
            long written;
            try (var out = FileChannel.open(incoming, StandardOpenOption.WRITE)) {
                var digested = new DigestInputStream(in, sha256);
                written = copy(digested, Channels.newOutputStream(out), size < 0 ? Long.MAX_VALUE : size + 1, task);
                out.force(true);
            }
            var digest = Digest.of(DigestAlgorithm.SHA256, sha256.digest());
            if (expected != null && (!expected.equals(digest) || written != size)) {
                throw new StoreException(StoreException.Reason.UNEXPECTED, expected,
                        written > size
                                ? "has more than " + size + " bytes"
                                : "has " + written + " bytes and is " + digest + ", not " + size + " and " + expected);
            }
            if (!has(digest)) {
                Files.createDirectories(path(digest).resolveSibling("."));
                Files.move(incoming, path(digest), StandardCopyOption.ATOMIC_MOVE);
            }
            return digest;
        } finally {
            Files.deleteIfExists(incoming);
        }
    }

    private static long copy(InputStream in, OutputStream out, long most, Task task) throws IOException {
        var buffer = new byte[1 << 16];
        long done = 0;
        while (done < most) {
            task.checkCancelled();
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, most - done));
            if (read < 0) {
                break;
            }
            out.write(buffer, 0, read);
            done += read;
        }
        return done;
    }

    /// The result that was remembered for `key`, if its file is in the store.
    ///
    /// @throws IOException if it cannot be read
    public Optional<Digest> result(Digest key) throws IOException {
        var file = place("result", key);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        var text = Files.readString(file, StandardCharsets.US_ASCII).strip();
        if (!text.matches("[0-9a-f]{64}")) {
            return Optional.empty();
        }
        return Optional.of(new Digest(DigestAlgorithm.SHA256, text)).filter(this::has);
    }

    /// Remembers the result of what `key` stands for. Whoever remembers another one later wins.
    ///
    /// @throws IOException if it cannot be written
    public void remember(Digest key, Digest result) throws IOException {
        var file = place("result", key);
        Files.createDirectories(file.resolveSibling("."));
        try (var written = NewFile.create(file, true)) {
            written.channel().write(StandardCharsets.US_ASCII.encode(result.hex()));
            written.complete();
        }
    }

    /// Deletes every file that is not in `kept`, every result whose file is gone, and what interrupted runs left.
    ///
    /// @return how many bytes were freed
    /// @throws IOException if something cannot be deleted
    public long collect(Set<Digest> kept, Task task) throws IOException {
        long freed = 0;
        for (var area : List.of("sha256", "incoming", "corrupt")) {
            for (var file : files(root.resolve(area))) {
                task.checkCancelled();
                if (!area.equals("sha256") || !kept.contains(digestOf(area, file))) {
                    freed += Files.size(file);
                    Files.delete(file);
                }
            }
        }
        for (var file : files(root.resolve("result"))) {
            if (result(digestOf("result", file)).isEmpty()) {
                Files.delete(file);
            }
        }
        return freed;
    }

    private void putAside(Digest digest) throws IOException {
        var corrupt = Files.createDirectories(root.resolve("corrupt"));
        Files.move(path(digest), corrupt.resolve(digest.hex()), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path place(String area, Digest digest) {
        if (digest.algorithm() != DigestAlgorithm.SHA256) {
            throw new IllegalArgumentException("not a SHA-256: " + digest);
        }
        return root.resolve(area).resolve(digest.hex().substring(0, 2)).resolve(digest.hex().substring(2));
    }

    private Digest digestOf(String area, Path file) {
        return new Digest(DigestAlgorithm.SHA256,
                root.resolve(area).relativize(file).toString().replace(file.getFileSystem().getSeparator(), ""));
    }

    private static List<Path> files(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (var all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
