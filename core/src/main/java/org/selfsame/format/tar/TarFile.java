package org.selfsame.format.tar;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestedContent;
import org.selfsame.content.FormatException;
import org.selfsame.content.Ranges;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// A file of the tree.
///
/// @param digest the SHA-256 of its bytes, if it was computed when the archive was opened
record TarFile(Name name, Metadata metadata, Content archive, Member member, @Nullable Digest digest)
        implements
            Entry.File {

    @Override
    public long size() {
        return member.size();
    }

    @Override
    public Content content() throws IOException {
        var broken = member.broken();
        if (broken != null) {
            throw new FormatException(TarReader.FORMAT, broken.offset(), broken.rule());
        }
        Ranges.check(TarReader.FORMAT, member.dataOffset(), member.stored(), archive.size());
        var stored = archive.slice(member.dataOffset(), member.stored());
        var sparse = member.sparse();
        if (sparse != null) {
            return new SparseContent(stored, sparse);
        }
        return digest == null ? stored : new DigestedContent(stored, digest);
    }

    /// A hard link to a member that is not there.
    record Dangling(Name name, Metadata metadata, long offset, String target) implements Entry.File {
        @Override
        public long size() {
            return 0;
        }

        @Override
        public Content content() throws IOException {
            throw new FormatException(TarReader.FORMAT, offset, "a hard link to " + target
                    + ", which does not come before it");
        }
    }
}
