package org.selfsame.format.squashfs;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// A regular file.
record SquashfsFile(FileBlocks blocks, Name name, Metadata metadata, Inode.FileBody body) implements Entry.File {

    @Override
    public long size() {
        return body.size();
    }

    @Override
    public Content content() throws IOException {
        return blocks.content(body);
    }
}
