package org.selfsame.format.zip;

import java.io.IOException;
import java.util.ArrayList;
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
import org.selfsame.tree.Name;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Tree;

/// A zip archive, as its central directory describes it.
final class ZipReader implements Reader {
    static final String FORMAT = "zip";

    private final ZipArchive archive;
    private final Tree tree;
    private final List<Fact> facts;

    /// @throws FormatException if there is no central directory, or the tree is too large
    /// @throws IOException if the content cannot be read
    ZipReader(Content content, Limits limits) throws IOException {
        archive = ZipArchive.open(content, limits);
        tree = ZipEntries.tree(archive);
        facts = facts(archive);
    }

    private static List<Fact> facts(ZipArchive archive) throws IOException {
        var end = archive.end();
        var facts = new ArrayList<Fact>();
        facts.add(new Fact("zip.entries", Long.toString(end.entries())));
        facts.add(new Fact("zip.zip64", end.wideOffset() >= 0 ? "yes" : "no"));
        facts.add(new Fact("zip.directory_first", end.directoryFirst() ? "yes" : "no"));
        facts.add(new Fact("zip.bytes_before", Long.toString(end.base())));
        if (end.commentLength() > 0) {
            var comment = archive.content().bytes(end.offset() + EndRecord.SIZE, end.commentLength());
            facts.add(new Fact("zip.comment", Name.of(comment).toString()));
        }
        return List.copyOf(facts);
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

    @Override
    public Layout layout(Task task) throws IOException {
        return new ZipLayout(archive).build(task);
    }

    @Override
    public List<Fact> facts() {
        return facts;
    }

    /// Decodes every member, to compare it with its checksum.
    @Override
    public List<Anomaly> anomalies(Task task) throws IOException {
        return new ZipOddities(archive).find(task);
    }
}
