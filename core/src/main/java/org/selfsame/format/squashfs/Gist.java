package org.selfsame.format.squashfs;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.LittleEndian;
import org.selfsame.task.Task;
import org.selfsame.tree.Reader.Known;

/// Digests what the tables of an image say, decoded and whole: each table from its first byte to its last, so that nothing
/// is left out because no inode leads to it. Inodes, listings and blocks are named by their order. See
/// [org.selfsame.tree.Reader#gist]. Not thread-safe.
final class Gist {
    private static final int MTIME = 1;
    private static final int MODE = 2;
    private static final int OWNER = 4;
    private static final int CONTENT = 8;
    /// No more than this in a header of a directory listing.
    private static final int MOST_IN_RUN = 256;

    private final Image image;
    private final Tables tables;
    private final long[] ids;
    private final FileBlocks blocks;
    private final Known known;
    private final MessageDigest digest = DigestAlgorithm.SHA256.start();
    private final DataOutputStream out = new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(),
            digest));
    /// Which fields of which inode are known, by its reference.
    private final Map<Long, Integer> masks = new HashMap<>();
    /// Fragment blocks that hold the end of a file that is known to differ.
    private final Set<Long> otherFragments = new HashSet<>();
    private final Extents extents = new Extents();
    private final BitSet idsSeen = new BitSet();
    private boolean idsInOrder = true;
    private boolean owners;
    private long[] inodes = new long[64];
    private int inodeCount;

    Gist(Image image, Tables tables, long[] ids, FileBlocks blocks, Known known) {
        this.image = image;
        this.tables = tables;
        this.ids = ids;
        this.blocks = blocks;
        this.known = known;
    }

    /// The digest, or null if a table has blocks that are not full where others follow.
    @Nullable
    String of(Survey survey, Task task) throws IOException {
        if (!isFull(tables.inodes()) || !isFull(tables.directories())) {
            return null;
        }
        survey.walk(task, (place, link, inode, parent, again) -> {
            int mask = mask(known.of(place.path()));
            if (mask != 0) {
                masks.merge(inode.reference(), mask, (a, b) -> a | b);
                owners |= (mask & OWNER) != 0;
            }
        });
        inodes(task);
        directories(task);
        fragments();
        exports();
        ids();
        xattrs();
        superblock();
        extents.write(image, tables, out);
        out.flush();
        return HexFormat.of().formatHex(digest.digest());
    }

    private static int mask(Set<String> fields) {
        int mask = 0;
        for (var field : fields) {
            mask |= switch (field) {
                case "modified" -> MTIME;
                case "permissions" -> MODE;
                case "user", "group" -> OWNER;
                case "content" -> CONTENT;
                default -> 0;
            };
        }
        return mask;
    }

    private static boolean isFull(MetadataTable table) throws IOException {
        for (int i = 0; i + 1 < table.blockCount(); i++) {
            if (table.block(i).length != Image.METADATA_SIZE) {
                return false;
            }
        }
        return true;
    }

    private void inodes(Task task) throws IOException {
        var cursor = new MetadataCursor(tables.inodes());
        cursor.seekBlock(0, 0);
        while (!cursor.atEnd()) {
            task.checkCancelled();
            if (inodeCount == inodes.length) {
                inodes = Arrays.copyOf(inodes, 2 * inodeCount);
            }
            inodes[inodeCount++] = cursor.reference();
            inode(cursor, masks.getOrDefault(cursor.reference(), 0));
        }
    }

    private void inode(MetadataCursor cursor, int mask) throws IOException {
        int number = cursor.u16();
        var type = InodeType.of(number);
        if (type == null) {
            throw cursor.broken("an inode of type " + number);
        }
        boolean extended = InodeType.isExtended(number);
        out.writeShort(number);
        put(cursor.u16(), (mask & MODE) == 0);
        put(id(cursor), (mask & OWNER) == 0);
        put(id(cursor), (mask & OWNER) == 0);
        put(cursor.u32(), (mask & MTIME) == 0);
        out.writeLong(cursor.u32());
        switch (type) {
            case DIRECTORY -> directory(cursor, extended);
            case FILE -> file(cursor, extended, (mask & CONTENT) == 0);
            case SYMLINK -> {
                out.writeLong(cursor.u32());
                long length = cursor.u32();
                out.writeLong(length);
                copy(cursor, length);
                xattr(cursor, extended);
            }
            case BLOCK_DEVICE, CHARACTER_DEVICE -> {
                out.writeLong(cursor.u32());
                out.writeLong(cursor.u32());
                xattr(cursor, extended);
            }
            case FIFO, SOCKET -> {
                out.writeLong(cursor.u32());
                xattr(cursor, extended);
            }
        }
    }

    private void put(long value, boolean counts) throws IOException {
        out.writeLong(counts ? value : -1);
    }

    private long id(MetadataCursor cursor) throws IOException {
        int index = cursor.u16();
        if (index >= ids.length) {
            throw cursor.broken("id " + index + " of the id table, which has " + ids.length);
        }
        if (!idsSeen.get(index)) {
            idsInOrder &= idsSeen.cardinality() == index;
            idsSeen.set(index);
        }
        return ids[index];
    }

    private void xattr(MetadataCursor cursor, boolean extended) throws IOException {
        if (extended) {
            out.writeLong(cursor.u32());
        }
    }

    private void directory(MetadataCursor cursor, boolean extended) throws IOException {
        if (!extended) {
            long block = cursor.u32();
            out.writeLong(cursor.u32());
            int size = cursor.u16();
            out.writeInt(size);
            listing(block, cursor.u16(), size);
            out.writeLong(cursor.u32());
            return;
        }
        out.writeLong(cursor.u32());
        long size = cursor.u32();
        out.writeLong(size);
        long block = cursor.u32();
        out.writeLong(cursor.u32());
        int indexes = cursor.u16();
        out.writeInt(indexes);
        listing(block, cursor.u16(), size);
        out.writeLong(cursor.u32());
        for (int i = 0; i < indexes; i++) {
            out.writeLong(cursor.u32());
            out.writeLong(blockOf(tables.directories(), cursor.u32()));
            long name = cursor.u32();
            out.writeLong(name);
            copy(cursor, name + 1);
        }
    }

    /// An empty listing may be said to lie anywhere.
    private void listing(long block, int offset, long size) throws IOException {
        out.writeLong(blockOf(tables.directories(), block));
        out.writeInt(offset);
        if (size <= 3 && Arrays.binarySearch(tables.directories().positions(),
                tables.directories().start() + block) < 0) {
            out.writeLong(block);
        }
    }

    /// The number of the block of a table that begins there, or -1 minus where it would be.
    private static long blockOf(MetadataTable table, long relative) throws IOException {
        int number = Arrays.binarySearch(table.positions(), table.start() + relative);
        return number >= 0 ? number : -1 - relative;
    }

    private void file(MetadataCursor cursor, boolean extended, boolean same) throws IOException {
        long start = extended ? cursor.i64() : cursor.u32();
        long size;
        long fragment;
        long offset;
        if (extended) {
            size = cursor.i64();
            put(cursor.i64(), same);
            out.writeLong(cursor.u32());
            fragment = cursor.u32();
            offset = cursor.u32();
            out.writeLong(cursor.u32());
        } else {
            fragment = cursor.u32();
            offset = cursor.u32();
            size = cursor.u32();
        }
        put(size, same);
        put(fragment, same);
        put(offset, same);
        if (!same && fragment != Inode.NO_FRAGMENT) {
            otherFragments.add(fragment);
        }
        var body = new Inode.FileBody(start, size, 0, fragment, offset, 0, 0);
        long count = body.blockCount(image.superblock().blockLog());
        if (size < 0 || count > tables.inodes().decodedLimit() / Integer.BYTES) {
            throw cursor.broken("a file of " + Long.toUnsignedString(size) + " bytes has " + count + " blocks");
        }
        long length = 0;
        for (long i = 0; i < count; i++) {
            int word = cursor.i32();
            length += image.dataLength(start, word);
            put(word, same);
        }
        if (length > 0) {
            extents.add(start, length, inodeCount - 1L, !same);
        } else if (start != 0) {
            out.writeLong(start);
        }
    }

    private void copy(MetadataCursor cursor, long length) throws IOException {
        var piece = Image.METADATA_SIZE;
        for (long left = length; left > 0; left -= piece) {
            out.write(cursor.bytes((int) Math.min(left, piece)));
        }
    }

    /// The number of an inode in the order of the table, or -1.
    private long ordinal(long reference) {
        return Arrays.binarySearch(inodes, 0, inodeCount, reference);
    }

    private void reference(long reference) throws IOException {
        long ordinal = ordinal(reference);
        out.writeLong(ordinal);
        if (ordinal < 0) {
            out.writeLong(reference);
        }
    }

    private void directories(Task task) throws IOException {
        var cursor = new MetadataCursor(tables.directories());
        if (tables.directories().blockCount() == 0) {
            return;
        }
        cursor.seekBlock(0, 0);
        while (!cursor.atEnd()) {
            task.checkCancelled();
            long count = cursor.u32() + 1;
            long block = cursor.u32();
            out.writeLong(count);
            out.writeLong(cursor.u32());
            if (count > MOST_IN_RUN) {
                throw cursor.broken("a directory header for " + count + " entries, where " + MOST_IN_RUN
                        + " are possible");
            }
            for (int i = 0; i < count; i++) {
                reference(block << 16 | cursor.u16());
                out.writeShort(cursor.i16());
                out.writeShort(cursor.u16());
                int length = cursor.u16() + 1;
                out.writeInt(length);
                copy(cursor, length);
            }
        }
    }

    private void fragments() throws IOException {
        var table = tables.fragments();
        if (table == null) {
            return;
        }
        for (long i = 0; i < table.count(); i++) {
            var fragment = blocks.fragment(i);
            boolean any = otherFragments.contains(i);
            put(fragment.word(), !any);
            out.writeInt(LittleEndian.i32(table.record(i), 12));
            extents.add(fragment.position(), image.dataLength(fragment.position(), fragment.word()), -1 - i,
                    any);
        }
    }

    private void exports() throws IOException {
        var table = tables.exports();
        if (table != null) {
            for (long i = 0; i < table.count(); i++) {
                reference(LittleEndian.i64(table.record(i), 0));
            }
        }
    }

    /// Each inode has its owners themselves; the table says no more, if no id in it is there for nothing.
    private void ids() throws IOException {
        boolean plain = idsInOrder && idsSeen.cardinality() == ids.length;
        out.writeBoolean(plain);
        if (!owners || !plain) {
            for (long id : ids) {
                out.writeLong(id);
            }
        }
    }

    private void xattrs() throws IOException {
        var xattrs = tables.xattrs();
        if (xattrs == null) {
            return;
        }
        for (int i = 0; i < xattrs.pairs().blockCount(); i++) {
            out.write(xattrs.pairs().block(i));
        }
        for (long i = 0; i < xattrs.ids().count(); i++) {
            out.write(xattrs.ids().record(i));
        }
        out.write(image.raw(xattrs.header() + Long.BYTES, XattrTables.HEADER - Long.BYTES));
    }

    /// All but the time, which is a field that is seen by itself, and where things are.
    private void superblock() throws IOException {
        byte[] bytes = image.raw(0, Superblock.SIZE);
        Arrays.fill(bytes, 8, 12, (byte) 0);
        if (owners) {
            Arrays.fill(bytes, 26, 28, (byte) 0);
        }
        for (int at = 32; at < Superblock.SIZE; at += Long.BYTES) {
            boolean absent = LittleEndian.i64(bytes, at) == Superblock.ABSENT;
            Arrays.fill(bytes, at, at + Long.BYTES, (byte) (absent ? 1 : 0));
        }
        out.write(bytes);
        reference(image.superblock().rootInode());
        out.write(image.raw(Superblock.SIZE, CompressorOptions.read(image).length()));
    }
}
