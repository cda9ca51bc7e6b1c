package org.selfsame.format.iso9660;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Name;

/// What the Rock Ridge entries of one directory record say (RRIP 1.09, 1.10 and 1.12), and AAIP's `AL`.
final class RockRidge {
    static final RockRidge NONE = new RockRidge(Notes.NONE);

    static final int TYPE = 0170000;
    static final int DIRECTORY = 0040000;
    static final int REGULAR = 0100000;
    static final int SYMLINK = 0120000;
    static final int BLOCK_DEVICE = 0060000;
    static final int CHARACTER_DEVICE = 0020000;
    static final int FIFO = 0010000;
    static final int SOCKET = 0140000;

    private static final int NAME_CURRENT = 2;
    private static final int NAME_PARENT = 4;
    private static final int TIME_LONG = 0x80;

    private final Notes notes;
    /// File type and permissions, or -1 without `PX`.
    int mode = -1;
    long links;
    long user;
    long group;
    /// Serial number of the file, or 0 where `PX` has none.
    long serial;
    @Nullable
    Instant created;
    @Nullable
    Instant modified;
    @Nullable
    Instant accessed;
    @Nullable
    Instant changed;
    boolean hasDevice;
    long deviceHigh;
    long deviceLow;
    @Nullable
    Name name;
    @Nullable
    Name target;
    /// Block of the directory that this record stands for, or -1.
    long childLink = -1;
    /// Block of the directory that this one was moved from, or -1.
    long parentLink = -1;
    /// Whether this directory is listed somewhere else, by a `CL`.
    boolean relocated;
    boolean sparse;
    @Nullable
    Zisofs zisofs;
    byte[] attributes = {};
    long attributesOffset;

    private final ByteArrayOutputStream nameParts = new ByteArrayOutputStream();
    private final ByteArrayOutputStream targetParts = new ByteArrayOutputStream();
    private final ByteArrayOutputStream attributeParts = new ByteArrayOutputStream();
    private long targetOffset = -1;

    private RockRidge(Notes notes) {
        this.notes = notes;
    }

    /// @throws FormatException if an entry is shorter than its fields
    static RockRidge of(List<Bytes> entries, Notes notes) throws FormatException {
        if (entries.isEmpty()) {
            return NONE;
        }
        var result = new RockRidge(notes);
        for (var entry : entries) {
            result.take(entry);
        }
        result.finish();
        return result;
    }

    private void take(Bytes entry) throws FormatException {
        switch (entry.latin1(0, 2)) {
            case "PX" -> takeAttributes(entry);
            case "PN" -> {
                hasDevice = true;
                deviceHigh = entry.u32le(4);
                deviceLow = entry.u32le(12);
            }
            case "NM" -> takeName(entry);
            case "SL" -> {
                if (targetOffset < 0) {
                    targetOffset = entry.offset(0);
                }
                if (entry.length() > SystemUse.HEADER) {
                    append(targetParts, entry);
                }
            }
            case "TF" -> takeTimes(entry);
            case "CL" -> childLink = entry.u32le(4);
            case "PL" -> parentLink = entry.u32le(4);
            case "RE" -> relocated = true;
            case "SF" -> sparse = true;
            case "ZF", "Z2" -> zisofs = Zisofs.parse(entry);
            case "AL" -> {
                if (attributeParts.size() == 0) {
                    attributesOffset = entry.offset(0);
                }
                append(attributeParts, entry);
            }
            default -> {
                // RR, ER, SP, ES, and what other extensions define
            }
        }
    }

    private void finish() {
        if (name == null && nameParts.size() > 0) {
            name = Name.of(nameParts.toByteArray());
        }
        if (targetOffset >= 0) {
            target = SymlinkTarget.of(targetParts.toByteArray(), targetOffset, notes);
        }
        attributes = attributeParts.toByteArray();
    }

    private static void append(ByteArrayOutputStream parts, Bytes entry) throws FormatException {
        parts.writeBytes(entry.copy(Components.ENTRY_HEADER, entry.length() - Components.ENTRY_HEADER));
    }

    private void takeAttributes(Bytes entry) throws FormatException {
        if (mode >= 0) {
            notes.add("duplicate_attributes", entry.offset(0), "a second PX entry in one directory record");
        }
        mode = (int) (entry.u32le(4) & 0xffff);
        links = entry.u32le(12);
        user = entry.u32le(20);
        group = entry.u32le(28);
        // RRIP 1.12 adds the serial number
        serial = entry.length() >= 44 ? entry.u32le(36) : 0;
        for (int at = 4; at + 8 <= entry.length(); at += 8) {
            if (!entry.agree32(at)) {
                notes.add("both_endian", entry.offset(at), "a number of a PX entry differs between its two forms");
            }
        }
    }

    private void takeName(Bytes entry) throws FormatException {
        int flags = entry.u8(4);
        if ((flags & NAME_CURRENT) != 0) {
            name = Name.of(".");
        } else if ((flags & NAME_PARENT) != 0) {
            name = Name.of("..");
        } else {
            append(nameParts, entry);
        }
    }

    /// The stamps follow in the order of their flags: creation, modification, access, attributes, backup, expiration,
    /// effective (RRIP 1.12 §4.1.6).
    private void takeTimes(Bytes entry) throws FormatException {
        int flags = entry.u8(4);
        boolean longForm = (flags & TIME_LONG) != 0;
        int length = longForm ? IsoDate.LONG : IsoDate.SHORT;
        int at = Components.ENTRY_HEADER;
        for (int bit = 0; bit < 7; bit++) {
            if ((flags & 1 << bit) == 0) {
                continue;
            }
            entry.slice(at, length);
            var time = longForm ? IsoDate.longForm(entry, at) : IsoDate.shortForm(entry, at);
            at += length;
            switch (bit) {
                case 0 -> created = time;
                case 1 -> modified = time;
                case 2 -> accessed = time;
                case 3 -> changed = time;
                default -> {
                    // backup, expiration and effective have no place in a Unix file system
                }
            }
        }
    }
}
