package org.selfsame.recipe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.selfsame.recipe.RecipeException.Reason;
import org.selfsame.tree.Name;
import org.selfsame.tree.PathTree;

/// The files of a recipe's directory by their paths, in the order of the bytes of these. No name in it leads anywhere else,
/// and no file is a directory at the same time.
final class Listing {
    /// The most files.
    static final int MOST_FILES = 500_000;
    /// The most bytes of all names together.
    static final long MOST_NAMES = 64 << 20;
    /// The deepest path.
    static final int MOST_DEEP = 100;

    private final SortedMap<Name, Listed> files = new TreeMap<>();
    private final Elsewhere elsewhere;
    private long names;

    /// Finds files that are not listed.
    @FunctionalInterface
    interface Elsewhere {
        Optional<Listed> find(Name path) throws IOException;
    }

    Listing(Elsewhere elsewhere) {
        this.elsewhere = elsewhere;
    }

    /// A listing of all files there are.
    Listing() {
        this(_ -> Optional.empty());
    }

    /// @throws RecipeException if its name is not one, or is there, or there are too many
    void add(Listed file) throws RecipeException {
        var path = file.path();
        names += path.length();
        if (files.size() >= MOST_FILES || names > MOST_NAMES) {
            throw new RecipeException(Reason.TOO_LARGE, path.toString(), String.valueOf(MOST_FILES));
        }
        check(path);
        if (files.put(path, file) != null) {
            throw new RecipeException(Reason.DUPLICATE, path.toString(), "");
        }
    }

    /// @throws RecipeException if the path leads anywhere else than down, or too deep
    private static void check(Name path) throws RecipeException {
        var components = PathTree.components(path.bytes());
        if (components.size() > MOST_DEEP) {
            throw new RecipeException(Reason.TOO_LARGE, path.toString(), String.valueOf(MOST_DEEP));
        }
        if (!joined(components).equals(path) || components.isEmpty()
                || !components.stream().allMatch(Name::isPlain)) {
            throw new RecipeException(Reason.BAD_NAME, path.toString(), "");
        }
    }

    /// The path of these components.
    static Name joined(List<Name> components) {
        var bytes = new ByteArrayOutputStream();
        for (var component : components) {
            if (bytes.size() > 0) {
                bytes.write('/');
            }
            bytes.writeBytes(component.bytes());
        }
        return Name.of(bytes.toByteArray());
    }

    /// This, if no file is a directory at the same time.
    ///
    /// @throws RecipeException if one is
    Listing checked() throws RecipeException {
        for (var path : files.keySet()) {
            if (!below(append(path, "/")).isEmpty()) {
                throw new RecipeException(Reason.DUPLICATE, path.toString(), "");
            }
        }
        return this;
    }

    /// The files that are listed.
    SortedMap<Name, Listed> files() {
        return files;
    }

    /// The files whose path begins with these bytes.
    SortedMap<Name, Listed> below(Name prefix) {
        var end = prefix.bytes();
        // a prefix ends in a slash, which is not the last of bytes
        end[end.length - 1]++;
        return files.subMap(prefix, Name.of(end));
    }

    /// The file at this path.
    ///
    /// @throws IOException if it cannot be looked for
    Optional<Listed> find(Name path) throws IOException {
        var listed = files.get(path);
        return listed == null ? elsewhere.find(path) : Optional.of(listed);
    }

    static Name append(Name path, String more) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(path.bytes());
        bytes.writeBytes(Name.of(more).bytes());
        return Name.of(bytes.toByteArray());
    }

    /// What of `path` follows the first `length` bytes.
    static Name rest(Name path, int length) {
        return Name.of(Arrays.copyOfRange(path.bytes(), length, path.length()));
    }
}
