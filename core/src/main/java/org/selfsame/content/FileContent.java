package org.selfsame.content;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A regular file, opened once. Every use of it (digest, listing, extraction) reads from the same open file.
///
/// Reads are positioned reads, not a memory map: a map turns a file that is cut short while we read into a fault of
/// the whole virtual machine, and counts every page that was read as memory of ours (docs/decisions/0002).
public final class FileContent implements Content, Closeable {
    /// The largest read that goes to the file in one piece; bounds the direct buffer that the JDK keeps a thread.
    private static final int PIECE = 1 << 20;

    private final Path path;
    private final FileChannel channel;
    private final State opened;

    private FileContent(Path path, FileChannel channel, State opened) {
        this.path = path;
        this.channel = channel;
        this.opened = opened;
    }

    /// Opens the file at `path`; symbolic links are followed.
    ///
    /// @throws NotAFileException if there is something else than a regular file (opening a FIFO would block)
    /// @throws IOException if there is nothing, or it cannot be read
    public static FileContent open(Path path) throws IOException {
        var attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new NotAFileException(path, attributes.isDirectory());
        }
        var before = State.of(path, attributes.size());
        var channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            var opened = State.of(path, channel.size());
            if (!opened.isSame(before)) {
                // another file may have been there for the moment in which it was opened
                throw new FileChangedException(path);
            }
            return new FileContent(path, channel, opened);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /// The path that the file was opened by.
    public Path path() {
        return path;
    }

    @Override
    public long size() {
        return opened.size();
    }

    @Override
    public void read(long offset, byte[] target, int targetOffset, int length) throws IOException {
        Ranges.check("file", offset, length, size());
        for (int done = 0; done < length;) {
            var piece = ByteBuffer.wrap(target, targetOffset + done, Math.min(PIECE, length - done));
            int count = channel.read(piece, offset + done);
            if (count < 0) {
                throw new FileChangedException(path);
            }
            done += count;
        }
    }

    /// Whether the file was replaced, resized or written to since it was opened, as far as the host's file system
    /// tells: identity, size, modification and change time.
    public boolean hasChanged() {
        try {
            return !State.of(path, channel.size()).isSame(opened);
        } catch (IOException _) {
            // gone, or not ours to read any more: not the file that was opened
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /// What must stay the same while the file is in use.
    private record State(long size, FileTime modified, @Nullable Object changed, @Nullable Object key) {

        static State of(Path path, long openSize) throws IOException {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            Object changed = path.getFileSystem().supportedFileAttributeViews().contains("unix")
                    ? Files.getAttribute(path, "unix:ctime", new LinkOption[0])
                    : null;
            if (attributes.size() != openSize) {
                throw new FileChangedException(path);
            }
            return new State(openSize, attributes.lastModifiedTime(), changed, attributes.fileKey());
        }

        /// Field by field: the `equals` of a record is put together when it is first called, and the digest of the file
        /// would wait for that.
        boolean isSame(State other) {
            return size == other.size && modified.equals(other.modified) && Objects.equals(changed, other.changed)
                    && Objects.equals(key, other.key);
        }
    }
}
