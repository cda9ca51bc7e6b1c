package org.selfsame.format.disk;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Format;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;

/// A disk with a partition table: MBR, GPT, Apple partition map, or several of them, as hybrid ISOs have.
///
/// A boot signature alone is no partition table: boot sectors of file systems and old-style kernels have it too. An ISO
/// whose system area holds no table is not a disk.
public final class DiskFormat implements Format {

    @Override
    public String name() {
        return DiskReader.FORMAT;
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return Tables.exist(content, Limits.DEFAULT.tableBytes());
    }

    /// @throws FormatException if there is no partition table
    @Override
    public Reader open(Content content, Limits limits) throws IOException {
        return new DiskReader(content, limits);
    }
}
