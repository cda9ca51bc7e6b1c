package org.selfsame.partition;

/// The heads and sectors that old firmware counts addresses in.
///
/// @param heads heads a cylinder, 1 to 255
/// @param sectors sectors a track, 1 to 63
public record Geometry(int heads, int sectors) {
    /// What tools state where nothing is known of a disk.
    public static final Geometry USUAL = new Geometry(255, 63);

    /// Bytes of a sector in MBR and GPT, as written here.
    public static final int SECTOR = 512;

    private static final int CYLINDERS = 1024;

    /// @throws IllegalArgumentException if a number is outside its range
    public Geometry {
        if (heads < 1 || heads > 255 || sectors < 1 || sectors > 63) {
            throw new IllegalArgumentException("no geometry: " + heads + " heads, " + sectors + " sectors");
        }
    }

    /// Bytes of a cylinder.
    public long cylinder() {
        return (long) heads * sectors * SECTOR;
    }

    /// Whether the cylinder of the sector `lba` can be stated.
    boolean reaches(long lba) {
        return lba / ((long) heads * sectors) < CYLINDERS;
    }

    /// The three bytes of an MBR entry for the sector `lba`; of one that is out of reach, those of the last sector that
    /// is not.
    byte[] address(long lba) {
        long at = reaches(lba) ? lba : (long) CYLINDERS * heads * sectors - 1;
        long cylinder = at / ((long) heads * sectors);
        return new byte[]{(byte) (at / sectors % heads), (byte) (at % sectors + 1 | cylinder >> 2 & 0xc0),
                (byte) cylinder};
    }
}
