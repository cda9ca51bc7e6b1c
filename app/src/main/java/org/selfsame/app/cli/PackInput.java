package org.selfsame.app.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.FileChangedException;
import org.selfsame.format.Address;
import org.selfsame.format.Place;
import org.selfsame.host.HostTree;
import org.selfsame.task.Task;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Tree;

/// What is packed: a directory of this computer, a directory in an image, or all of an image.
final class PackInput implements Closeable {
    private final @Nullable Path directory;
    private final @Nullable Place place;
    private final Closeable open;
    private final Tree tree;

    private PackInput(@Nullable Path directory, @Nullable Place place, Closeable open, Tree tree) {
        this.directory = directory;
        this.place = place;
        this.open = open;
        this.tree = tree;
    }

    /// Opens what `address` names.
    ///
    /// @throws UsageException if it is a link or a special file in an image
    /// @throws IOException if it leads nowhere or cannot be read
    static PackInput open(String address) throws IOException {
        return open(address, true);
    }

    /// As [#open(String)].
    ///
    /// @param xattrs whether the extended attributes of a directory of this computer are wanted
    static PackInput open(String address, boolean xattrs) throws IOException {
        var directory = directory(address);
        if (directory != null) {
            var host = xattrs ? HostTree.open(directory) : HostTree.openWithoutXattrs(directory);
            return new PackInput(directory, null, host, host.tree());
        }
        var place = Address.resolve(address, Limits.DEFAULT);
        try {
            if (place.entry() instanceof Entry.File) {
                place.close();
                place = Address.resolve(address + "!/", Limits.DEFAULT);
            }
            if (place.shown().entry() instanceof Entry.Directory root) {
                return new PackInput(null, place, place, new Tree(root));
            }
            throw new UsageException("error.pack.no-directory", address);
        } catch (IOException | RuntimeException e) {
            place.close();
            throw e;
        }
    }

    /// The directory of this computer that `address` is, or null.
    static @Nullable Path directory(String address) {
        try {
            var path = Path.of(address);
            return !address.isEmpty() && Files.isDirectory(path) ? path : null;
        } catch (InvalidPathException _) {
            return null;
        }
    }

    Tree tree() {
        return tree;
    }

    /// Whether it is a directory of this computer.
    boolean isDirectory() {
        return directory != null;
    }

    /// Whether a file would lie in the directory that is packed.
    boolean holds(Path file) throws IOException {
        var parent = file.toAbsolutePath().getParent();
        return directory != null && parent != null && Files.exists(parent)
                && parent.toRealPath().startsWith(directory.toRealPath());
    }

    /// That the end of an image on the way is missing, or null if none says so. SquashFS images that are cut are not opened.
    ///
    /// @throws IOException if the image cannot be read
    @Nullable
    Anomaly truncation(Task task) throws IOException {
        if (place == null) {
            return null;
        }
        for (var step : place.steps().isEmpty() ? List.of(place.shown()) : place.steps()) {
            if (!step.reader().format().equals("squashfs")) {
                for (var anomaly : step.reader().anomalies(task)) {
                    if (anomaly.code().endsWith(".truncated")) {
                        return anomaly;
                    }
                }
            }
        }
        return null;
    }

    /// @throws FileChangedException if the image was changed since it was opened; a directory finds out by itself
    void checkUnchanged() throws FileChangedException {
        if (place != null && place.file().hasChanged()) {
            throw new FileChangedException(place.file().path());
        }
    }

    @Override
    public void close() throws IOException {
        open.close();
    }
}
