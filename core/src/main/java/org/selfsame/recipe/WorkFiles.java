package org.selfsame.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.host.HostTree;
import org.selfsame.recipe.RecipeException.Reason;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Name;
import org.selfsame.tree.PathTree;

/// Lists the files of a work tree as Git would add them: without those that it ignores and that the commit does not have.
/// Symbolic links are not followed.
final class WorkFiles {
    private static final int OWNER_EXECUTE = 0100;
    private static final Name GIT = Name.of(".git");

    private final Listing commit;
    private final List<Name> directory;
    private final IgnoredFiles ignored;
    private final Task task;

    private WorkFiles(Listing commit, List<Name> directory, IgnoredFiles ignored, Task task) {
        this.commit = commit;
        this.directory = directory;
        this.ignored = ignored;
        this.task = task;
    }

    /// The files below `config/`; others are found when they are looked for.
    ///
    /// @param host the work tree; must stay open while the files are read
    /// @param directory the directory of the recipe in it
    /// @param commit what the commit has there
    /// @throws RecipeException if there is something that Git cannot store
    static Listing list(HostTree host, List<Name> directory, Path gitDirectory, Listing commit, Task task)
            throws IOException {
        var top = host.tree();
        var ignored = new IgnoredFiles(top, gitDirectory);
        var files = new WorkFiles(commit, directory, ignored, task);
        var listing = new Listing(path -> files.find(top.root(), path));
        var config = files.entry(top.root(), Name.of("config"));
        if (config.isPresent() && config.get() instanceof Entry.Directory below) {
            files.walk(below, Name.of("config"), listing);
        } else if (config.isPresent()) {
            listing.add(listed(config.get(), Name.of("config")));
        }
        return listing;
    }

    private Optional<Listed> find(Entry.Directory top, Name path) throws IOException {
        var entry = entry(top, path);
        if (entry.isEmpty() || entry.get() instanceof Entry.Directory) {
            return Optional.empty();
        }
        return Optional.of(listed(entry.get(), path));
    }

    private Optional<Entry> entry(Entry.Directory top, Name path) throws IOException {
        Entry at = top;
        var names = new ArrayList<>(directory);
        names.addAll(PathTree.components(path.bytes()));
        for (var name : names) {
            if (!(at instanceof Entry.Directory below)) {
                return Optional.empty();
            }
            var child = below.children().stream().filter(c -> c.name().equals(name)).findFirst();
            if (child.isEmpty()) {
                return Optional.empty();
            }
            at = child.get();
        }
        return Optional.of(at);
    }

    private void walk(Entry.Directory at, Name path, Listing listing) throws IOException {
        task.checkCancelled();
        for (var child : at.children()) {
            var full = Listing.joined(List.of(path, child.name()));
            boolean known = child instanceof Entry.Directory
                    ? !commit.below(Listing.append(full, "/")).isEmpty()
                    : commit.files().containsKey(full);
            if (!known && ignored.contains(Listing.joined(concat(directory, full)), child instanceof Entry.Directory)) {
                continue;
            }
            if (child.name().equals(GIT)) {
                // a repository in a repository; Git would take it for a submodule
                throw new RecipeException(Reason.SUBMODULE, path.toString(), "");
            }
            if (child instanceof Entry.Directory below) {
                walk(below, full, listing);
            } else {
                listing.add(listed(child, full));
            }
        }
    }

    private static List<Name> concat(List<Name> directory, Name path) {
        var all = new ArrayList<>(directory);
        all.add(path);
        return all;
    }

    private static Listed listed(Entry entry, Name path) throws RecipeException {
        return switch (entry) {
            case Entry.File file -> new Listed(path,
                    (file.metadata().permissions() & OWNER_EXECUTE) != 0 ? Listed.Kind.EXECUTABLE : Listed.Kind.FILE,
                    file.size(), "", () -> file.content().stream());
            case Entry.Symlink link -> {
                Content target = new BytesContent(link.target().bytes());
                yield new Listed(path, Listed.Kind.SYMLINK, target.size(), "", target::stream);
            }
            default -> throw new RecipeException(Reason.SPECIAL_FILE, path.toString(), "");
        };
    }
}
