package org.selfsame.format.fat;

import org.selfsame.content.DosTime;
import org.selfsame.content.LittleEndian;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// A directory entry in use, with the long name before it if it has one.
///
/// @param index its place in the directory, in entries
/// @param nameEntries how many entries before it are pieces of its name
/// @param offset where it lies in the content
/// @param name the long name, or else the short one
/// @param shortName the 8.3 name
/// @param cluster first cluster, or 0 for none
/// @param size size in bytes; 0 for directories
/// @param hasBadTime whether a date is stated that does not exist
record DirectoryEntry(int index, int nameEntries, long offset, Name name, String shortName, int attributes,
        long cluster, long size, Metadata metadata, boolean hasBadTime) {
    static final int SIZE = 32;

    static final int READ_ONLY = 0x01;
    static final int HIDDEN = 0x02;
    static final int SYSTEM = 0x04;
    static final int VOLUME_ID = 0x08;
    static final int DIRECTORY = 0x10;
    static final int LONG_NAME = READ_ONLY | HIDDEN | SYSTEM | VOLUME_ID;
    /// The attributes that count when a long name entry is told from others.
    static final int LONG_NAME_MASK = LONG_NAME | DIRECTORY | 0x20;

    boolean isDirectory() {
        return (attributes & DIRECTORY) != 0;
    }

    /// Whether this is the label of the volume instead of a file.
    boolean isVolumeLabel() {
        return (attributes & (VOLUME_ID | DIRECTORY)) == VOLUME_ID;
    }

    /// Whether this is `.` or `..`.
    boolean isDots() {
        return shortName.equals(".") || shortName.equals("..");
    }

    /// The entry in the 32 bytes at `at` of a directory.
    static DirectoryEntry of(byte[] bytes, int at, int nameEntries, long offset, Name name, String shortName,
            boolean wide) {
        int created = LittleEndian.u16(bytes, at + 16);
        int accessed = LittleEndian.u16(bytes, at + 18);
        int modified = LittleEndian.u16(bytes, at + 24);
        var metadata = Metadata.builder()
                .created(DosTime.instant(created, LittleEndian.u16(bytes, at + 14), LittleEndian.u8(bytes, at + 13)))
                .accessed(DosTime.instant(accessed, 0, 0))
                .modified(DosTime.instant(modified, LittleEndian.u16(bytes, at + 22), 0)).build();
        boolean bad = created != 0 && metadata.created() == null || accessed != 0 && metadata.accessed() == null
                || modified != 0 && metadata.modified() == null;
        long high = wide ? (long) LittleEndian.u16(bytes, at + 20) << 16 : 0;
        return new DirectoryEntry(at / SIZE, nameEntries, offset, name, shortName, LittleEndian.u8(bytes, at + 11),
                high | LittleEndian.u16(bytes, at + 26), LittleEndian.u32(bytes, at + 28), metadata, bad);
    }
}
