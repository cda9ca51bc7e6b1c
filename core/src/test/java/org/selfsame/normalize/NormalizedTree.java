package org.selfsame.normalize;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.selfsame.host.HostTree;
import org.selfsame.task.Task;
import org.selfsame.testing.TreeLines;
import org.selfsame.tree.Limits;

/// What rules made of a directory, and what they said.
///
/// @param lines of the tree, as [TreeLines] has them
/// @param changes `PATH RULE WHAT` each, times of the tree left out
/// @param skipped what was left alone
public record NormalizedTree(List<String> lines, List<String> changes, List<Skipped> skipped) {

    /// Applies the rules to a directory, which stays as it is.
    public static NormalizedTree of(Path directory, List<? extends Rule> rules) throws IOException {
        try (var host = HostTree.open(directory); var scratch = new Scratch(directory, 0)) {
            var said = new Said();
            var tree = new Normalizer(rules, Normalized.EPOCH, Limits.DEFAULT, scratch, Task.silent())
                    .tree(host.tree(), said);
            return new NormalizedTree(TreeLines.of(tree), said.changes, said.skipped);
        }
    }

    /// Applies the rules to a directory in place.
    public static NormalizedTree inPlace(Path directory, List<? extends Rule> rules) throws IOException {
        var said = new Said();
        try (var host = HostTree.open(directory); var scratch = new Scratch(directory.resolve(".."), 0)) {
            var draft = new Normalizer(rules, Normalized.EPOCH, Limits.DEFAULT, scratch, Task.silent())
                    .draft(host.tree(), said);
            new InPlace(directory, Task.silent()).apply(draft);
        }
        try (var host = HostTree.open(directory)) {
            return new NormalizedTree(TreeLines.of(host.tree()), said.changes, said.skipped);
        }
    }

    private static final class Said implements Log {
        private final List<String> changes = new ArrayList<>();
        private final List<Skipped> skipped = new ArrayList<>();

        @Override
        public void changed(Change change) {
            if (!change.what().equals("modified")) {
                changes.add(change.path() + " " + change.rule() + " " + change.what());
            }
        }

        @Override
        public void skipped(Skipped what) {
            skipped.add(what);
        }
    }
}
