package org.selfsame.format.ext4;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;
import org.selfsame.tree.Name;

/// Reads directories block by block. A directory with an index is read in the same way: the index lies in entries that are
/// not in use. Source: the Linux kernel's Documentation/filesystems/ext4/directory.rst.
final class DirectoryReader {
    private static final int HEADER = 8;
    private static final int FILE_TYPE = 0x2;
    private static final int WHOLE_BLOCK = 0xffff;
    private static final int PARENT = 4;

    private final Volume volume;
    private final List<DirectoryEntry> entries = new ArrayList<>();

    private DirectoryReader(Volume volume) {
        this.volume = volume;
    }

    /// The entries in use, in the order of the directory, `.` and `..` among them where they are stored.
    ///
    /// @throws FormatException if a block of it is missing or broken
    /// @throws IOException if the content cannot be read
    static List<DirectoryEntry> read(Volume volume, Inode inode) throws IOException {
        var reader = new DirectoryReader(volume);
        if (inode.size() > volume.limits().directoryBytes()) {
            throw new FormatException(Ext4Reader.FORMAT, inode.offset() + 4, "a directory of " + inode.size()
                    + " bytes");
        }
        if (inode.isInline()) {
            reader.inline(inode);
        } else {
            reader.blocks(inode);
        }
        return reader.entries;
    }

    private void inline(Inode inode) throws IOException {
        var data = volume.data(inode);
        var bytes = data.bytes(0, (int) data.size());
        int first = Math.min(bytes.length, Inode.MAP_SIZE);
        long offset = inode.offset() + Inode.MAP;
        if (first < PARENT) {
            throw new FormatException(Ext4Reader.FORMAT, offset, "an inline directory of " + first + " bytes");
        }
        parse(Arrays.copyOfRange(bytes, PARENT, first), offset + PARENT);
        parse(Arrays.copyOfRange(bytes, first, bytes.length), offset + first);
    }

    private void blocks(Inode inode) throws IOException {
        int blockSize = volume.superblock().blockSize();
        var map = MapReader.read(volume, inode);
        long blocks = Math.ceilDiv(inode.size(), (long) blockSize);
        int run = 0;
        for (long block = 0; block < blocks; block++) {
            while (run < map.runs() && map.end(run) <= block) {
                run++;
            }
            if (run == map.runs() || map.logical(run) > block || map.isUnwritten(run)) {
                throw new FormatException(Ext4Reader.FORMAT, inode.offset(), "block " + block
                        + " of a directory is missing");
            }
            long physical = map.physical(run) + block - map.logical(run);
            parse(volume.block(physical, inode.offset()), physical * blockSize);
        }
    }

    private void parse(byte[] block, long offset) throws FormatException {
        boolean typed = volume.superblock().hasIncompatible(FILE_TYPE);
        for (int at = 0; at < block.length;) {
            if (block.length - at < HEADER) {
                throw broken(offset + at, block.length - at);
            }
            int length = LittleEndian.u16(block, at + 4);
            if ((length == WHOLE_BLOCK || length == 0) && block.length > WHOLE_BLOCK) {
                length = block.length;
            }
            int nameLength = typed ? LittleEndian.u8(block, at + 6) : LittleEndian.u16(block, at + 6);
            long inode = LittleEndian.u32(block, at);
            if (length < HEADER || (length & 3) != 0 || length > block.length - at
                    || inode != 0 && (nameLength == 0 || nameLength > 255 || nameLength > length - HEADER)) {
                throw broken(offset + at, length);
            }
            if (inode != 0) {
                var name = Arrays.copyOfRange(block, at + HEADER, at + HEADER + nameLength);
                entries.add(new DirectoryEntry(offset + at, inode, typed ? LittleEndian.u8(block, at + 7) : 0,
                        Name.of(name)));
            }
            at += length;
        }
    }

    private static FormatException broken(long offset, int length) {
        return new FormatException(Ext4Reader.FORMAT, offset, "a directory entry of " + length + " bytes that is none");
    }
}
