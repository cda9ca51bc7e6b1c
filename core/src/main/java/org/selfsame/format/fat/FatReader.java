package org.selfsame.format.fat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Fact;
import org.selfsame.tree.Layout;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Tree;

/// A FAT volume. Names are the long ones where there are any, else the short ones in code page 437, in lower case where
/// the entry says so. Times are taken as UTC, whatever zone they were written in: FAT does not tell. Permissions are
/// not recorded; the attributes (read-only, hidden, system, archive) are in the layout, as a field of each entry.
final class FatReader implements Reader {
    static final String FORMAT = "fat";

    private final FatVolume volume;
    private final List<Fact> facts;

    /// @throws IOException if the content cannot be read
    FatReader(FatVolume volume) throws IOException {
        this.volume = volume;
        facts = FatFacts.of(volume);
    }

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public SequencedMap<String, Tree> trees() {
        var trees = new LinkedHashMap<String, Tree>();
        trees.put(FORMAT, new Tree(FatDirectory.root(volume)));
        return trees;
    }

    /// @throws FormatException if a chain of clusters is not one, or a cluster belongs to two entries
    @Override
    public Layout layout(Task task) throws IOException {
        var regions = new FatRegions(volume);
        Survey.of(volume, regions, anomaly -> {}, task);
        return regions.build();
    }

    @Override
    public List<Fact> facts() {
        return facts;
    }

    /// @throws FormatException if a chain of clusters is not one, or a cluster belongs to two entries
    @Override
    public List<Anomaly> anomalies(Task task) throws IOException {
        var anomalies = new ArrayList<Anomaly>();
        HeaderCheck.of(volume, anomalies);
        Survey.of(volume, SurveyListener.NONE, anomalies::add, task);
        return anomalies;
    }
}
