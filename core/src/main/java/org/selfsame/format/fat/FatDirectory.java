package org.selfsame.format.fat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// A directory of the tree. That it does not contain itself is seen when its chain is read ([DirectoryClaims]).
final class FatDirectory implements Entry.Directory {
    private final FatVolume volume;
    private final @Nullable FatDirectory parent;
    private final @Nullable DirectoryEntry entry;
    private final int depth;

    private FatDirectory(FatVolume volume, @Nullable FatDirectory parent, @Nullable DirectoryEntry entry, int depth) {
        this.volume = volume;
        this.parent = parent;
        this.entry = entry;
        this.depth = depth;
    }

    static FatDirectory root(FatVolume volume) {
        return new FatDirectory(volume, null, null, 0);
    }

    @Override
    public Name name() {
        return entry == null ? Name.of("") : entry.name();
    }

    @Override
    public Metadata metadata() {
        return entry == null ? Metadata.NONE : entry.metadata();
    }

    /// Its entry in its parent, or null if it is the root.
    @Nullable
    DirectoryEntry entry() {
        return entry;
    }

    /// First cluster as `..` entries state it: 0 for the root.
    long cluster() {
        return entry == null ? 0 : entry.cluster();
    }

    /// The first cluster that a `..` entry in it should state.
    long parentCluster() {
        return parent == null ? 0 : parent.cluster();
    }

    /// Its chain, or null if it is a root with a place of its own.
    ///
    /// @throws FormatException if the chain is not one
    /// @throws IOException if the table cannot be read
    @Nullable
    Chain chain() throws IOException {
        if (entry != null) {
            return volume.directoryChain(entry.cluster(), entry.offset());
        }
        return volume.hasFixedRoot()
                ? null
                : volume.directoryChain(volume.boot().rootCluster(), FatVolume.ROOT_CLUSTER_OFFSET);
    }

    /// @throws FormatException if the directory breaks a rule
    /// @throws IOException if it cannot be read
    Listing listing() throws IOException {
        var chain = chain();
        return chain == null ? volume.root() : volume.listing(chain);
    }

    @Override
    public List<Entry> children() throws IOException {
        return children(listing());
    }

    /// The children of a listing of this directory.
    ///
    /// @throws FormatException if directories are nested too deep
    List<Entry> children(Listing listing) throws FormatException {
        var children = new ArrayList<Entry>();
        for (var child : listing.entries()) {
            if (child.isVolumeLabel() || child.isDots()) {
                continue;
            }
            if (!child.isDirectory()) {
                children.add(new FatFile(volume, child));
                continue;
            }
            if (depth >= volume.limits().depth()) {
                throw new FormatException("fat", child.offset(),
                        "directories nested more than " + volume.limits().depth() + " deep");
            }
            children.add(new FatDirectory(volume, this, child, depth + 1));
        }
        children.sort(Comparator.comparing(Entry::name));
        return children;
    }

    /// A file of the tree.
    record FatFile(FatVolume volume, DirectoryEntry entry) implements Entry.File {
        @Override
        public Name name() {
            return entry.name();
        }

        @Override
        public Metadata metadata() {
            return entry.metadata();
        }

        @Override
        public long size() {
            return entry.size();
        }

        @Override
        public Content content() throws IOException {
            return volume.file(entry);
        }
    }
}
