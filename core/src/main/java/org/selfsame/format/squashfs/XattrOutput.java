package org.selfsame.format.squashfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
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
    /// Of a value that is in its set.
    private static final long WITHIN = -1;
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
        var identity = ByteBuffer.wrap(encode(stored));
        Integer known = numbers.get(identity);
        if (known != null) {
            return known;
        }
        int number = numbers.size();
        numbers.put(identity, number);
        write(stored);
        return number;
    }

    /// Writes a set as mksquashfs does: a value of [#REFERENCE] bytes or more that an earlier set has is referred to there, be
    /// it in that set or apart; one that this set has twice is stored again, and apart.
    private void write(SortedMap<Name, byte[]> xattrs) throws IOException {
        int inline = LONGEST_INLINE;
        while (inline > 0 && size(xattrs, inline) > LARGEST_SET) {
            inline /= 2;
        }
        var met = new HashSet<ByteBuffer>();
        var fresh = new HashMap<ByteBuffer, Long>();
        var apart = new long[xattrs.size()];
        int index = 0;
        for (var value : xattrs.values()) {
            var key = ByteBuffer.wrap(value);
            long place = value.length < REFERENCE ? WITHIN : values.getOrDefault(key, WITHIN);
            boolean again = value.length >= REFERENCE && !met.add(key);
            if (place == WITHIN && (again || isApart(value, inline))) {
                place = pairs.reference();
                fresh.putIfAbsent(key, place);
                pairs.write(new Encoder().u32(value.length).bytes(value).toBytes());
            }
            apart[index++] = place;
        }
        // the size is what a program would need for all of them: full names, each with a NUL, and values
        int size = xattrs.entrySet().stream().mapToInt(pair -> pair.getKey().length() + 1 + pair.getValue().length)
                .sum();
        ids.write(new Encoder().i64(pairs.reference()).u32(xattrs.size()).u32(size).toBytes());
        index = 0;
        for (var pair : xattrs.entrySet()) {
            long place = apart[index++];
            byte[] value = pair.getValue();
            pairs.write(name(pair.getKey(), place == WITHIN ? 0 : OUT_OF_LINE).toBytes());
            if (place == WITHIN) {
                if (value.length >= REFERENCE) {
                    // what is in the set comes before what is apart, as it was met first
                    fresh.put(ByteBuffer.wrap(value), pairs.reference());
                }
                pairs.write(new Encoder().u32(value.length).bytes(value).toBytes());
            } else {
                pairs.write(new Encoder().u32(REFERENCE).i64(place).toBytes());
            }
        }
        values.putAll(fresh);
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

    /// All names and values, one after the other.
    private static byte[] encode(SortedMap<Name, byte[]> xattrs) {
        var list = new Encoder();
        xattrs.forEach((name, value) -> list.bytes(name(name, 0).toBytes()).u32(value.length).bytes(value));
        return list.toBytes();
    }

    private static Encoder name(Name name, int flag) {
        byte[] suffix = suffix(name);
        return new Encoder().u16(XattrReader.prefixOf(name) | flag).u16(suffix.length).bytes(suffix);
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
