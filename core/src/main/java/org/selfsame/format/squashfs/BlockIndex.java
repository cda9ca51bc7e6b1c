package org.selfsame.format.squashfs;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.selfsame.content.FormatException;

/// Where an image has its data blocks and fragment blocks, by a check sum of what they hold: what [KnownBlocks] needs of an
/// image to spare the next one the encoding. A [SquashfsWriter] fills it in; it takes some 100 bytes of memory a block.
/// Not thread-safe.
///
/// The check sum only finds a block, so it is the quickest there is in 64 bits: CRC-32C, then CRC-32.
///
/// As bytes it is, in big-endian order: the number of blocks in 32 bits, and for each block the check sum and the position in
/// the image in 64 bits each, and the size word of SquashFS in 32 bits.
public final class BlockIndex {
    /// As many as 256 GiB have of the usual size.
    private static final int MOST = 1 << 21;

    private final List<Block> blocks = new ArrayList<>();

    /// An index without blocks.
    public BlockIndex() {}

    private record Block(long sum, Place place) {}

    /// Where a block lies.
    ///
    /// @param position in the image
    /// @param word its size word
    record Place(long position, int word) {}

    /// The check sum of the first `length` bytes of `block`.
    static long sum(byte[] block, int length) {
        var high = new CRC32C();
        high.update(block, 0, length);
        var low = new CRC32();
        low.update(block, 0, length);
        return high.getValue() << Integer.SIZE | low.getValue();
    }

    /// Adds the block that comes next in the image.
    void add(long sum, long position, int word) {
        blocks.add(new Block(sum, new Place(position, word)));
    }

    /// Forgets the blocks from `start` on.
    void takeBack(long start) {
        while (!blocks.isEmpty() && blocks.getLast().place().position() >= start) {
            blocks.removeLast();
        }
    }

    /// The blocks by the check sums of what they hold; of two with the same one, the first.
    Map<Long, Place> places() {
        var places = new HashMap<Long, Place>();
        for (var block : blocks) {
            places.putIfAbsent(block.sum(), block.place());
        }
        return places;
    }

    /// How many blocks there are.
    public int size() {
        return blocks.size();
    }

    /// Writes all of it.
    ///
    /// @throws IOException if `out` fails
    public void write(OutputStream out) throws IOException {
        var data = new DataOutputStream(out);
        data.writeInt(blocks.size());
        for (var block : blocks) {
            data.writeLong(block.sum());
            data.writeLong(block.place().position());
            data.writeInt(block.place().word());
        }
        data.flush();
    }

    /// Reads what [#write] has written, to its last byte.
    ///
    /// @throws FormatException if it has more blocks than any image
    /// @throws IOException if `in` fails or ends early
    public static BlockIndex read(InputStream in) throws IOException {
        var data = new DataInputStream(in);
        var index = new BlockIndex();
        int count = data.readInt();
        if (count < 0 || count > MOST) {
            throw new FormatException("block index", 0, "more than " + MOST + " blocks");
        }
        for (int i = 0; i < count; i++) {
            index.add(data.readLong(), data.readLong(), data.readInt());
        }
        return index;
    }
}
