package org.selfsame.format.fat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.selfsame.content.LittleEndian;
import org.selfsame.tree.Name;

/// A directory as it is stored: its entries in use, and what the other slots of 32 bytes hold.
///
/// The listing ends at a slot that begins with zero, as Microsoft's specification says; Linux reads on behind it, so
/// what stands there is worth a warning ([#hasBytesAfterEnd]).
final class Listing {
    private static final int DELETED = 0xe5;

    private final IntToLongFunction offsets;
    private final List<DirectoryEntry> entries = new ArrayList<>();
    private final List<Slots> others = new ArrayList<>();
    private final int slots;
    private int end;
    private boolean bytesAfterEnd;

    /// Slots that hold no entry in use.
    ///
    /// @param deleted whether they were deleted; else they are pieces of long names without an entry
    record Slots(int index, int count, boolean deleted) {}

    private Listing(int slots, IntToLongFunction offsets) {
        this.slots = slots;
        this.offsets = offsets;
    }

    /// Reads the slots in `bytes`. `offsets` tells where the slot of an index lies in the content; `wide` whether
    /// first clusters have 32 bits.
    static Listing parse(byte[] bytes, IntToLongFunction offsets, boolean wide) {
        var listing = new Listing(bytes.length / DirectoryEntry.SIZE, offsets);
        listing.end = listing.slots;
        var longName = new LongName();
        for (int index = 0; index < listing.slots; index++) {
            int at = index * DirectoryEntry.SIZE;
            if (bytes[at] == 0) {
                listing.end = index;
                break;
            }
            listing.slot(bytes, index, longName, wide);
        }
        listing.orphan(listing.end, longName.pieces());
        for (int at = listing.end * DirectoryEntry.SIZE; at < bytes.length; at++) {
            listing.bytesAfterEnd |= bytes[at] != 0;
        }
        return listing;
    }

    private void slot(byte[] bytes, int index, LongName longName, boolean wide) {
        int at = index * DirectoryEntry.SIZE;
        if (LittleEndian.u8(bytes, at) == DELETED) {
            orphan(index, longName.pieces());
            longName.take(-1);
            others.add(new Slots(index, 1, true));
            return;
        }
        int attributes = LittleEndian.u8(bytes, at + 11);
        if ((attributes & DirectoryEntry.LONG_NAME_MASK) == DirectoryEntry.LONG_NAME) {
            int before = longName.pieces();
            if (!longName.add(bytes, at)) {
                orphan(index, before);
            }
            return;
        }
        int pieces = longName.pieces();
        var name = longName.take(ShortName.checksum(bytes, at));
        if (name == null) {
            orphan(index, pieces);
            pieces = 0;
        }
        var shortName = isDots(bytes, at) ? dots(bytes, at) : ShortName.of(bytes, at, LittleEndian.u8(bytes, at + 12));
        entries.add(DirectoryEntry.of(bytes, at, pieces, offset(index),
                name == null ? Name.of(shortName) : name, shortName, wide));
    }

    private static boolean isDots(byte[] bytes, int at) {
        return bytes[at] == '.' && (bytes[at + 1] == ' ' || bytes[at + 1] == '.' && bytes[at + 2] == ' ');
    }

    private static String dots(byte[] bytes, int at) {
        return bytes[at + 1] == '.' ? ".." : ".";
    }

    private void orphan(int end, int pieces) {
        if (pieces > 0) {
            others.add(new Slots(end - pieces, pieces, false));
        }
    }

    /// The entries in use in their order, with volume labels, `.` and `..`.
    List<DirectoryEntry> entries() {
        return entries;
    }

    /// Deleted slots, and orphaned pieces of long names.
    List<Slots> others() {
        return others;
    }

    /// Number of slots.
    int slots() {
        return slots;
    }

    /// First slot that was never used, or [#slots].
    int end() {
        return end;
    }

    /// Whether anything but zeros follows [#end].
    boolean hasBytesAfterEnd() {
        return bytesAfterEnd;
    }

    /// Where a slot lies in the content.
    long offset(int index) {
        return offsets.applyAsLong(index);
    }
}
