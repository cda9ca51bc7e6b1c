package org.selfsame.iuk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import org.selfsame.tree.Entry;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Tree;

/// A diff stacked on a system: what the running system would see. Whiteouts of both kinds are understood.
final class Stack {
    private static final Name OPAQUE = Name.of("trusted.overlay.opaque");
    private static final Entry.Directory NOTHING = MemoryTree.directory(Name.of(""), Metadata.NONE, List.of());

    private Stack() {}

    /// The tree of both together; directories are merged when they are listed.
    static Tree of(Tree lower, Tree upper) {
        return new Tree(new Merged(lower.root(), upper.root()));
    }

    /// A directory of the diff with what is below it; it looks like the upper one.
    private record Merged(Entry.Directory lower, Entry.Directory upper) implements Entry.Directory {

        @Override
        public Name name() {
            return upper.name();
        }

        @Override
        public Metadata metadata() {
            return upper.metadata();
        }

        @Override
        public List<Entry> children() throws IOException {
            var children = new TreeMap<Name, Entry>();
            var hidden = new HashSet<Name>();
            boolean opaque = upper.metadata().xattrs().containsKey(OPAQUE);
            for (var entry : upper.children()) {
                opaque |= entry.name().equals(Union.OPAQUE);
                if (Union.startsWith(entry.name(), Union.WHITEOUT)) {
                    byte[] name = entry.name().bytes();
                    hidden.add(Name.of(Arrays.copyOfRange(name, Union.WHITEOUT.length(), name.length)));
                } else if (Union.isWhiteoutDevice(entry)) {
                    hidden.add(entry.name());
                } else {
                    children.put(entry.name(),
                            entry instanceof Entry.Directory directory ? new Merged(NOTHING, directory) : entry);
                }
            }
            for (var entry : opaque ? List.<Entry>of() : lower.children()) {
                if (!hidden.contains(entry.name())) {
                    children.merge(entry.name(), entry, Merged::over);
                }
            }
            return new ArrayList<>(children.values());
        }

        private static Entry over(Entry above, Entry below) {
            return above instanceof Merged merged && below instanceof Entry.Directory directory
                    ? new Merged(directory, merged.upper)
                    : above;
        }
    }
}
