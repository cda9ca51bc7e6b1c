package org.selfsame.recipe;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.attributes.AttributesNode;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.selfsame.recipe.RecipeException.Reason;
import org.selfsame.task.Task;
import org.selfsame.tree.Name;
import org.selfsame.tree.PathTree;

/// Lists the files of a commit. Each object is what its id says, and its form is checked as `git fsck` checks it.
final class CommitFiles {
    /// The largest directory, in bytes.
    private static final int MOST_TREE = 64 << 20;
    /// The most directories.
    private static final int MOST_DIRECTORIES = 100_000;
    /// Directories up to this many bytes are remembered, up to so many: a repository has many that are the same.
    private static final int SMALL_TREE = 1 << 12;
    private static final int MOST_REMEMBERED = 1 << 10;
    /// The largest file of attributes, in bytes.
    private static final int MOST_ATTRIBUTES = 1 << 20;
    private static final String ATTRIBUTES = ".gitattributes";

    private final ObjectReader reader;
    private final Task task;
    private final ObjectChecker checker = new ObjectChecker();
    private final Listing listing = new Listing();
    private final List<Unreadable> filtered = new ArrayList<>();
    private final Set<ObjectId> read = new LinkedHashSet<>();
    private final Map<ObjectId, byte[]> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ObjectId, byte[]> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };
    private int directories;

    private CommitFiles(ObjectReader reader, Task task) {
        this.reader = reader;
        this.task = task;
    }

    /// A file that a checkout would change.
    ///
    /// @param path its path
    /// @param attribute the attribute that says so
    record Unreadable(Name path, String attribute) {}

    /// What a commit has.
    ///
    /// @param listing its files
    /// @param filtered the files that a checkout would change
    /// @param read the directories and the files of attributes that were read on the way, those above the recipe's directory
    ///         too
    record Found(Listing listing, List<Unreadable> filtered, Set<ObjectId> read) {}

    /// The files below `directory` of the tree `root`.
    ///
    /// @param reader must stay open while the files are read
    /// @throws RecipeException if there is no such directory, or an object is missing or breaks a rule
    static Found read(ObjectReader reader, ObjectId root, List<Name> directory, Task task) throws IOException {
        var files = new CommitFiles(reader, task);
        var at = root;
        var attributes = new GitAttributes();
        for (int depth = 0; depth <= directory.size(); depth++) {
            var tree = files.tree(at, Listing.joined(directory.subList(0, depth)));
            var path = Listing.joined(directory.subList(0, depth));
            if (depth == directory.size()) {
                files.walk(tree, path, path.length() == 0 ? 0 : path.length() + 1, attributes);
                break;
            }
            attributes = files.attributes(tree, path, attributes);
            at = files.directory(tree, directory.get(depth), Listing.joined(directory.subList(0, depth + 1)));
        }
        return new Found(files.listing.checked(), files.filtered, files.read);
    }

    private ObjectId directory(byte[] tree, Name name, Name path) throws IOException {
        for (var parser = parser(tree); !parser.eof(); parser.next()) {
            if (nameOf(parser).equals(name) && FileMode.TREE.equals(parser.getEntryRawMode())) {
                return parser.getEntryObjectId();
            }
        }
        throw new RecipeException(Reason.NO_RECIPE, path.toString(), "");
    }

    /// @param skipped how many bytes of the path lead to the recipe
    private void walk(byte[] tree, Name path, int skipped, GitAttributes outer) throws IOException {
        task.checkCancelled();
        // directories without files count, too: a few small ones can name each other to a tree without end
        if (++directories > MOST_DIRECTORIES) {
            throw new RecipeException(Reason.TOO_LARGE, path.toString(), String.valueOf(MOST_DIRECTORIES));
        }
        if (PathTree.components(path.bytes()).size() > Listing.MOST_DEEP) {
            throw new RecipeException(Reason.TOO_LARGE, path.toString(), String.valueOf(Listing.MOST_DEEP));
        }
        var attributes = attributes(tree, path, outer);
        for (var parser = parser(tree); !parser.eof(); parser.next()) {
            var name = nameOf(parser);
            var full = path.length() == 0 ? name : Listing.joined(List.of(path, name));
            var id = parser.getEntryObjectId();
            if (FileMode.TREE.equals(parser.getEntryRawMode())) {
                walk(tree(id, full), full, skipped, attributes);
                continue;
            }
            var kind = kind(parser.getEntryRawMode(), full);
            var shown = Listing.rest(full, skipped);
            if (kind == Listed.Kind.FILE || kind == Listed.Kind.EXECUTABLE) {
                attributes.changing(full).ifPresent(attribute -> filtered.add(new Unreadable(shown, attribute)));
            }
            long size = kind == Listed.Kind.SUBMODULE ? 0 : size(id, full);
            listing.add(new Listed(shown, kind, size, id.name(), () -> open(id, full)));
        }
    }

    private static Listed.Kind kind(int mode, Name path) throws RecipeException {
        if (FileMode.REGULAR_FILE.equals(mode)) {
            return Listed.Kind.FILE;
        } else if (FileMode.EXECUTABLE_FILE.equals(mode)) {
            return Listed.Kind.EXECUTABLE;
        } else if (FileMode.SYMLINK.equals(mode)) {
            return Listed.Kind.SYMLINK;
        } else if (FileMode.GITLINK.equals(mode)) {
            return Listed.Kind.SUBMODULE;
        }
        throw new RecipeException(Reason.SPECIAL_FILE, path.toString(), Integer.toOctalString(mode));
    }

    private GitAttributes attributes(byte[] tree, Name path, GitAttributes outer) throws IOException {
        for (var parser = parser(tree); !parser.eof(); parser.next()) {
            if (nameOf(parser).equals(Name.of(ATTRIBUTES)) && !FileMode.TREE.equals(parser.getEntryRawMode())) {
                if (size(parser.getEntryObjectId(), path) > MOST_ATTRIBUTES) {
                    throw new RecipeException(Reason.TOO_LARGE, path + "/" + ATTRIBUTES,
                            String.valueOf(MOST_ATTRIBUTES));
                }
                var node = new AttributesNode();
                try (var in = open(parser.getEntryObjectId(), path)) {
                    node.parse(new ByteArrayInputStream(in.readAllBytes()));
                }
                read.add(parser.getEntryObjectId());
                return outer.below(path, node.getRules());
            }
        }
        return outer;
    }

    private long size(ObjectId id, Name path) throws IOException {
        try {
            return reader.getObjectSize(id, Constants.OBJ_BLOB);
        } catch (MissingObjectException e) {
            throw new RecipeException(Reason.DAMAGED_REPOSITORY, path.toString(), id.name(), e);
        }
    }

    private InputStream open(ObjectId id, Name path) throws IOException {
        try {
            var loader = reader.open(id, Constants.OBJ_BLOB);
            return new CheckedBlob(loader.openStream(), loader.getSize(), id, path);
        } catch (MissingObjectException | CorruptObjectException e) {
            throw new RecipeException(Reason.DAMAGED_REPOSITORY, path.toString(), id.name(), e);
        }
    }

    private byte[] tree(ObjectId id, Name path) throws IOException {
        read.add(id.copy());
        var known = remembered.get(id);
        if (known != null) {
            return known;
        }
        var bytes = GitObjects.bytes(reader, id, Constants.OBJ_TREE, MOST_TREE, path.toString());
        try {
            checker.checkTree(id, bytes);
        } catch (CorruptObjectException e) {
            throw new RecipeException(Reason.DAMAGED_REPOSITORY, path.toString(), String.valueOf(e.getMessage()), e);
        }
        if (bytes.length <= SMALL_TREE) {
            remembered.put(id.copy(), bytes);
        }
        return bytes;
    }

    private static CanonicalTreeParser parser(byte[] tree) {
        var parser = new CanonicalTreeParser();
        parser.reset(tree);
        return parser;
    }

    private static Name nameOf(CanonicalTreeParser parser) {
        var bytes = new byte[parser.getNameLength()];
        parser.getName(bytes, 0);
        return Name.of(bytes);
    }
}
