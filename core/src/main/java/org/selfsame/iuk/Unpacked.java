package org.selfsame.iuk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// The same directory of several archives that are unpacked one after the other: the last entry of a name counts, and
/// directories are entered.
///
/// @param layers at least one, in the order of unpacking
record Unpacked(List<Entry.Directory> layers) implements Entry.Directory {

    @Override
    public Name name() {
        return layers.getLast().name();
    }

    @Override
    public Metadata metadata() {
        return layers.getLast().metadata();
    }

    @Override
    public List<Entry> children() throws IOException {
        var children = new TreeMap<Name, Entry>();
        for (var layer : layers) {
            for (var entry : layer.children()) {
                children.merge(entry.name(), entry instanceof Entry.Directory directory
                        ? new Unpacked(List.of(directory))
                        : entry, Unpacked::over);
            }
        }
        return new ArrayList<>(children.values());
    }

    private static Entry over(Entry first, Entry then) {
        if (first instanceof Unpacked before && then instanceof Unpacked after) {
            var layers = new ArrayList<>(before.layers);
            layers.addAll(after.layers);
            return new Unpacked(layers);
        }
        return then;
    }
}
