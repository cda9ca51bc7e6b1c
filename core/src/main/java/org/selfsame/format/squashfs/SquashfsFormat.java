package org.selfsame.format.squashfs;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.content.LittleEndian;
import org.selfsame.tree.Format;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;

/// SquashFS 4.0, little-endian, with the superblock at the start of the content.
public final class SquashfsFormat implements Format {
    static final String NAME = "squashfs";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return content.size() >= 4 && LittleEndian.i32(content.bytes(0, 4), 0) == Superblock.MAGIC;
    }

    @Override
    public Reader open(Content content, Limits limits) throws IOException {
        return SquashfsReader.open(content, limits);
    }
}
