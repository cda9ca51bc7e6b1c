package org.selfsame.format.cpio;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Fact;
import org.selfsame.tree.Layout;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Tree;

/// A cpio archive. Its members are shown up to the first one that is damaged, which is an anomaly.
final class CpioReader implements Reader {
    private final Archive archive;
    private final Tree tree;

    /// @throws FormatException if the members make no tree within the limits
    CpioReader(Archive archive, Limits limits) throws FormatException {
        this.archive = archive;
        this.tree = new Tree(TreeBuilder.of(archive, limits));
    }

    @Override
    public String format() {
        return CpioFormat.NAME;
    }

    @Override
    public SequencedMap<String, Tree> trees() {
        var trees = new LinkedHashMap<String, Tree>();
        trees.put(CpioFormat.NAME, tree);
        return trees;
    }

    @Override
    public Layout layout(Task task) throws IOException {
        return CpioRegions.of(archive, task);
    }

    /// `cpio.order` tells whether the members are in the order of their names, which the tree does not show.
    @Override
    public List<Fact> facts() {
        return List.of(new Fact("cpio.variant", archive.variant().term()),
                new Fact("cpio.members", Integer.toString(archive.members().size())),
                new Fact("cpio.order", isSorted() ? "sorted" : "unsorted"));
    }

    private boolean isSorted() {
        var members = archive.members();
        for (int i = 1; i < members.size(); i++) {
            if (members.get(i - 1).name().compareTo(members.get(i).name()) > 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public List<Anomaly> anomalies(Task task) throws IOException {
        return Oddities.of(archive, task);
    }
}
