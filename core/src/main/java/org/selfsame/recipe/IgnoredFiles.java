package org.selfsame.recipe;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.jspecify.annotations.Nullable;
import org.selfsame.recipe.RecipeException.Reason;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;

/// Which files of a work tree Git ignores (gitignore(5)). The user's own list of what to ignore everywhere is not read.
final class IgnoredFiles {
    private static final int MOST = 1 << 20;

    private final Tree top;
    private final IgnoreNode exclude;
    private final Map<String, Optional<IgnoreNode>> nodes = new HashMap<>();

    /// @param top the work tree
    IgnoredFiles(Tree top, Path gitDirectory) throws IOException {
        this.top = top;
        var file = gitDirectory.resolve("info").resolve("exclude");
        exclude = Files.isRegularFile(file) && Files.size(file) <= MOST
                ? parse(Files.readAllBytes(file))
                : new IgnoreNode();
    }

    /// Whether a file that Git does not know is ignored.
    ///
    /// @param path from the top of the work tree
    /// @throws IOException if a `.gitignore` cannot be read
    boolean contains(Name path, boolean directory) throws IOException {
        var text = path.toString();
        for (int slash = text.lastIndexOf('/');; slash = text.lastIndexOf('/', slash - 1)) {
            var above = slash < 0 ? "" : text.substring(0, slash);
            var node = node(above);
            if (node.isPresent()) {
                var answer = node.get().checkIgnored(text.substring(slash + 1), directory);
                if (answer != null) {
                    return answer;
                }
            }
            if (slash < 0) {
                return Boolean.TRUE.equals(exclude.checkIgnored(text, directory));
            }
        }
    }

    private Optional<IgnoreNode> node(String directory) throws IOException {
        var known = nodes.get(directory);
        if (known == null) {
            known = Optional.ofNullable(read((directory.isEmpty() ? "" : directory + "/") + ".gitignore"));
            nodes.put(directory, known);
        }
        return known;
    }

    private @Nullable IgnoreNode read(String path) throws IOException {
        var found = top.find(path);
        if (found.isEmpty() || !(found.get() instanceof Entry.File file)) {
            return null;
        }
        if (file.size() > MOST) {
            throw new RecipeException(Reason.TOO_LARGE, path, String.valueOf(MOST));
        }
        return parse(file.content().bytes(0, (int) file.size()));
    }

    private static IgnoreNode parse(byte[] bytes) throws IOException {
        var node = new IgnoreNode();
        node.parse(new ByteArrayInputStream(bytes));
        return node;
    }
}
