package org.selfsame.app.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.selfsame.compare.Side;
import org.selfsame.content.Content;
import org.selfsame.format.Address;
import org.selfsame.format.Place;
import org.selfsame.host.HostTree;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Text;
import org.selfsame.tree.Tree;

/// The two things to compare: files, files in images, directories in images, or directories of this computer.
final class CompareSides implements Closeable {
    private static final String OF_HOST = "directory";

    private final One left;
    private final One right;

    private CompareSides(One left, One right) {
        this.left = left;
        this.right = right;
    }

    /// A side, as it was named.
    ///
    /// @param file of the host that it lies in, or the directory of the host that it is
    /// @param place where it lies, or null if it is a directory of the host
    /// @param content its bytes, or null if it has none
    /// @param tree what is in it, or null if it is no directory
    /// @param open what to close
    private record One(String address, Path file, @Nullable Place place, @Nullable Content content, @Nullable Tree tree,
            Closeable open) implements Closeable {
        static One of(String address) throws IOException {
            var directory = PackInput.directory(address);
            if (directory != null) {
                var host = HostTree.open(directory);
                return new One(address, directory, null, null, host.tree(), host);
            }
            var place = Address.resolve(address, Limits.DEFAULT);
            try {
                var tree = place.entry() instanceof Entry.Directory root ? new Tree(root) : null;
                return new One(address, place.file().path(), place, place.content(), tree, place);
            } catch (IOException e) {
                place.close();
                throw e;
            }
        }

        String format() {
            return place == null ? OF_HOST : place.steps().getLast().reader().format();
        }

        /// The part of the address that leads into the file.
        String inside() {
            if (place == null || place.steps().isEmpty()) {
                return "";
            }
            return Text.harmless(address.startsWith(file.toString())
                    ? address.substring(file.toString().length())
                    : "!" + place.path());
        }

        @Override
        public void close() throws IOException {
            open.close();
        }
    }

    /// Opens both.
    ///
    /// @throws IOException if one leads nowhere or cannot be opened
    static CompareSides open(String left, String right) throws IOException {
        var first = One.of(left);
        try {
            return new CompareSides(first, One.of(right));
        } catch (IOException e) {
            first.close();
            throw e;
        }
    }

    /// Why the two cannot be compared, or null.
    @Nullable
    String problem() {
        for (var side : Side.values()) {
            if (one(side).content() == null && one(side).tree() == null) {
                return Messages.text("error.compare.no-bytes", printable(side));
            }
        }
        if ((left.content() == null) != (right.content() == null)) {
            var directory = left.content() == null ? Side.LEFT : Side.RIGHT;
            return Messages.text("error.compare.directory-and-file", printable(directory),
                    printable(directory.other()));
        }
        if ((left.place() == null) != (right.place() == null)) {
            // an image records more of an entry, or less, than a computer tells, so nearly all of them would differ
            var ofHost = left.place() == null ? Side.LEFT : Side.RIGHT;
            return Messages.text("error.compare.of-host-and-in-image", printable(ofHost), printable(ofHost.other()));
        }
        return null;
    }

    private String printable(Side side) {
        return Text.printable(one(side).address());
    }

    private One one(Side side) {
        return side == Side.LEFT ? left : right;
    }

    /// The file of the host that a side lies in, or the directory of the host that it is.
    Path file(Side side) {
        return one(side).file();
    }

    /// The bytes of a side, or null if it is a directory.
    @Nullable
    Content content(Side side) {
        return one(side).content();
    }

    /// The directory that a side is.
    Tree tree(Side side) {
        return Objects.requireNonNull(one(side).tree());
    }

    /// The format that the left side lies in.
    String format() {
        return left.format();
    }

    /// Whether the file of a side was changed since it was opened. A directory of the host finds out by itself.
    boolean hasChanged(Side side) {
        var place = one(side).place();
        return place != null && place.file().hasChanged();
    }

    /// The name of a side: that of the file, with as many directories as it takes to tell the two apart.
    String name(Side side) {
        var own = file(side).toAbsolutePath().normalize();
        var other = file(side.other()).toAbsolutePath().normalize();
        int parts = 1;
        while (parts < own.getNameCount() && last(own, parts).equals(last(other, parts)) && !own.equals(other)) {
            parts++;
        }
        return Text.printable(last(own, parts).toString()) + one(side).inside();
    }

    private static Path last(Path path, int parts) {
        int count = path.getNameCount();
        return count == 0 ? path : path.subpath(Math.max(0, count - parts), count);
    }

    @Override
    public void close() throws IOException {
        try (var _ = left; var _ = right) {
            // closes both, whatever happens to one
        }
    }
}
