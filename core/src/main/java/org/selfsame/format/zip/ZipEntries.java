package org.selfsame.format.zip;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.PathTree;
import org.selfsame.tree.Tree;

/// Makes the tree of an archive.
final class ZipEntries {
    /// Linux' limit of a path.
    private static final int LONGEST_TARGET = 4096;

    private ZipEntries() {}

    /// @throws FormatException if the tree is too large
    /// @throws IOException if the content cannot be read
    static Tree tree(ZipArchive archive) throws IOException {
        var tree = new PathTree(ZipReader.FORMAT, archive.limits(), archive.content().size());
        archive.visit(entry -> {
            if (entry.isDirectory()) {
                tree.directory(entry.name(), entry.offset(), ZipMetadata.of(entry, localExtra(archive, entry)));
            } else {
                tree.entry(entry.name(), entry.offset(), name -> entry(archive, entry, name));
            }
        });
        return tree.tree();
    }

    private static Entry entry(ZipArchive archive, CentralEntry entry, Name name) throws IOException {
        var metadata = ZipMetadata.of(entry, localExtra(archive, entry));
        if (entry.isSymbolicLink() && entry.size() <= LONGEST_TARGET) {
            try {
                var target = archive.data(entry);
                return new Entry.Symlink(name, metadata, Name.of(target.bytes(0, (int) target.size())));
            } catch (FormatException _) {
                // shown as a file, whose content tells what is wrong
            }
        }
        return new ZipFile(name, metadata, archive, entry);
    }

    private static byte @Nullable [] localExtra(ZipArchive archive, CentralEntry entry) throws IOException {
        var local = LocalHeader.find(archive.content(), entry.local());
        return local == null ? null : local.extra();
    }

    private record ZipFile(Name name, Metadata metadata, ZipArchive archive, CentralEntry entry)
            implements
                Entry.File {
        @Override
        public long size() {
            return entry.size();
        }

        @Override
        public Content content() throws IOException {
            return archive.data(entry);
        }
    }
}
