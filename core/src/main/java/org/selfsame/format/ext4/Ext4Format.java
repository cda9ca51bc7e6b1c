package org.selfsame.format.ext4;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;
import org.selfsame.tree.Format;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;

/// The file systems ext2, ext3 and ext4. Recognized by a superblock that makes sense.
public final class Ext4Format implements Format {

    @Override
    public String name() {
        return Ext4Reader.FORMAT;
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        if (content.size() < Superblock.OFFSET + Superblock.SIZE
                || LittleEndian.u16(content.bytes(Superblock.OFFSET + 56, 2), 0) != Superblock.MAGIC) {
            return false;
        }
        try {
            Superblock.read(content);
            return true;
        } catch (FormatException _) {
            return false;
        }
    }

    /// @throws FormatException if the superblock makes no sense, or group descriptors or root cannot be read
    @Override
    public Reader open(Content content, Limits limits) throws IOException {
        return new Ext4Reader(Volume.open(content, limits));
    }
}
