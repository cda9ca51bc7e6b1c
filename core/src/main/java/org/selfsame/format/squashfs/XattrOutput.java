package org.selfsame.format.squashfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import org.selfsame.tree.Name;
import org.selfsame.tree.Text;

/// Sets of extended attributes; equal sets are stored once. Not thread-safe.
final class XattrOutput {
    private static final int LONGEST_NAME = 255;

    private final Map<ByteBuffer, Integer> numbers = new HashMap<>();
    private final MetadataOutput pairs;
    private final MetadataOutput ids;
    private final BlockOutput output;

    XattrOutput(BlockOutput output) {
        this.output = output;
        this.pairs = new MetadataOutput(output);
        this.ids = new MetadataOutput(output);
    }

    /// The number of this set, for an inode.
    ///
    /// @throws IOException if SquashFS cannot store an attribute of it
    long number(SortedMap<Name, byte[]> xattrs) throws IOException {
        if (xattrs.isEmpty()) {
            return Inode.NO_XATTR;
        }
        var encoder = new Encoder();
        for (var pair : xattrs.entrySet()) {
            encode(encoder, pair.getKey(), pair.getValue());
        }
        byte[] list = encoder.toBytes();
        Integer known = numbers.get(ByteBuffer.wrap(list));
        if (known != null) {
            return known;
        }
        int number = numbers.size();
        numbers.put(ByteBuffer.wrap(list), number);
        ids.write(new Encoder().i64(pairs.reference()).u32(xattrs.size()).u32(list.length).toBytes());
        pairs.write(list);
        return number;
    }

    private static void encode(Encoder encoder, Name name, byte[] value) throws IOException {
        int prefix = XattrReader.prefixOf(name);
        int skipped = prefix < 0 ? 0 : XattrReader.prefix(prefix).length();
        int length = name.length() - skipped;
        if (prefix < 0 || length > LONGEST_NAME || value.length > XattrReader.LONGEST_VALUE) {
            throw new IOException("SquashFS has no place for the extended attribute " + Text.printable(name) + " of "
                    + value.length + " bytes");
        }
        encoder.u16(prefix).u16(length).bytes(Arrays.copyOfRange(name.bytes(), skipped, name.length()))
                .u32(value.length).bytes(value);
    }

    /// Writes the tables.
    ///
    /// @return where the header is, or -1 if there are no attributes
    long write() throws IOException {
        if (numbers.isEmpty()) {
            return Superblock.ABSENT;
        }
        long start = pairs.writeTable();
        byte[] list = ids.writeListed();
        long header = output.position();
        output.write(new Encoder().i64(start).u32(numbers.size()).u32(0).bytes(list).toBytes());
        return header;
    }
}
