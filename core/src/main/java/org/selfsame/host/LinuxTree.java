package org.selfsame.host;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.selfsame.content.Content;
import org.selfsame.content.FileChangedException;
import org.selfsame.content.Ranges;
import org.selfsame.host.LinuxReads.Status;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// A directory on Linux as a tree. Everything is read relative to the open directory, so that neither a rename nor a
/// symbolic link can lead elsewhere.
final class LinuxTree implements HostTree.Source {
    private static final Name ITSELF = Name.of(".");

    private final Path path;
    private final Handles handles;
    private final Entry.Directory root;
    private final Map<Identity, Long> linked = new HashMap<>();
    private final boolean xattrs;

    private LinuxTree(Path path, int descriptor, boolean xattrs) throws IOException {
        this.path = path;
        this.xattrs = xattrs;
        var where = Where.target();
        handles = new Handles(where, descriptor);
        try {
            var reads = LinuxReads.forThread();
            var status = reads.status(descriptor);
            var metadata = status.metadata().xattrs(attributes(reads, descriptor, ITSELF)).build();
            root = new HostDirectoryEntry(where, status, metadata);
        } catch (HostException e) {
            handles.close();
            throw told(e, where);
        }
    }

    /// Opens the directory at a path without symbolic links.
    static LinuxTree open(Path path, boolean xattrs) throws IOException {
        var charset = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
        try {
            return new LinuxTree(path, LinuxCalls.forThread().openDirectory(path.toString().getBytes(charset)),
                    xattrs);
        } catch (HostException e) {
            throw e.error() == HostError.NOT_PERMITTED ? new AccessDeniedException(path.toString()) : e;
        }
    }

    private record Identity(long device, long inode) {}

    @Override
    public Entry.Directory root() {
        return root;
    }

    @Override
    public void close() {
        handles.close();
    }

    /// The same number for all names of a file, counted in the order in which they are met.
    private long identity(Status status) {
        if (status.links() < 2) {
            return 0;
        }
        synchronized (linked) {
            return linked.computeIfAbsent(new Identity(status.device(), status.inode()), _ -> linked.size() + 1L);
        }
    }

    private SortedMap<Name, byte[]> attributes(LinuxReads reads, int directory, Name name) throws HostException {
        return xattrs ? reads.attributes(directory, name) : Collections.emptySortedMap();
    }

    private Entry entry(LinuxReads reads, int directory, Name name, Where where) throws IOException {
        var status = reads.status(directory, name);
        var metadata = status.metadata().xattrs(attributes(reads, directory, name));
        if (status.type() == LinuxCalls.DIRECTORY) {
            return new HostDirectoryEntry(where, status, metadata.build());
        }
        var complete = metadata.inode(identity(status)).build();
        return switch (status.type()) {
            case LinuxCalls.REGULAR -> new HostFileEntry(where, status, complete);
            case LinuxCalls.SYMLINK -> new Entry.Symlink(name, complete, reads.target(directory, name));
            case LinuxCalls.FIFO -> new Entry.Fifo(name, complete);
            case LinuxCalls.SOCKET -> new Entry.Socket(name, complete);
            case LinuxCalls.CHARACTER_DEVICE, LinuxCalls.BLOCK_DEVICE -> new Entry.Device(name, complete,
                    status.type() == LinuxCalls.BLOCK_DEVICE, status.major(), status.minor());
            default -> throw new FileSystemException(place(where).toString(), null, "is of no type that is known");
        };
    }

    /// A problem with what is at `where`, as one that names it.
    private IOException told(HostException problem, Where where) {
        if (LinuxReads.isGone(problem)) {
            return new FileChangedException(place(where));
        }
        var named = place(where).toString();
        var told = problem.error() == HostError.NOT_PERMITTED
                ? new AccessDeniedException(named)
                : new FileSystemException(named, null, problem.getMessage());
        told.initCause(problem);
        return told;
    }

    private Path place(Where where) {
        return path.resolve(where.path());
    }

    private final class HostDirectoryEntry implements Entry.Directory {
        private final Where where;
        private final Status status;
        private final Metadata metadata;

        HostDirectoryEntry(Where where, Status status, Metadata metadata) {
            this.where = where;
            this.status = status;
            this.metadata = metadata;
        }

        @Override
        public Name name() {
            return where.name();
        }

        @Override
        public Metadata metadata() {
            return metadata;
        }

        @Override
        public List<Entry> children() throws IOException {
            var at = where;
            try (var handle = handles.directory(where)) {
                var reads = LinuxReads.forThread();
                List<Name> names;
                // the place in an open directory is one for all that use it
                synchronized (handle) {
                    boolean again = handle.listed;
                    handle.listed = true;
                    names = reads.names(handle.descriptor, again);
                }
                names.sort(null);
                var children = new ArrayList<Entry>(names.size());
                for (var name : names) {
                    at = where.child(name);
                    children.add(entry(reads, handle.descriptor, name, at));
                }
                at = where;
                if (!reads.status(handle.descriptor).isUnchanged(status)) {
                    throw new FileChangedException(place(where));
                }
                return children;
            } catch (HostException e) {
                throw told(e, at);
            }
        }
    }

    private final class HostFileEntry implements Entry.File, Content {
        private final Where where;
        private final Status status;
        private final Metadata metadata;

        HostFileEntry(Where where, Status status, Metadata metadata) {
            this.where = where;
            this.status = status;
            this.metadata = metadata;
        }

        @Override
        public Name name() {
            return where.name();
        }

        @Override
        public Metadata metadata() {
            return metadata;
        }

        @Override
        public long size() {
            return status.size();
        }

        @Override
        public Content content() {
            return this;
        }

        @Override
        public void read(long offset, byte[] target, int targetOffset, int length) throws IOException {
            Ranges.check("file", offset, length, size());
            try (var handle = length == size() ? handles.fileOnce(where) : handles.file(where)) {
                var reads = LinuxReads.forThread();
                for (int done = 0; done < length;) {
                    int count = reads.read(handle.descriptor, offset + done, target, targetOffset + done,
                            length - done);
                    if (count == 0) {
                        throw new FileChangedException(place(where));
                    }
                    done += count;
                }
                check(reads.status(handle.descriptor));
            } catch (HostException e) {
                throw told(e, where);
            }
        }

        /// Bytes that were read before a change was seen are the old ones.
        private void check(Status now) throws FileChangedException {
            if (!now.isTheSame(status)) {
                throw new FileChangedException(place(where));
            }
        }

        @Override
        public long nextData(long offset) throws IOException {
            if (offset >= size()) {
                return size();
            }
            try (var handle = handles.file(where)) {
                var reads = LinuxReads.forThread();
                long data = reads.nextData(handle.descriptor, offset, size());
                if (data == size()) {
                    // nothing of the rest is read, by which a change would be noticed
                    check(reads.status(handle.descriptor));
                }
                return data;
            } catch (HostException e) {
                throw told(e, where);
            }
        }
    }
}
