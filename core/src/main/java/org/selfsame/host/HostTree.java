package org.selfsame.host;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.selfsame.content.FileChangedException;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Tree;

/// A directory of this computer as a tree. Symbolic links are entries, and never followed; what is mounted inside belongs
/// to the tree.
///
/// An entry has its permissions, numeric owner, time of modification and extended attributes, as far as the host tells
/// them. Names of one file share a [org.selfsame.tree.Metadata#inode]; it is a number of this tree's own. Access, change
/// and birth times, inode numbers and numbers of links tell of this computer and not of the tree, and are left out.
///
/// Directories, attributes and bytes are read when they are asked for. What is not any more as it was when it was listed
/// (another file, other size, other time of modification) gives a [FileChangedException] that names it. Few files are open
/// at a time. Thread-safe.
public final class HostTree implements Closeable {
    private final Source source;

    /// A way to read a directory of the host.
    interface Source extends Closeable {
        Entry.Directory root();
    }

    private HostTree(Source source) {
        this.source = source;
    }

    /// Loads and links what reading and writing trees needs of the host, which takes a tenth of a second at the start of a
    /// program: to be called on a thread of its own, while arguments are parsed or an image is opened. Nothing depends on its
    /// being done.
    public static void warmUp() {
        LinuxCalls.warmUp();
    }

    /// Opens the directory at `path`, which may be a symbolic link to one.
    ///
    /// @throws NotDirectoryException if there is something else
    /// @throws IOException if there is nothing, or it cannot be read
    public static HostTree open(Path path) throws IOException {
        return open(path, !LinuxCalls.isAvailable());
    }

    /// As [#open], for those who have no use for extended attributes: asking for them takes a call for each entry.
    ///
    /// @throws IOException as [#open]
    public static HostTree openWithoutXattrs(Path path) throws IOException {
        return open(path, !LinuxCalls.isAvailable(), false);
    }

    /// @param portable whether to use nothing but the JDK's own file calls
    static HostTree open(Path path, boolean portable) throws IOException {
        return open(path, portable, true);
    }

    private static HostTree open(Path path, boolean portable, boolean xattrs) throws IOException {
        var real = path.toRealPath();
        if (!Files.isDirectory(real)) {
            throw new NotDirectoryException(path.toString());
        }
        return new HostTree(portable ? PortableTree.open(real) : LinuxTree.open(real, xattrs));
    }

    /// The tree; it can be read until this is closed.
    public Tree tree() {
        return new Tree(source.root());
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
