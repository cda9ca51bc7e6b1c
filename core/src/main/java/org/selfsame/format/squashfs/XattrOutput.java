package org.selfsame.format.squashfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.selfsame.tree.Name;

/// Sets of extended attributes; equal sets are stored once, and so are long values. Not thread-safe.
final class XattrOutput {
    private static final int LONGEST_NAME = 255;
    /// A value that is longer is stored apart, and the set refers to it: so sets stay small, and quick to look through.
    private static final int LONGEST_INLINE = 128;
    private static final int OUT_OF_LINE = 0x100;
    /// A reference to a value.
    private static final int REFERENCE = 8;
    /// A set that is larger has more values stored apart.
    private static final int LARGEST_SET = 65536;
    /// Bytes of a pair without its name and value.
    private static final int PAIR = 8;

    private final SquashfsOptions.Xattrs kept;
    private final Map<ByteBuffer, Integer> numbers = new HashMap<>();
    private final Map<ByteBuffer, Long> values = new HashMap<>();
    private final MetadataOutput pairs;
    private final MetadataOutput ids;

    /// @param pairs the table that sets and values go to
    /// @param ids the table that sets are found by
    XattrOutput(SquashfsOptions.Xattrs kept, MetadataOutput pairs, MetadataOutput ids) {
        this.kept = kept;
        this.pairs = pairs;
        this.ids = ids;
    }

    /// Whether SquashFS has a place for this attribute.
    static boolean isStorable(Name name, byte[] value) {
        int prefix = XattrReader.prefixOf(name);
        return prefix >= 0 && name.length() - XattrReader.prefix(prefix).length() <= LONGEST_NAME
                && value.length <= XattrReader.LONGEST_VALUE;
    }

    /// The number of this set, for an inode.
    ///
    /// @throws IOException if the encoder fails
    long number(SortedMap<Name, byte[]> xattrs) throws IOException {
        if (xattrs.isEmpty() || kept == SquashfsOptions.Xattrs.NONE) {
            return Inode.NO_XATTR;
        }
        var stored = new TreeMap<>(xattrs);
        stored.entrySet().removeIf(pair -> !isStorable(pair.getKey(), pair.getValue()));
        if (stored.isEmpty()) {
            return Inode.NO_XATTR;
        }
        var identity = ByteBuffer.wrap(encode(stored, Integer.MAX_VALUE));
        Integer known = numbers.get(identity);
        if (known != null) {
            return known;
        }
        int number = numbers.size();
        numbers.put(identity, number);
        write(stored);
        return number;
    }

    private void write(SortedMap<Name, byte[]> xattrs) throws IOException {
        int inline = LONGEST_INLINE;
        while (inline > 0 && size(xattrs, inline) > LARGEST_SET) {
            inline /= 2;
        }
        for (var value : xattrs.values()) {
            if (isApart(value, inline) && !values.containsKey(ByteBuffer.wrap(value))) {
                values.put(ByteBuffer.wrap(value), pairs.reference());
                pairs.write(new Encoder().u32(value.length).bytes(value).toBytes());
            }
        }
        // the size is what a program would need for all of them: full names, each with a NUL, and values
        int size = xattrs.entrySet().stream().mapToInt(pair -> pair.getKey().length() + 1 + pair.getValue().length)
                .sum();
        ids.write(new Encoder().i64(pairs.reference()).u32(xattrs.size()).u32(size).toBytes());
        pairs.write(encode(xattrs, inline));
    }

    private static boolean isApart(byte[] value, int inline) {
        return value.length > inline && value.length > REFERENCE;
    }

    private static int size(SortedMap<Name, byte[]> xattrs, int inline) {
        int size = 0;
        for (var pair : xattrs.entrySet()) {
            size += PAIR + suffix(pair.getKey()).length
                    + (isApart(pair.getValue(), inline) ? REFERENCE : pair.getValue().length);
        }
        return size;
    }

    private byte[] encode(SortedMap<Name, byte[]> xattrs, int inline) {
        var list = new Encoder();
        for (var pair : xattrs.entrySet()) {
            byte[] value = pair.getValue();
            byte[] suffix = suffix(pair.getKey());
            Long apart = isApart(value, inline) ? values.get(ByteBuffer.wrap(value)) : null;
            list.u16(XattrReader.prefixOf(pair.getKey()) | (apart == null ? 0 : OUT_OF_LINE)).u16(suffix.length)
                    .bytes(suffix);
            if (apart == null) {
                list.u32(value.length).bytes(value);
            } else {
                list.u32(REFERENCE).i64(apart);
            }
        }
        return list.toBytes();
    }

    private static byte[] suffix(Name name) {
        int prefix = XattrReader.prefix(XattrReader.prefixOf(name)).length();
        return Arrays.copyOfRange(name.bytes(), prefix, name.length());
    }

    /// Writes the tables.
    ///
    /// @return where the header is, or -1 if there are no attributes
    long write(ImageOutput output) throws IOException {
        if (numbers.isEmpty()) {
            return Superblock.ABSENT;
        }
        long start = pairs.writeTable(output);
        byte[] list = ids.writeListed(output);
        long header = output.position();
        output.write(new Encoder().i64(start).u32(numbers.size()).u32(0).bytes(list).toBytes());
        return header;
    }
}
