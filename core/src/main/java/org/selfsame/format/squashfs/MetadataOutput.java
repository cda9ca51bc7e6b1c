package org.selfsame.format.squashfs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.selfsame.content.LittleEndian;

/// Collects a table as metadata blocks, compressed as they fill up. Not thread-safe.
final class MetadataOutput {
    private final BlockOutput output;
    private final ByteArrayOutputStream blocks = new ByteArrayOutputStream();
    private final Encoder starts = new Encoder();
    private final byte[] open = new byte[Image.METADATA_SIZE];
    private int used;

    MetadataOutput(BlockOutput output) {
        this.output = output;
    }

    /// The place of the next record: start of the block in the upper 48 bits, offset in it in the lower 16.
    long reference() {
        return (long) blocks.size() << 16 | used;
    }

    void write(byte[] bytes) {
        for (int done = 0; done < bytes.length;) {
            int count = Math.min(bytes.length - done, open.length - used);
            System.arraycopy(bytes, done, open, used, count);
            used += count;
            done += count;
            if (used == open.length) {
                flush();
            }
        }
    }

    private void flush() {
        if (used > 0) {
            starts.i64(blocks.size());
            blocks.writeBytes(output.metadataBlock(open, used));
            used = 0;
        }
    }

    /// Writes the table.
    ///
    /// @return where it starts
    long writeTable() throws IOException {
        flush();
        long start = output.position();
        output.write(blocks.toByteArray());
        return start;
    }

    /// Writes the table.
    ///
    /// @return the list of the positions of its blocks
    byte[] writeListed() throws IOException {
        long start = writeTable();
        byte[] relative = starts.toBytes();
        var list = new Encoder();
        for (int i = 0; i < relative.length; i += Long.BYTES) {
            list.i64(start + LittleEndian.i64(relative, i));
        }
        return list.toBytes();
    }

    /// Writes the table and the list of the positions of its blocks behind it.
    ///
    /// @return where the list starts
    long writeLookup() throws IOException {
        byte[] list = writeListed();
        long start = output.position();
        output.write(list);
        return start;
    }
}
