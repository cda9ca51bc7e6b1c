package org.selfsame.format.disk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Fact;
import org.selfsame.tree.Layout;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Tree;

/// A content with partition tables: each partition is a file of the tree, named by table and number (`mbr-1`, `gpt-2`,
/// `apm-3`). A hybrid image has several tables over the same bytes, so files may hold the same bytes; a partition of
/// an isohybrid image may be the whole image. What a boot loader has put between an MBR and the first partition is the
/// file `mbr-gap`.
///
/// Extended partitions and the protective entry of a GPT hold no bytes of their own: they are in the facts and in the
/// layout, not in the tree. Tables are read when the reader is made; it holds them and never changes.
final class DiskReader implements Reader {
    static final String FORMAT = "disk";

    private final Content content;
    private final Tables tables;
    private final boolean iso;

    /// @throws FormatException if there is no partition table
    /// @throws IOException if the content cannot be read
    DiskReader(Content content, Limits limits) throws IOException {
        this.content = content;
        tables = Tables.read(content, limits.tableBytes());
        iso = Tables.isIso(content);
    }

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public SequencedMap<String, Tree> trees() {
        var files = new ArrayList<Entry.File>();
        if (tables.gap() != null) {
            files.add(MemoryTree.file(Name.of(MbrGap.NAME), Metadata.NONE, tables.gap()));
        }
        tables.partitions().forEach(partition -> files.add(partition.file(content)));
        var trees = new LinkedHashMap<String, Tree>();
        trees.put(FORMAT, new Tree(MemoryTree.directory(Name.of(""), Metadata.NONE, files)));
        return trees;
    }

    @Override
    public Layout layout(Task task) throws IOException {
        return DiskLayout.of(tables, content.size());
    }

    @Override
    public List<Fact> facts() {
        return DiskFacts.of(tables, content.size(), iso);
    }

    @Override
    public List<Anomaly> anomalies(Task task) {
        return List.copyOf(tables.anomalies());
    }
}
