package org.selfsame.app.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
    private final List<Place> places;
    private final List<String> addresses;
    private final @Nullable Content left;
    private final @Nullable Content right;

    private CompareSides(List<Place> places, List<String> addresses) throws IOException {
        this.places = places;
        this.addresses = addresses;
        left = places.get(0).content();
        right = places.get(1).content();
    }

    /// Opens both.
    ///
    /// @throws IOException if one leads nowhere or cannot be opened
    static CompareSides open(String left, String right) throws IOException {
        var first = Address.resolve(left, Limits.DEFAULT);
        try {
            var second = Address.resolve(right, Limits.DEFAULT);
            try {
                return new CompareSides(List.of(first, second), List.of(left, right));
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
        if ((left == null) != (right == null)) {
            var directory = left == null ? Side.LEFT : Side.RIGHT;
            return Messages.text("error.compare.directory-and-file", printable(directory),
                    printable(directory.other()));
        }
        return null;
    }

    private String printable(Side side) {
        return Text.printable(addresses.get(side.ordinal()));
    }

    private Place place(Side side) {
        return places.get(side.ordinal());
    }

    /// The file of the host that a side lies in.
    Path file(Side side) {
        return place(side).file().path();
    }

    /// The bytes of a side, or null if it is a directory.
    @Nullable
    Content content(Side side) {
        return side == Side.LEFT ? left : right;
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
        var address = addresses.get(side.ordinal());
        var file = file(side).toString();
        return place(side).steps().isEmpty()
                ? ""
                : Text.harmless(address.startsWith(file) ? address.substring(file.length()) : "!" + place(side).path());
    }

    @Override
    public void close() throws IOException {
        try (var _ = places.get(0); var _ = places.get(1)) {
            // closes both, whatever happens to one
        }
    }
}
