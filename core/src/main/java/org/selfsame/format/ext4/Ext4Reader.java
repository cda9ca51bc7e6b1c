package org.selfsame.format.ext4;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.AnomalyList;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Fact;
import org.selfsame.tree.Layout;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Tree;

/// A volume as it was last written: a journal that waits to be replayed is an anomaly, and not replayed.
final class Ext4Reader implements Reader {
    static final String FORMAT = "ext4";

    private final Volume volume;
    private final Entry.Directory root;
    private final List<Fact> facts;

    /// @throws FormatException if there is no root directory
    /// @throws IOException if the content cannot be read
    Ext4Reader(Volume volume) throws IOException {
        this.volume = volume;
        root = new Entries(volume).root();
        facts = Ext4Facts.of(volume.superblock());
    }

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public SequencedMap<String, Tree> trees() {
        var trees = new LinkedHashMap<String, Tree>();
        trees.put(FORMAT, new Tree(root));
        return trees;
    }

    @Override
    public Layout layout(Task task) throws IOException {
        var layout = new Layout.Builder(FORMAT, volume.content().size());
        long size = volume.content().size();
        new Survey(volume, (offset, length, kind, what, owner) -> {
            // a cut content has only a part of the volume
            long start = Math.min(offset, size);
            layout.add(start, Math.min(length, size - start), kind, what, owner);
        }, (code, offset, detail) -> {}).run(task);
        return layout.build();
    }

    @Override
    public List<Fact> facts() {
        return facts;
    }

    @Override
    public List<Anomaly> anomalies(Task task) throws IOException {
        var anomalies = new AnomalyList(FORMAT);
        new Survey(volume, (offset, length, kind, what, owner) -> {}, anomalies::add).run(task);
        return anomalies.list();
    }
}
