package org.selfsame.format.iso9660;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.Ranges;

/// A file that zisofs has compressed, decoded block by block as it is read. Thread-safe; the block that was decoded
/// last is kept.
final class ZisofsContent implements Content {
    private static final byte[] MAGIC_1 = {0x37, (byte) 0xe4, 0x53, (byte) 0x96, (byte) 0xc9, (byte) 0xdb, (byte) 0xd6,
            0x07};
    private static final byte[] MAGIC_2 = {(byte) 0xef, 0x22, 0x55, (byte) 0xa1, (byte) 0xbc, 0x1b, (byte) 0x95,
            (byte) 0xa0};
    /// Both versions define block sizes of 32, 64 and 128 KiB; libisofs writes up to 1 MiB in version 2.
    private static final int MIN_BLOCK_LOG = 15;
    private static final int MAX_BLOCK_LOG = 20;

    private static final class Block {
        final long index;
        final byte[] bytes;

        Block(long index, byte[] bytes) {
            this.index = index;
            this.bytes = bytes;
        }
    }

    private final Content stored;
    private final long offset;
    private final long size;
    private final int headerSize;
    private final int pointerSize;
    private final int blockSize;
    private volatile @Nullable Block last;

    private ZisofsContent(Zisofs entry, Content stored, long offset) {
        this.stored = stored;
        this.offset = offset;
        size = entry.size();
        headerSize = entry.headerSize();
        pointerSize = entry.version() == 2 ? 8 : 4;
        blockSize = 1 << entry.blockLog();
    }

    static ZisofsContent open(Zisofs entry, Content stored, long offset) throws IOException {
        boolean second = entry.version() == 2;
        if (!entry.algorithm().equals(second ? "PZ" : "pz")) {
            throw Iso.bad(offset, "zisofs, algorithm " + entry.algorithm() + "; only zlib is read");
        }
        if (entry.blockLog() < MIN_BLOCK_LOG || entry.blockLog() > MAX_BLOCK_LOG) {
            throw Iso.bad(offset, "zisofs, blocks of 2^" + entry.blockLog() + " bytes; " + MIN_BLOCK_LOG + " to "
                    + MAX_BLOCK_LOG + " are read");
        }
        int headerSize = second ? 24 : 16;
        if (entry.headerSize() < headerSize || stored.size() < entry.headerSize()) {
            throw Iso.bad(offset, "zisofs, a header of " + entry.headerSize() + " bytes in a file of " + stored.size());
        }
        var header = Bytes.read(stored, 0, headerSize);
        if (!Arrays.equals(header.copy(0, 8), second ? MAGIC_2 : MAGIC_1)) {
            throw Iso.bad(offset, "zisofs is declared, but the file does not begin with its magic number");
        }
        long size = second ? header.u64le(12) : header.u32le(8);
        int blockLog = header.u8(second ? 11 : 13);
        if (size != entry.size() || blockLog != entry.blockLog()) {
            throw Iso.bad(offset, "zisofs, the file's header states " + size + " bytes in blocks of 2^" + blockLog
                    + ", its ZF entry " + entry.size() + " in blocks of 2^" + entry.blockLog());
        }
        var content = new ZisofsContent(entry, stored, offset);
        long pointers = content.blocks() + 1;
        if (pointers > (stored.size() - entry.headerSize()) / content.pointerSize) {
            throw Iso.bad(offset, "zisofs, " + pointers + " block pointers do not fit into a file of " + stored.size()
                    + " bytes");
        }
        return content;
    }

    private long blocks() {
        return size / blockSize + (size % blockSize == 0 ? 0 : 1);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long from, byte[] target, int targetOffset, int length) throws IOException {
        Ranges.check("content", from, length, size);
        for (int done = 0; done < length;) {
            long index = (from + done) / blockSize;
            int within = (int) ((from + done) % blockSize);
            var bytes = block(index).bytes;
            int count = Math.min(length - done, bytes.length - within);
            System.arraycopy(bytes, within, target, targetOffset + done, count);
            done += count;
        }
    }

    private Block block(long index) throws IOException {
        var block = last;
        if (block == null || block.index != index) {
            block = new Block(index, decode(index));
            last = block;
        }
        return block;
    }

    private byte[] decode(long index) throws IOException {
        var pointers = Bytes.read(stored, headerSize + index * pointerSize, 2 * pointerSize);
        long start = pointerSize == 8 ? pointers.u64le(0) : pointers.u32le(0);
        long end = pointerSize == 8 ? pointers.u64le(8) : pointers.u32le(4);
        int expected = (int) Math.min(blockSize, size - index * blockSize);
        // deflate never grows a block by more than a small part; whatever is longer is not a block
        if (start < 0 || end < start || end > stored.size() || end - start > 2L * blockSize) {
            throw Iso.bad(offset, "zisofs, block " + index + " from " + start + " to " + end + " in a file of "
                    + stored.size() + " bytes");
        }
        var bytes = new byte[expected];
        if (start < end) {
            inflate(stored.bytes(start, (int) (end - start)), bytes, index);
        }
        return bytes;
    }

    private void inflate(byte[] compressed, byte[] target, long index) throws FormatException {
        try (var inflater = new Inflater()) {
            inflater.setInput(compressed);
            int count = 0;
            while (count < target.length && !inflater.finished()) {
                int step = inflater.inflate(target, count, target.length - count);
                if (step == 0) {
                    break;
                }
                count += step;
            }
            // the check value at the end is only looked at when nothing more can come
            if (count < target.length || inflater.inflate(new byte[1]) != 0 || !inflater.finished()) {
                throw Iso.bad(offset, "zisofs, block " + index + " does not decode to " + target.length + " bytes");
            }
        } catch (DataFormatException e) {
            throw new FormatException(Iso.FORMAT, offset, "zisofs, block " + index + " is not a zlib stream", e);
        }
    }
}
