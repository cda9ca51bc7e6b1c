package org.selfsame.format.zip;

import java.io.IOException;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;
import org.selfsame.tree.Format;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;

/// Zip archives. Recognized by the member that they begin with, by the central directory that Mozilla's `omni.ja` begins
/// with, or, behind a program or script that unpacks itself, by an end of central directory in the last 22 bytes.
public final class ZipFormat implements Format {
    private static final int MACHINE_CODE = 'M' | 'Z' << 8;
    private static final int SCRIPT = '#' | '!' << 8;

    @Override
    public String name() {
        return ZipReader.FORMAT;
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        if (content.size() < EndRecord.SIZE) {
            return false;
        }
        var start = content.bytes(0, 8);
        int magic = LittleEndian.i32(start, 0);
        if (magic == LocalHeader.MAGIC || magic == EndRecord.MAGIC
                || LittleEndian.i32(start, 4) == CentralEntry.MAGIC) {
            return true;
        }
        int two = LittleEndian.u16(start, 0);
        return (two == MACHINE_CODE || two == SCRIPT)
                && LittleEndian.i32(content.bytes(content.size() - EndRecord.SIZE, 4), 0) == EndRecord.MAGIC;
    }

    /// @throws FormatException if there is no central directory, or the tree is too large
    @Override
    public Reader open(Content content, Limits limits) throws IOException {
        return new ZipReader(content, limits);
    }
}
