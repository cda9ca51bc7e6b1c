package org.selfsame.format.ext4;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Region.Kind;

/// Where a survey puts what it finds, and which blocks have an owner by now. Not thread-safe.
final class Findings {
    private final Volume volume;
    private final Regions regions;
    private final Oddities oddities;
    private final BitSet owned = new BitSet();
    private final int blockSize;
    private final long present;

    /// Takes regions. They may lie after the end of a content that was cut.
    @FunctionalInterface
    interface Regions {
        /// @throws FormatException if there are too many
        void add(long offset, long length, Kind kind, String what, String owner) throws FormatException;
    }

    /// Takes anomalies; `code` without the name of the format.
    @FunctionalInterface
    interface Oddities {
        void add(String code, long offset, String detail);
    }

    Findings(Volume volume, Regions regions, Oddities oddities) {
        this.volume = volume;
        this.regions = regions;
        this.oddities = oddities;
        blockSize = volume.superblock().blockSize();
        present = volume.presentBlocks();
    }

    Volume volume() {
        return volume;
    }

    void region(long offset, long length, Kind kind, String what, String owner) throws FormatException {
        regions.add(offset, length, kind, what, owner);
    }

    /// The fields of a structure that is called `what`.
    void fields(long offset, List<StructureField> fields, int size, String what, String owner) throws FormatException {
        for (var field : fields) {
            if (field.at() + field.length() <= size) {
                regions.add(offset + field.at(), field.length(), Kind.FIELD, what + "." + field.name(), owner);
            }
        }
    }

    void anomaly(String code, long offset, String detail) {
        oddities.add(code, offset, detail);
    }

    /// Blocks that are one structure, which owns them from now on.
    ///
    /// @param statedAt where they are stated
    /// @return whether they are blocks of the volume that had no owner; if not, that is an anomaly
    boolean structure(long first, long count, long statedAt, String what, String owner) throws FormatException {
        try {
            volume.checkBlocks(first, count, statedAt);
        } catch (FormatException e) {
            anomaly("outside", statedAt, what + ": " + e.rule());
            return false;
        }
        regions.add(first * blockSize, count * blockSize, Kind.STRUCTURE, what, owner);
        return own(first, count, statedAt, what + (owner.isEmpty() ? "" : " of " + owner));
    }

    /// Gives blocks an owner.
    ///
    /// @param what that owns them, printable
    /// @return whether they had none; if not, that is an anomaly
    boolean own(long first, long count, long statedAt, String what) {
        if (first >= present) {
            return true;
        }
        int from = (int) first;
        int to = (int) Math.min(first + count, present);
        int taken = owned.nextSetBit(from);
        boolean free = taken < 0 || taken >= to;
        if (!free) {
            anomaly("shared_block", statedAt, what + ": block " + taken + " belongs to something else too");
        }
        owned.set(from, to);
        return free;
    }

    boolean isOwned(long block) {
        return owned.get((int) block);
    }

    /// Filling: padding where all of it is zero, else bytes that nothing refers to.
    ///
    /// @throws IOException if the content cannot be read
    void filling(long offset, long length, String what) throws IOException {
        long end = Math.min(offset + length, volume.content().size());
        if (end > offset) {
            boolean zero = isZero(offset, end - offset);
            regions.add(offset, end - offset, zero ? Kind.PADDING : Kind.UNKNOWN, what, "");
        }
    }

    /// Whether all bytes of a range are zero. It lies inside the content.
    ///
    /// @throws IOException if the content cannot be read
    boolean isZero(long offset, long length) throws IOException {
        var content = volume.content();
        long end = offset + length;
        for (long at = content.nextData(offset); at < end; at = content.nextData(at)) {
            var piece = content.bytes(at, (int) Math.min(1 << 16, end - at));
            for (byte b : piece) {
                if (b != 0) {
                    return false;
                }
            }
            at += piece.length;
            if (at >= end) {
                return true;
            }
        }
        return true;
    }
}
