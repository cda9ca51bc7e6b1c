package org.selfsame.tree;

import java.util.Comparator;
import java.util.List;
import org.selfsame.content.Content;

/// Directories and files whose parts are all known: for trees that are declared, not read.
public final class MemoryTree {
    private MemoryTree() {}

    /// A directory with these children, in any order.
    public static Entry.Directory directory(Name name, Metadata metadata, List<? extends Entry> children) {
        return new MemoryDirectory(name, metadata,
                children.stream().<Entry>map(child -> child).sorted(Comparator.comparing(Entry::name)).toList());
    }

    /// A file of these bytes.
    public static Entry.File file(Name name, Metadata metadata, Content content) {
        return new MemoryFile(name, metadata, content);
    }

    private record MemoryDirectory(Name name, Metadata metadata, List<Entry> children) implements Entry.Directory {}

    private record MemoryFile(Name name, Metadata metadata, Content content) implements Entry.File {
        @Override
        public long size() {
            return content.size();
        }
    }
}
