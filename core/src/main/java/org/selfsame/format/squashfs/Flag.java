package org.selfsame.format.squashfs;

/// The bits of the superblock's flags. All but the compressor options only tell how the image was made.
enum Flag {
    UNCOMPRESSED_INODES(0x001),
    UNCOMPRESSED_DATA(0x002),
    /// Set by no writer of version 4.
    CHECK(0x004),
    UNCOMPRESSED_FRAGMENTS(0x008),
    NO_FRAGMENTS(0x010),
    ALWAYS_FRAGMENTS(0x020),
    DUPLICATES_REMOVED(0x040),
    EXPORTABLE(0x080),
    UNCOMPRESSED_XATTRS(0x100),
    NO_XATTRS(0x200),
    COMPRESSOR_OPTIONS(0x400),
    UNCOMPRESSED_IDS(0x800);

    /// All bits that are known, save [#CHECK].
    static final int ORDINARY = 0xffb;

    private final int bit;

    Flag(int bit) {
        this.bit = bit;
    }

    int bit() {
        return bit;
    }
}
