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
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Text;
import org.selfsame.tree.Tree;

/// The two things to compare: files, files in images, or directories in images.
final class CompareSides implements Closeable {
    private final One left;
    private final One right;

    private CompareSides(One left, One right) {
        this.left = left;
        this.right = right;
    }

    /// A side: where it lies, as it was named, and its bytes, or null if it is a directory.
    private record One(Place place, String address, @Nullable Content content) {
        static One of(Place place, String address) throws IOException {
            return new One(place, address, place.content());
        }
    }

    /// Opens both.
    ///
    /// @throws IOException if one leads nowhere or cannot be opened
    static CompareSides open(String left, String right) throws IOException {
        var first = Address.resolve(left, Limits.DEFAULT);
        try {
            var second = Address.resolve(right, Limits.DEFAULT);
            try {
                return new CompareSides(One.of(first, left), One.of(second, right));
            } catch (IOException e) {
                second.close();
                throw e;
            }
        } catch (IOException e) {
            first.close();
            throw e;
        }
    }

    /// Why the two cannot be compared, or null.
    @Nullable
    String problem() {
        for (var side : Side.values()) {
            if (content(side) == null && !(place(side).entry() instanceof Entry.Directory)) {
                return Messages.text("error.compare.no-bytes", printable(side));
            }
        }
        if ((left.content() == null) != (right.content() == null)) {
            var directory = left.content() == null ? Side.LEFT : Side.RIGHT;
            return Messages.text("error.compare.directory-and-file", printable(directory),
                    printable(directory.other()));
        }
        return null;
    }

    private String printable(Side side) {
        return Text.printable(one(side).address());
    }

    private One one(Side side) {
        return side == Side.LEFT ? left : right;
    }

    private Place place(Side side) {
        return one(side).place();
    }

    /// The file of the host that a side lies in.
    Path file(Side side) {
        return place(side).file().path();
    }

    /// The bytes of a side, or null if it is a directory.
    @Nullable
    Content content(Side side) {
        return one(side).content();
    }

    /// The directory that a side is.
    Tree tree(Side side) {
        return new Tree((Entry.Directory) Objects.requireNonNull(place(side).entry()));
    }

    /// The format that the left side lies in.
    String format() {
        return place(Side.LEFT).steps().getLast().reader().format();
    }

    /// Whether the file of a side was changed since it was opened.
    boolean hasChanged(Side side) {
        return place(side).file().hasChanged();
    }

    /// The name of a side: that of the file, with as many directories as it takes to tell the two apart.
    String name(Side side) {
        var own = file(side).toAbsolutePath().normalize();
        var other = file(side.other()).toAbsolutePath().normalize();
        int parts = 1;
        while (parts < own.getNameCount() && last(own, parts).equals(last(other, parts)) && !own.equals(other)) {
            parts++;
        }
        return Text.printable(last(own, parts).toString()) + inside(side);
    }

    private static Path last(Path path, int parts) {
        int count = path.getNameCount();
        return path.subpath(Math.max(0, count - parts), count);
    }

    /// The part of the address that leads into the file.
    private String inside(Side side) {
        var address = one(side).address();
        var file = file(side).toString();
        return place(side).steps().isEmpty()
                ? ""
                : Text.harmless(address.startsWith(file) ? address.substring(file.length()) : "!" + place(side).path());
    }

    @Override
    public void close() throws IOException {
        try (var _ = left.place(); var _ = right.place()) {
            // closes both, whatever happens to one
        }
    }
}
