package org.selfsame.format.squashfs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.selfsame.codec.BlockEncoder;
import org.selfsame.content.LittleEndian;

/// Collects a table as metadata blocks, compressed as they fill up. Not thread-safe.
final class MetadataOutput {
    private final @Nullable BlockEncoder encoder;
    private final ByteArrayOutputStream blocks = new ByteArrayOutputStream();
    private final Encoder starts = new Encoder();
    private final byte[] open = new byte[Image.METADATA_SIZE];
    private final byte[] encoded = new byte[Image.METADATA_SIZE];
    private int used;

    /// @param encoder null for blocks that are stored as they are
    MetadataOutput(@Nullable BlockEncoder encoder) {
        this.encoder = encoder;
    }

    /// The place of the next record: start of the block in the upper 48 bits, offset in it in the lower 16.
    long reference() {
        return (long) blocks.size() << 16 | used;
    }

    /// @throws IOException if the encoder fails
    void write(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length);
    }

    /// @throws IOException if the encoder fails
    void write(byte[] bytes, int offset, int length) throws IOException {
        for (int done = 0; done < length;) {
            int count = Math.min(length - done, open.length - used);
            System.arraycopy(bytes, offset + done, open, used, count);
            used += count;
            done += count;
            if (used == open.length) {
                flush();
            }
        }
    }

    private void flush() throws IOException {
        if (used == 0) {
            return;
        }
        starts.i64(blocks.size());
        int size = encoder == null ? -1 : encoder.encode(open, 0, used, encoded, 0, encoded.length);
        boolean smaller = size > 0 && size < used;
        int header = smaller ? size : used | Image.METADATA_STORED;
        blocks.write(header);
        blocks.write(header >>> 8);
        blocks.write(smaller ? encoded : open, 0, smaller ? size : used);
        used = 0;
    }

    /// Writes the table.
    ///
    /// @return where it starts
    long writeTable(ImageOutput output) throws IOException {
        flush();
        long start = output.position();
        output.write(blocks.toByteArray());
        return start;
    }

    /// Writes the table.
    ///
    /// @return the list of the positions of its blocks
    byte[] writeListed(ImageOutput output) throws IOException {
        long start = writeTable(output);
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
    long writeLookup(ImageOutput output) throws IOException {
        byte[] list = writeListed(output);
        long start = output.position();
        output.write(list);
        return start;
    }
}
