package org.selfsame.format.fat;

/// The width of an entry in the file allocation table.
///
/// Source: Microsoft's FAT specification 1.03 (the thresholds, and the meaning of table values).
public enum FatType {
    /// 12 bits, packed; fewer than 4085 clusters.
    FAT12(12, 0xfff, 4084),
    /// 16 bits; fewer than 65525 clusters.
    FAT16(16, 0xffff, 65524),
    /// 32 bits, of which 28 count.
    FAT32(32, 0x0fffffff, 0x0ffffff5);

    private final int bits;
    private final long mask;
    private final long maximum;

    FatType(int bits, long mask, long maximum) {
        this.bits = bits;
        this.mask = mask;
        this.maximum = maximum;
    }

    /// Bits an entry takes in the table.
    int bits() {
        return bits;
    }

    /// The bits of an entry that count.
    long mask() {
        return mask;
    }

    /// The most clusters that a volume of this type may have.
    long maximum() {
        return maximum;
    }

    /// Bytes that `entries` entries take.
    long tableBytes(long entries) {
        return Math.ceilDiv(entries * bits, 8);
    }

    /// The fewest clusters that a volume of this type has by Microsoft's rule.
    long minimum() {
        return switch (this) {
            case FAT12 -> 1;
            case FAT16 -> FAT12.maximum + 1;
            case FAT32 -> FAT16.maximum + 1;
        };
    }

    /// Whether a table value ends a chain.
    boolean isEnd(long value) {
        return value >= (mask & ~7L);
    }

    /// Whether a table value marks a bad cluster.
    boolean isBad(long value) {
        return value == (mask & ~8L);
    }
}
