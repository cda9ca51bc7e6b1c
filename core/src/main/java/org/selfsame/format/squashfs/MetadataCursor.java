package org.selfsame.format.squashfs;

import java.io.IOException;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;

/// Reads records from a table of metadata blocks; records may lie across blocks. Not thread-safe.
final class MetadataCursor {
    private static final byte[] NONE = {};

    private final MetadataTable table;
    private int number = -1;
    private byte[] block = NONE;
    private int at;

    MetadataCursor(MetadataTable table) {
        this.table = table;
    }

    /// Goes to `offset` in the block that starts `relative` bytes after the start of the table.
    ///
    /// @throws FormatException if there is no such place
    void seek(long relative, int offset) throws IOException {
        long position = table.start() + relative;
        if (number < 0 || table.positions()[number] != position) {
            seekBlock(table.numberOf(relative), offset);
        } else {
            seekBlock(number, offset);
        }
    }

    /// Goes to `offset` in the block of this number.
    ///
    /// @throws FormatException if the block is shorter
    void seekBlock(int blockNumber, int offset) throws IOException {
        if (blockNumber != number) {
            block = table.block(blockNumber);
            number = blockNumber;
        }
        if (offset > block.length) {
            throw broken("offset " + offset + " in a block of the " + table.what() + " that has " + block.length
                    + " bytes");
        }
        at = offset;
    }

    /// Goes to a reference: the start of a block in the table in the upper 48 bits, the offset in it in the lower 16.
    void seekReference(long reference) throws IOException {
        seek(reference >>> 16, (int) (reference & 0xffff));
    }

    /// The present place as a reference.
    long reference() throws IOException {
        return table.positions()[number] - table.start() << 16 | at;
    }

    /// The number of the present block.
    int blockNumber() {
        return number;
    }

    /// The offset in the present block.
    int offsetInBlock() {
        return at;
    }

    /// Whether nothing follows in the table.
    boolean atEnd() throws IOException {
        while (at == block.length) {
            if (number + 1 >= table.blockCount()) {
                return true;
            }
            seekBlock(number + 1, 0);
        }
        return false;
    }

    int u16() throws IOException {
        if (block.length - at >= 2) {
            at += 2;
            return LittleEndian.u16(block, at - 2);
        }
        return u8() | u8() << 8;
    }

    int i16() throws IOException {
        return (short) u16();
    }

    int i32() throws IOException {
        if (block.length - at >= 4) {
            at += 4;
            return LittleEndian.i32(block, at - 4);
        }
        return u16() | u16() << 16;
    }

    long u32() throws IOException {
        return i32() & 0xffffffffL;
    }

    long i64() throws IOException {
        return u32() | u32() << 32;
    }

    /// Reads bytes that the caller has bounded.
    byte[] bytes(int length) throws IOException {
        var bytes = new byte[length];
        for (int done = 0; done < length;) {
            needByte();
            int count = Math.min(length - done, block.length - at);
            System.arraycopy(block, at, bytes, done, count);
            at += count;
            done += count;
        }
        return bytes;
    }

    /// Where the present block lies in the image, for messages.
    long imageOffset() throws IOException {
        return number < 0 ? table.start() : table.positions()[number];
    }

    FormatException broken(String rule) throws IOException {
        return table.image().broken(imageOffset(), rule);
    }

    void skip(long length) throws IOException {
        for (long left = length; left > 0;) {
            needByte();
            int count = (int) Math.min(left, block.length - at);
            at += count;
            left -= count;
        }
    }

    private int u8() throws IOException {
        needByte();
        return block[at++] & 0xff;
    }

    private void needByte() throws IOException {
        if (atEnd()) {
            throw broken("the " + table.what() + " ends within a record");
        }
    }
}
