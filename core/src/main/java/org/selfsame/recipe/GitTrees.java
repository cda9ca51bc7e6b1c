package org.selfsame.recipe;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.TreeFormatter;
import org.selfsame.tree.Name;
import org.selfsame.tree.PathTree;

/// Makes the objects of directories out of the files in them, as Git does (gitformat-index(5) and `git mktree`): entries in
/// the order of the bytes of their names, where that of a directory counts as if a slash followed.
final class GitTrees {
    private static final String SLASH = "/";

    private final Directory root = new Directory();

    /// What a directory holds, by what Git sorts it by.
    private static final class Directory {
        final SortedMap<Name, Child> children = new TreeMap<>();
    }

    /// @param id of the bytes, or null for a directory
    private record Child(Name name, FileMode mode, ObjectId id, Directory below) {}

    /// Adds a file.
    ///
    /// @param path its path, whose names are separated by slashes
    /// @param kind what it is
    /// @param id the object with its bytes
    void add(Name path, Listed.Kind kind, ObjectId id) {
        var components = PathTree.components(path.bytes());
        var name = components.removeLast();
        var at = root;
        for (var component : components) {
            at = at.children.computeIfAbsent(Listing.append(component, SLASH),
                    _ -> new Child(component, FileMode.TREE, ObjectId.zeroId(), new Directory())).below();
        }
        at.children.put(name, new Child(name, FileMode.fromBits(Integer.parseInt(kind.mode, 8)), id, new Directory()));
    }

    /// The objects of all directories by their ids; also of the topmost, which has no files if none were added.
    Map<ObjectId, byte[]> objects() {
        var objects = new HashMap<ObjectId, byte[]>();
        try (var formatter = new ObjectInserter.Formatter()) {
            object(root, formatter, objects);
        }
        return objects;
    }

    private static ObjectId object(Directory directory, ObjectInserter.Formatter formatter,
            Map<ObjectId, byte[]> objects) {
        var tree = new TreeFormatter();
        for (var child : directory.children.values()) {
            var id = child.mode().equals(FileMode.TREE) ? object(child.below(), formatter, objects) : child.id();
            tree.append(child.name().bytes(), child.mode(), id);
        }
        var bytes = tree.toByteArray();
        var id = formatter.idFor(Constants.OBJ_TREE, bytes);
        objects.put(id, bytes);
        return id;
    }
}
