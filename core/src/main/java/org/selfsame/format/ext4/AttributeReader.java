package org.selfsame.format.ext4;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;
import org.selfsame.tree.Name;

/// Reads extended attributes: behind the fields of the inode, and in a block that several inodes may share. What is shared
/// is kept, so one reader serves one listing. Not thread-safe. Source: the Linux kernel's
/// Documentation/filesystems/ext4/attributes.rst.
final class AttributeReader {
    static final int MAGIC = 0xea020000;
    static final int BLOCK_HEADER = 32;

    private static final int ENTRY = 16;
    /// Linux' XATTR_SIZE_MAX.
    private static final int LONGEST_VALUE = 1 << 16;
    private static final int SYSTEM = 7;
    private static final Name DATA = Name.of("data");
    private static final byte[] EMPTY = {};

    private final Volume volume;
    private final Map<Long, SortedMap<Name, byte[]>> blocks = new HashMap<>();
    private final Map<Long, byte[]> values = new HashMap<>();

    AttributeReader(Volume volume) {
        this.volume = volume;
    }

    /// All attributes of an inode.
    ///
    /// @throws FormatException if they break a rule
    /// @throws IOException if the content cannot be read
    SortedMap<Name, byte[]> read(Inode inode) throws IOException {
        var found = new TreeMap<Name, byte[]>();
        inInode(inode, found);
        long block = inode.attributeBlock();
        if (block != 0) {
            var shared = blocks.get(block);
            if (shared == null) {
                shared = new TreeMap<>();
                var bytes = volume.block(block, inode.offset() + 104);
                if (LittleEndian.i32(bytes, 0) != MAGIC) {
                    throw broken(block * bytes.length, "a block of extended attributes without their magic");
                }
                parse(bytes, BLOCK_HEADER, 0, block * bytes.length, shared);
                blocks.put(block, shared);
            }
            found.putAll(shared);
        }
        return found;
    }

    /// The rest of an inode's inline data, behind the first 60 bytes.
    ///
    /// @throws FormatException if the attributes break a rule
    /// @throws IOException if the content cannot be read
    byte[] inline(Inode inode) throws IOException {
        return inInode(inode, new TreeMap<>());
    }

    /// @return the value of `system.data`, which is not among the attributes
    private byte[] inInode(Inode inode, SortedMap<Name, byte[]> found) throws IOException {
        int at = inode.attributesAt();
        var bytes = inode.bytes();
        if (at + 8 > bytes.length || LittleEndian.i32(bytes, at) != MAGIC) {
            return EMPTY;
        }
        var data = parse(bytes, at + 4, at + 4, inode.offset(), found);
        return data == null ? EMPTY : data;
    }

    /// @param base what the offsets of values count from
    /// @param offset of the bytes in the content
    private byte @Nullable [] parse(byte[] bytes, int start, int base, long offset, SortedMap<Name, byte[]> found)
            throws IOException {
        byte[] data = null;
        long taken = 0;
        int at = start;
        while (at + 4 <= bytes.length && LittleEndian.i32(bytes, at) != 0) {
            int nameLength = LittleEndian.u8(bytes, at);
            int next = at + ENTRY + (nameLength + 3 & ~3);
            if (next > bytes.length) {
                throw broken(offset + at, "an extended attribute runs beyond its place");
            }
            long size = LittleEndian.u32(bytes, at + 8);
            long inode = LittleEndian.u32(bytes, at + 4);
            byte[] value;
            if (inode != 0) {
                value = valueOf(inode, size, offset + at);
            } else {
                long from = (long) base + LittleEndian.u16(bytes, at + 2);
                taken += size;
                // values do not overlap: together they are no longer than their place
                if (size > 0 && (from + size > bytes.length || taken > bytes.length)) {
                    throw broken(offset + at, "the value of an extended attribute, " + size + " bytes at " + from
                            + ", lies outside");
                }
                value = new byte[(int) size];
                System.arraycopy(bytes, size == 0 ? 0 : (int) from, value, 0, value.length);
            }
            var name = new byte[nameLength];
            System.arraycopy(bytes, at + ENTRY, name, 0, nameLength);
            int prefix = LittleEndian.u8(bytes, at + 1);
            if (prefix == SYSTEM && Name.of(name).equals(DATA)) {
                data = value;
            } else {
                boolean list = prefix == 2 || prefix == 3;
                found.put(full(prefix, name), list ? AccessList.convert(value, offset + at) : value);
            }
            at = next;
        }
        return data;
    }

    private static Name full(int prefix, byte[] name) {
        var text = switch (prefix) {
            case 0 -> "";
            case 1 -> "user.";
            case 2 -> "system.posix_acl_access";
            case 3 -> "system.posix_acl_default";
            case 4 -> "trusted.";
            case 6 -> "security.";
            case SYSTEM -> "system.";
            case 8 -> "system.richacl";
            default -> "ext4-" + prefix + ".";
        };
        var first = text.getBytes(StandardCharsets.US_ASCII);
        var all = Arrays.copyOf(first, first.length + name.length);
        System.arraycopy(name, 0, all, first.length, name.length);
        return Name.of(all);
    }

    private byte[] valueOf(long number, long size, long statedAt) throws IOException {
        var known = values.get(number);
        if (known == null) {
            var inode = volume.inode(number, statedAt);
            if (!inode.isAttributeValue() || inode.isInline() || inode.size() != size || size > LONGEST_VALUE) {
                throw broken(statedAt, "inode " + number + " does not hold the value of an extended attribute of "
                        + size + " bytes");
            }
            known = volume.data(inode).bytes(0, (int) size);
            values.put(number, known);
        }
        return known;
    }

    private static FormatException broken(long offset, String rule) {
        return new FormatException(Ext4Reader.FORMAT, offset, rule);
    }
}
