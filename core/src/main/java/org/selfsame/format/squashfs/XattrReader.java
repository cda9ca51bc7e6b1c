package org.selfsame.format.squashfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;
import org.selfsame.tree.Name;

/// The extended attributes of the entries of one directory. Not thread-safe.
final class XattrReader {
    /// Linux' limit of a value, XATTR_SIZE_MAX.
    static final int LONGEST_VALUE = 1 << 16;
    private static final int LONGEST_NAME = 255;
    /// Linux' limit of all names together, XATTR_LIST_MAX, leaves no room for more.
    private static final int MOST_PAIRS = 1 << 15;
    private static final int OUT_OF_LINE = 0x100;
    /// Bytes of a pair without its name and value.
    private static final int SMALLEST_PAIR = 8;
    private static final int REFERENCE = 8;
    private static final String[] PREFIXES = {"user.", "trusted.", "security."};
    /// What a name and a value take in memory beside their bytes, roughly.
    private static final int OVERHEAD = 64;

    private final Image image;
    private final @Nullable XattrTables tables;
    private final Budget budget;
    private final Map<Long, SortedMap<Name, byte[]>> known = new HashMap<>();

    XattrReader(Image image, @Nullable XattrTables tables, Budget budget) {
        this.image = image;
        this.tables = tables;
        this.budget = budget;
    }

    /// Takes the pairs as they are stored.
    interface Visitor {
        /// @param prefix the number of the prefix, as stored
        /// @param name the name with its prefix; without one if the prefix is unknown
        void pair(int prefix, Name name, byte[] value);
    }

    static String prefix(int number) {
        return PREFIXES[number];
    }

    /// The number of the prefix that a full name starts with, or -1.
    static int prefixOf(Name name) {
        var text = name.toString();
        for (int i = 0; i < PREFIXES.length; i++) {
            if (text.startsWith(PREFIXES[i])) {
                return i;
            }
        }
        return -1;
    }

    /// Whether a prefix of this number has a name.
    static boolean isKnown(int prefix) {
        return prefix < PREFIXES.length;
    }

    /// The attributes with the number that an inode states. Those with an unknown prefix are left out, as the kernel does.
    ///
    /// @throws FormatException if there is no such number, or the attributes are not whole
    SortedMap<Name, byte[]> read(long number) throws IOException {
        if (number == Inode.NO_XATTR) {
            return Collections.emptySortedMap();
        }
        var map = known.get(number);
        if (map == null) {
            var pairs = new TreeMap<Name, byte[]>();
            visit(number, (prefix, name, value) -> {
                if (isKnown(prefix)) {
                    pairs.putIfAbsent(name, value);
                }
            });
            known.put(number, pairs);
            map = pairs;
        }
        budget.take((long) map.size() * OVERHEAD, 0);
        return map;
    }

    /// `number` as the number of a list of attributes.
    ///
    /// @throws FormatException if there is no such list
    int check(long number) throws IOException {
        if (tables == null || number >= tables.ids().count()) {
            throw image.broken(56, "extended attributes " + number + " in an image that has fewer");
        }
        return (int) number;
    }

    /// Visits all pairs with the number that an inode states.
    void visit(long number, Visitor visitor) throws IOException {
        if (tables == null) {
            throw image.broken(56, "extended attributes " + number + " in an image without them");
        }
        byte[] record = tables.ids().record(number);
        long count = LittleEndian.u32(record, 8);
        if (count > MOST_PAIRS) {
            throw image.broken(tables.header(), "an inode with " + count + " extended attributes, where " + MOST_PAIRS
                    + " are possible");
        }
        var cursor = new MetadataCursor(tables.pairs());
        cursor.seekReference(LittleEndian.i64(record, 0));
        for (int i = 0; i < count; i++) {
            visitPair(cursor, visitor);
        }
    }

    private void visitPair(MetadataCursor cursor, Visitor visitor) throws IOException {
        budget.take(SMALLEST_PAIR, cursor.imageOffset());
        int type = cursor.u16();
        int nameLength = cursor.u16();
        if (nameLength > LONGEST_NAME) {
            throw cursor.broken("an extended attribute with a name of " + nameLength + " bytes");
        }
        byte[] name = cursor.bytes(nameLength);
        byte[] value = (type & OUT_OF_LINE) != 0 ? outOfLine(cursor) : value(cursor);
        int prefix = type & 0xff;
        byte[] before = isKnown(prefix) ? PREFIXES[prefix].getBytes(StandardCharsets.US_ASCII) : new byte[0];
        var full = new byte[before.length + name.length];
        System.arraycopy(before, 0, full, 0, before.length);
        System.arraycopy(name, 0, full, before.length, name.length);
        visitor.pair(prefix, Name.of(full), value);
    }

    /// Follows the reference once: what is there is a value, whatever it looks like.
    private byte[] outOfLine(MetadataCursor cursor) throws IOException {
        long length = cursor.u32();
        if (length != REFERENCE) {
            throw cursor.broken("a reference to a value with " + length + " bytes, where it has " + REFERENCE);
        }
        var there = new MetadataCursor(Objects.requireNonNull(tables).pairs());
        there.seekReference(cursor.i64());
        return value(there);
    }

    private byte[] value(MetadataCursor cursor) throws IOException {
        long length = cursor.u32();
        if (length > LONGEST_VALUE) {
            throw cursor.broken("an extended attribute with a value of " + length + " bytes");
        }
        budget.take(length, cursor.imageOffset());
        return cursor.bytes((int) length);
    }
}
