package org.selfsame.normalize;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.normalize.LeftAloneException.Reason;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Tree;

/// Applies rules to one file, or to a whole tree.
public final class Normalizer {
    private final List<TreeRule> forTrees = new ArrayList<>();
    private final List<ContentRule> rules;
    private final Epoch epoch;
    private final Contents contents;
    private final Limits limits;
    private final Scratch scratch;
    private final Task task;

    /// @param scratch room for bytes that are made; what comes out may lie in it
    public Normalizer(List<? extends Rule> rules, Epoch epoch, Limits limits, Scratch scratch, Task task) {
        this.limits = limits;
        this.scratch = scratch;
        this.task = task;
        var forContents = new ArrayList<ContentRule>();
        for (var rule : rules) {
            switch (rule) {
                case ContentRule content -> forContents.add(content);
                case TreeRule tree -> forTrees.add(tree);
            }
        }
        this.epoch = epoch;
        this.rules = List.copyOf(forContents);
        contents = new Contents(this.rules, epoch, limits, scratch, task);
    }

    /// What one file should be; empty if it is that already.
    ///
    /// @param path that the log calls it by
    /// @throws IOException if it cannot be read, or there is no room for what is made
    public Optional<Content> content(String path, Content content, Log log) throws IOException {
        return contents.normalize(path, content, log);
    }

    /// What a tree should be: first the rules for trees, in their order, then those for the bytes of each file that is left.
    ///
    /// @throws FormatException if the tree is too large or too deep, or has two entries with one path
    /// @throws IOException if it cannot be read, or there is no room for what is made
    public Draft draft(Tree tree, Log log) throws IOException {
        var draft = Draft.of(tree, limits, task);
        for (var rule : forTrees) {
            task.checkCancelled();
            apply(rule, draft, log);
        }
        contents(draft, log);
        return draft;
    }

    /// As [#draft], as a tree.
    ///
    /// @throws IOException as [#draft]
    public Tree tree(Tree tree, Log log) throws IOException {
        return draft(tree, log).tree();
    }

    private void apply(TreeRule rule, Draft draft, Log log) throws IOException {
        try {
            boolean found = rule.apply(draft, new TreeWork(draft, contents, rule.id(), log));
            if (!found && rule.isRequired()) {
                log.skipped(new Skipped("/", rule.id(), Reason.MISSING, "nothing that the rule is for"));
            }
        } catch (LeftAloneException e) {
            log.skipped(new Skipped("/", rule.id(), e.reason(), e.detail()));
        }
    }

    private void contents(Draft draft, Log log) throws IOException {
        var seen = new HashSet<Long>();
        var files = draft.all().stream().filter(node -> node.isFile() && !node.isFurtherLink(seen)).toList();
        try (var meter = task.begin(Activity.NORMALIZE, files.size());
                var workers = new Workers(rules, epoch, limits, scratch, task)) {
            workers.run(files, log, meter);
        }
    }
}
