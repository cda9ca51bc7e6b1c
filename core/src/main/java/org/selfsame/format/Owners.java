package org.selfsame.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.selfsame.content.Content;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Layout;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Region;
import org.selfsame.tree.Text;
import org.selfsame.tree.Tree;

/// Which structures and files one byte of an image belongs to, from the image inwards: where the byte lies in a file
/// that is stored as it is and is an image itself, that image is asked too.
public final class Owners {
    /// Images in images; a disk with an ISO with a SquashFS with an initrd is 4.
    private static final int MOST_LEVELS = 8;
    /// Bytes that are compared to be sure that a file is stored as it is.
    private static final int PROBE = 64;

    private final Limits limits;
    private final Task task;
    private final List<Owned> found = new ArrayList<>();

    /// One image that the byte lies in.
    ///
    /// @param path the files on the way to the image, as `!/…` of an address; empty for the outermost
    /// @param format the name of the format
    /// @param offset of the byte in that image
    /// @param regions the regions that it lies in, outermost first
    public record Owned(String path, String format, long offset, List<Region> regions) {}

    private Owners(Limits limits, Task task) {
        this.limits = limits;
        this.task = task;
    }

    /// Finds the owners of the byte at `offset`, outermost image first.
    ///
    /// @throws IOException if the content cannot be read or breaks a rule of its format
    public static List<Owned> of(Content content, long offset, Limits limits, Task task) throws IOException {
        var owners = new Owners(limits, task);
        owners.look(content, offset, "", 0);
        return owners.found;
    }

    private void look(Content content, long offset, String path, int level) throws IOException {
        for (var format : Formats.of(content)) {
            task.checkCancelled();
            var reader = format.open(content, limits);
            var layout = reader.layout(task);
            var regions = layout.at(offset);
            found.add(new Owned(path, format.name(), offset, regions));
            if (!regions.isEmpty() && level < MOST_LEVELS) {
                descend(content, reader.tree(), layout, regions.getLast(), offset, path, level);
            }
        }
    }

    private void descend(Content content, Tree tree, Layout layout, Region region, long offset, String path, int level)
            throws IOException {
        var owner = region.owner();
        if (owner == null || region.kind() != Region.Kind.DATA) {
            return;
        }
        var entry = byPrintablePath(tree, owner);
        if (entry.isPresent() && entry.get() instanceof Entry.File file) {
            long before = 0;
            for (var other : layout.regions()) {
                if (other.offset() < region.offset() && other.kind() == Region.Kind.DATA
                        && owner.equals(other.owner())) {
                    before += other.length();
                }
            }
            var inner = file.content();
            long innerOffset = before + offset - region.offset();
            if (isSame(content, offset, inner, innerOffset)) {
                look(inner, innerOffset, path + "!/" + owner, level + 1);
            }
        }
    }

    private static boolean isSame(Content outer, long outerOffset, Content inner, long innerOffset)
            throws IOException {
        long left = Math.min(outer.size() - outerOffset, inner.size() - innerOffset);
        int length = (int) Math.min(PROBE, left);
        return length > 0
                && Arrays.equals(outer.bytes(outerOffset, length), inner.bytes(innerOffset, length));
    }

    private static Optional<Entry> byPrintablePath(Tree tree, String path) throws IOException {
        Entry at = tree.root();
        for (var part : path.split("/", -1)) {
            if (!(at instanceof Entry.Directory directory)) {
                return Optional.empty();
            }
            var child = directory.children().stream().filter(entry -> Text.printable(entry.name()).equals(part))
                    .findFirst();
            if (child.isEmpty()) {
                return Optional.empty();
            }
            at = child.get();
        }
        return Optional.of(at);
    }
}
