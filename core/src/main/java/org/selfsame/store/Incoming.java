package org.selfsame.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.SummedOutput;
import org.selfsame.host.HostException;
import org.selfsame.task.Task;

/// A file that is being added: it has no name in the store yet. Closed before it has one, it is deleted, or kept to be gone
/// on with if its digest was known.
final class Incoming implements Closeable {
    static final String AREA = "incoming";
    private static final int PIECE = 1 << 16;

    private final Path root;
    private final Path file;
    private final FileChannel channel;
    private final MessageDigest started = DigestAlgorithm.SHA256.start();
    private @Nullable Digest digest;
    private long written;
    private boolean kept;
    private boolean moved;

    private Incoming(Path root, Path file, FileChannel channel, boolean kept) {
        this.root = root;
        this.file = file;
        this.channel = channel;
        this.kept = kept;
    }

    static Incoming create(Path root) throws IOException {
        try {
            var file = Files.createTempFile(Files.createDirectories(root.resolve(AREA)), "", "");
            return new Incoming(root, file, FileChannel.open(file, StandardOpenOption.WRITE), false);
        } catch (IOException e) {
            throw HostException.explained(e, root);
        }
    }

    /// Goes on with what an earlier run has left of a file. Two runs at a time do not share one.
    static Incoming resume(Path root, Digest expected, long size, Task task) throws IOException {
        try {
            var file = Files.createDirectories(root.resolve(AREA)).resolve(expected.hex());
            var channel = FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ,
                    StandardOpenOption.WRITE));
            // another run may have given it its name meanwhile
            if (!isAlone(channel) || !Files.exists(file)) {
                channel.close();
                return create(root);
            }
            var incoming = new Incoming(root, file, channel, true);
            try {
                incoming.takeUp(size, task);
            } catch (IOException | RuntimeException e) {
                incoming.close();
                throw e;
            }
            return incoming;
        } catch (IOException e) {
            throw HostException.explained(e, root);
        }
    }

    /// The lock is let go with the channel.
    private static boolean isAlone(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    private void takeUp(long size, Task task) throws IOException {
        if (channel.size() > size) {
            channel.truncate(0);
        }
        var buffer = ByteBuffer.allocate(PIECE);
        while (channel.read(buffer) >= 0) {
            task.checkCancelled();
            started.update(buffer.flip());
            written += buffer.limit();
            buffer.clear();
        }
    }

    /// How many bytes are there.
    long written() {
        return written;
    }

    /// Adds what `in` gives.
    ///
    /// @param size how many bytes the file should have; no more than one beyond them is read
    void copy(InputStream in, long size, Task task) throws IOException {
        var buffer = new byte[PIECE];
        while (written <= size) {
            task.checkCancelled();
            long most = size - written < PIECE ? size - written + 1 : PIECE;
            int read = in.read(buffer, 0, (int) Math.min(PIECE, most));
            if (read < 0) {
                return;
            }
            write(ByteBuffer.wrap(buffer, 0, read));
            started.update(buffer, 0, read);
            written += read;
        }
    }

    /// Adds what is written to it; the digest is computed on a thread of its own. It is to be closed before anything else is
    /// done with this.
    OutputStream output(Task task) {
        return new Output(task);
    }

    private final class Output extends OutputStream {
        private final Task task;
        private final OutputStream summed = new SummedOutput(channel, started);

        Output(Task task) {
            this.task = task;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[]{(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            task.checkCancelled();
            try {
                summed.write(bytes, offset, length);
            } catch (IOException e) {
                throw HostException.explained(e, root);
            }
            written += length;
        }

        @Override
        public void close() throws IOException {
            summed.close();
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw HostException.explained(e, root);
        }
    }

    /// The digest of what was added. Nothing can be added after that.
    Digest digest() {
        if (digest == null) {
            digest = Digest.of(DigestAlgorithm.SHA256, started.digest());
        }
        return digest;
    }

    /// Says that nothing is to be kept of it for another run.
    void forget() {
        kept = false;
    }

    /// Gives the file its name.
    ///
    /// @param forced whether it must be on the disk before
    void move(Path target, boolean forced) throws IOException {
        try {
            protect();
            if (forced) {
                channel.force(true);
            }
            Files.createDirectories(target.getParent());
            // after a loss of power the name may be missing, but never what it names, if that was forced
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
            moved = true;
        } catch (IOException e) {
            throw HostException.explained(e, root);
        }
    }

    /// Everybody may read it, and nobody change it.
    private void protect() throws IOException {
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(PosixFilePermissions.fromString("r--r--r--"));
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (!moved && !kept) {
                Files.deleteIfExists(file);
            }
        } finally {
            channel.close();
        }
    }
}
