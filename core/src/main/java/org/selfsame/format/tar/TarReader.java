package org.selfsame.format.tar;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Fact;
import org.selfsame.tree.Layout;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Tree;

/// An archive. The headers are read once, on opening; layout and anomalies read them again.
final class TarReader implements Reader {
    static final String FORMAT = "tar";

    private final Content content;
    private final Limits limits;
    private final Tree tree;
    private final List<Fact> facts;

    /// @throws FormatException if the tree is too large
    /// @throws IOException if the content cannot be read
    TarReader(Content content, Limits limits) throws IOException {
        this.content = content;
        this.limits = limits;
        var index = new TarIndex(content, limits);
        TarScan.of(content, limits, index, Task.silent());
        tree = index.tree();
        facts = index.facts();
    }

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public SequencedMap<String, Tree> trees() {
        var trees = new LinkedHashMap<String, Tree>();
        trees.put(FORMAT, tree);
        return trees;
    }

    /// @throws FormatException if the regions take too much memory
    @Override
    public Layout layout(Task task) throws IOException {
        var layout = new TarLayout(content);
        TarScan.of(content, limits, layout, task);
        return layout.build();
    }

    @Override
    public List<Fact> facts() {
        return facts;
    }

    @Override
    public List<Anomaly> anomalies(Task task) throws IOException {
        var oddities = new TarOddities(content);
        TarScan.of(content, limits, oddities, task);
        return oddities.list();
    }
}
