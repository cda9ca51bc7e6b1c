package org.selfsame.normalize;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.selfsame.content.Content;
import org.selfsame.host.Extraction;
import org.selfsame.host.ExtractionOptions;
import org.selfsame.host.HostError;
import org.selfsame.host.HostException;
import org.selfsame.host.Removal;
import org.selfsame.host.Stop;
import org.selfsame.task.Task;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// Makes a directory of this computer what a draft of it has become. Each file is replaced whole, by a new one with the
/// metadata of the old; links to it lead to the new one. Who can change the directory meanwhile can lead this astray.
public final class InPlace {
    private static final PosixFilePermission[] BITS = {PosixFilePermission.OTHERS_EXECUTE,
            PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_READ, PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_READ, PosixFilePermission.OWNER_EXECUTE,
            PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_READ};

    private static final boolean HAS_UNIX = FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

    private final Path root;
    private final Task task;
    private final Map<Long, Path> written = new HashMap<>();

    /// @param root the directory that the draft is one of
    public InPlace(Path root, Task task) {
        this.root = root;
        this.task = task;
    }

    /// Removes, replaces and changes what the draft has another way.
    ///
    /// @throws HostException if the host refuses something; what was done before stays done
    /// @throws IOException if a content cannot be read
    public void apply(Draft draft) throws IOException {
        for (var node : draft.removed()) {
            Removal.of(path(node));
        }
        var nodes = draft.all();
        for (var node : nodes) {
            task.checkCancelled();
            if (node.isRewritten()) {
                replace(node);
            }
        }
        // directories last: their times change with what is in them
        for (var node : nodes.reversed()) {
            attributes(node);
        }
    }

    /// Replaces one file, and keeps its metadata.
    ///
    /// @throws HostException if the host refuses
    /// @throws IOException if a content cannot be read
    public static void file(Path file, Metadata metadata, Content content, Task task) throws IOException {
        try (var aside = Aside.of(file)) {
            if (metadata.xattrs().isEmpty() && HAS_UNIX) {
                plain(aside.path(), metadata, content);
            } else {
                extract(aside, metadata, content, task);
            }
            aside.replace(file);
        }
    }

    private static void extract(Aside aside, Metadata metadata, Content content, Task task) throws IOException {
        var options = ExtractionOptions.usual().intoNonEmpty(true);
        var entry = MemoryTree.file(Name.of(Aside.NAME), metadata.with().inode(0).build(), content);
        var result = new Extraction(options, task).entry(entry, aside.directory());
        if (result.stop() instanceof Stop.Cancelled) {
            throw new CancellationException();
        }
        if (result.stop() instanceof Stop.HostFailed host) {
            throw host.problem();
        }
        if (!result.failures().isEmpty()) {
            var problem = result.failures().getFirst().problem();
            throw problem == null ? new HostException(HostError.OTHER, aside.path().toString()) : problem;
        }
        if (!result.isComplete() || !result.lost().isEmpty()) {
            throw new HostException(HostError.NOT_SUPPORTED, aside.path() + " would lose some of its metadata");
        }
        try (var channel = FileChannel.open(aside.path(), StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException _) {
            // its own permissions forbid it, or the host has it for writers only
        }
    }

    /// As [#file], for one without extended attributes, which the JDK can write alone.
    private static void plain(Path part, Metadata metadata, Content content) throws IOException {
        try (var channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            Scratch.copy(content, Channels.newOutputStream(channel));
            channel.force(true);
        }
        var owner = metadata.owner();
        if (owner != null) {
            own(part, "unix:uid", owner.user());
            own(part, "unix:gid", owner.group());
        }
        if (metadata.permissions() >= 0) {
            Files.setAttribute(part, "unix:mode", metadata.permissions());
        }
        var modified = metadata.modified();
        if (modified != null) {
            Files.setLastModifiedTime(part, FileTime.from(modified));
        }
    }

    private static void own(Path file, String attribute, long owner) throws IOException {
        if (!Files.getAttribute(file, attribute).equals((int) owner)) {
            Files.setAttribute(file, attribute, (int) owner);
        }
    }

    private void replace(Draft.Node node) throws IOException {
        var path = path(node);
        long inode = node.metadata().inode();
        var first = inode == 0 ? null : written.putIfAbsent(inode, path);
        if (first == null) {
            file(path, node.metadata(), node.content(), task);
            return;
        }
        try (var aside = Aside.of(path)) {
            Files.createLink(aside.path(), first);
            aside.replace(path);
        }
    }

    /// Sets what the draft changed, and the times of directories that were changed by changing what is in them.
    private void attributes(Draft.Node node) throws IOException {
        var path = path(node);
        var view = Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        int permissions = node.metadata().permissions();
        boolean changed = permissions >= 0 && permissions != node.entry().metadata().permissions();
        // to set permissions means to follow links
        if (changed && !view.readAttributes().isSymbolicLink()) {
            Files.setPosixFilePermissions(path, permissions(permissions));
            if (permissions > 0777) {
                Files.setAttribute(path, "unix:mode", permissions, LinkOption.NOFOLLOW_LINKS);
            }
        }
        var modified = node.metadata().modified();
        if (modified != null && !view.readAttributes().lastModifiedTime().toInstant().equals(modified)) {
            view.setTimes(FileTime.from(modified), null, null);
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        var permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int i = 0; i < BITS.length; i++) {
            if ((mode >> i & 1) != 0) {
                permissions.add(BITS[i]);
            }
        }
        return permissions;
    }

    private Path path(Draft.Node node) throws HostException {
        var names = new ArrayDeque<Name>();
        for (var at = node; at != null && at.parent() != null; at = at.parent()) {
            names.push(at.name());
        }
        var path = root;
        for (var name : List.copyOf(names)) {
            if (!name.isPlain() || !name.isUtf8()) {
                throw new HostException(HostError.NAME_NOT_STORABLE, node.path());
            }
            path = path.resolve(name.toString());
        }
        return path;
    }
}
