package org.selfsame.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FileChangedException;
import org.selfsame.content.Ranges;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// A directory as a tree, by the JDK's own calls: without extended attributes, and without permissions and owners where
/// the host has none. A device, FIFO or socket is refused, as these calls do not tell which it is.
final class PortableTree implements HostTree.Source {
    private final Entry.Directory root;
    private final boolean unix;
    private final Map<Object, Long> linked = new HashMap<>();

    private PortableTree(Path path) throws IOException {
        unix = path.getFileSystem().supportedFileAttributeViews().contains("unix");
        var attributes = attributes(path);
        root = new HostDirectoryEntry(path, Name.of(""), State.of(attributes), metadata(path, attributes));
    }

    /// Opens the directory at a path without symbolic links.
    static PortableTree open(Path path) throws IOException {
        return new PortableTree(path);
    }

    @Override
    public Entry.Directory root() {
        return root;
    }

    @Override
    public void close() {
        // files are open only while they are read
    }

    private record State(long size, FileTime modified, @Nullable Object key, boolean directory) {

        static State of(Path path) throws IOException {
            return of(attributes(path));
        }

        static State of(BasicFileAttributes attributes) {
            return new State(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey(),
                    attributes.isDirectory());
        }
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException _) {
            throw new FileChangedException(path);
        }
    }

    private Metadata metadata(Path path, BasicFileAttributes attributes) throws IOException {
        var builder = Metadata.builder().modified(attributes.lastModifiedTime().toInstant());
        if (unix) {
            var all = Files.readAttributes(path, "unix:mode,uid,gid,nlink,dev,ino", LinkOption.NOFOLLOW_LINKS);
            builder.permissions((int) number(all, "mode") & 07777).owner(number(all, "uid"), number(all, "gid"));
            if (!attributes.isDirectory() && number(all, "nlink") > 1) {
                var key = List.of(number(all, "dev"), number(all, "ino"));
                synchronized (linked) {
                    builder.inode(linked.computeIfAbsent(key, _ -> linked.size() + 1L));
                }
            }
        }
        return builder.build();
    }

    private static long number(Map<String, Object> attributes, String name) {
        var value = Objects.requireNonNull(attributes.get(name));
        return value instanceof Integer small ? Integer.toUnsignedLong(small) : ((Number) value).longValue();
    }

    private Entry entry(Path path) throws IOException {
        var name = Name.of(path.getFileName().toString());
        var attributes = attributes(path);
        if (attributes.isDirectory()) {
            return new HostDirectoryEntry(path, name, State.of(attributes), metadata(path, attributes));
        }
        if (attributes.isSymbolicLink()) {
            return new Entry.Symlink(name, metadata(path, attributes),
                    Name.of(Files.readSymbolicLink(path).toString()));
        }
        if (attributes.isRegularFile()) {
            return new HostFileEntry(path, name, State.of(attributes), metadata(path, attributes));
        }
        throw new FileSystemException(path.toString(), null, "is neither a file, a directory nor a symbolic link");
    }

    private final class HostDirectoryEntry implements Entry.Directory {
        private final Path path;
        private final Name name;
        private final State state;
        private final Metadata metadata;

        HostDirectoryEntry(Path path, Name name, State state, Metadata metadata) {
            this.path = path;
            this.name = name;
            this.state = state;
            this.metadata = metadata;
        }

        @Override
        public Name name() {
            return name;
        }

        @Override
        public Metadata metadata() {
            return metadata;
        }

        @Override
        public List<Entry> children() throws IOException {
            var children = new ArrayList<Entry>();
            try (var paths = Files.newDirectoryStream(path)) {
                for (var child : paths) {
                    children.add(entry(child));
                }
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
            if (!State.of(path).equals(state)) {
                throw new FileChangedException(path);
            }
            children.sort(Comparator.comparing(Entry::name));
            return children;
        }
    }

    private record HostFileEntry(Path path, Name name, State state, Metadata metadata)
            implements
                Entry.File,
                Content {

        @Override
        public long size() {
            return state.size();
        }

        @Override
        public Content content() {
            return this;
        }

        @Override
        public void read(long offset, byte[] target, int targetOffset, int length) throws IOException {
            Ranges.check("file", offset, length, size());
            try (var channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                var piece = ByteBuffer.wrap(target, targetOffset, length);
                while (piece.hasRemaining()) {
                    if (channel.read(piece, offset + piece.position() - targetOffset) < 0) {
                        throw new FileChangedException(path);
                    }
                }
            } catch (NoSuchFileException _) {
                throw new FileChangedException(path);
            }
            if (!State.of(path).equals(state)) {
                throw new FileChangedException(path);
            }
        }
    }
}
