package org.selfsame.format.iso9660;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.BytesContent;
import org.selfsame.tree.Entry;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.NotStorableException;
import org.selfsame.tree.Tree;

/// Gives a tree the file that the boot catalog is to be.
final class BootCatalogFile {
    private static final int PERMISSIONS = 0444;

    private BootCatalogFile() {}

    /// The tree with a file of one sector at `path`.
    ///
    /// @throws NotStorableException if the path leads through something that is not a directory of the tree, or there is
    ///         something else than a file
    static Tree addTo(Tree tree, String path) throws IOException {
        var names = new ArrayList<Name>();
        for (var part : path.split("/", -1)) {
            if (!part.isEmpty()) {
                names.add(Name.of(part));
            }
        }
        if (names.isEmpty() || !names.getLast().isPlain()) {
            throw refused(path, "is not a path of a file");
        }
        var way = new ArrayDeque<Entry.Directory>();
        way.push(tree.root());
        for (var name : names.subList(0, names.size() - 1)) {
            if (!(child(way.element(), name) instanceof Entry.Directory next)) {
                throw refused(path, "its directory is not in the tree");
            }
            way.push(next);
        }
        Entry changed = file(child(way.element(), names.getLast()), names.getLast(), path);
        while (!way.isEmpty()) {
            changed = with(way.pop(), changed);
        }
        return new Tree((Entry.Directory) changed);
    }

    private static Entry file(@Nullable Entry known, Name name, String path)
            throws NotStorableException {
        var metadata = Metadata.builder().permissions(PERMISSIONS).owner(0, 0).build();
        if (known instanceof Entry.File file) {
            metadata = file.metadata().with().inode(0).build();
        } else if (known != null) {
            throw refused(path, "is something else than a file");
        }
        return MemoryTree.file(name, metadata, new BytesContent(new byte[Iso.SECTOR]));
    }

    private static @Nullable Entry child(Entry.Directory directory, Name name)
            throws IOException {
        return directory.children().stream().filter(entry -> entry.name().equals(name)).findFirst().orElse(null);
    }

    private static Entry.Directory with(Entry.Directory directory, Entry changed) throws IOException {
        var children = new ArrayList<Entry>(directory.children());
        children.removeIf(entry -> entry.name().equals(changed.name()));
        children.add(changed);
        return MemoryTree.directory(directory.name(), directory.metadata(), children);
    }

    private static NotStorableException refused(String path, String why) {
        return Iso.notStorable(path, "the boot catalog " + why);
    }
}
