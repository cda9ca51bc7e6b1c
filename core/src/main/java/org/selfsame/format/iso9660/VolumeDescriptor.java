package org.selfsame.format.iso9660;

import org.jspecify.annotations.Nullable;
import org.selfsame.content.FormatException;

/// One sector of the volume descriptor set (ECMA-119 §8).
///
/// @param bytes the sector
/// @param type the first byte
record VolumeDescriptor(Bytes bytes, int type) {
    static final int BOOT_RECORD = 0;
    static final int PRIMARY = 1;
    static final int SUPPLEMENTARY = 2;
    static final int PARTITION = 3;
    static final int TERMINATOR = 255;
    /// Where the root directory's record lies within a primary or supplementary descriptor.
    static final int ROOT_RECORD = 156;
    /// Where the application-use bytes lie within a primary or supplementary descriptor (ECMA-119 §8.4.32).
    static final int APPLICATION_USE = 883;
    static final int APPLICATION_USE_LENGTH = 512;

    static VolumeDescriptor of(Bytes bytes) throws FormatException {
        return new VolumeDescriptor(bytes, bytes.u8(0));
    }

    /// Version 1, or 2 for an enhanced volume descriptor of ISO 9660:1999.
    int version() throws FormatException {
        return bytes.u8(6);
    }

    boolean hasTree() {
        return type == PRIMARY || type == SUPPLEMENTARY;
    }

    /// The Joliet level 1 to 3 of the escape sequence `%/@`, `%/C` or `%/E`; 0 if this is not a Joliet descriptor.
    int jolietLevel() throws FormatException {
        if (type != SUPPLEMENTARY) {
            return 0;
        }
        return switch (bytes.latin1(88, 3)) {
            case "%/@" -> 1;
            case "%/C" -> 2;
            case "%/E" -> 3;
            default -> 0;
        };
    }

    /// Bytes of a logical block: 512, 1024 or 2048.
    ///
    /// @throws FormatException if it is any other number
    int blockSize() throws FormatException {
        int size = bytes.u16le(128);
        if (size != 512 && size != 1024 && size != Iso.SECTOR) {
            throw Iso.bad(bytes.offset(128), "logical block size " + size + "; 512, 1024 and 2048 exist");
        }
        return size;
    }

    /// Logical blocks of the volume.
    long spaceSize() throws FormatException {
        return bytes.u32le(80);
    }

    /// The record of the root directory.
    DirectoryRecord root() throws FormatException {
        return DirectoryRecord.parse(bytes.slice(ROOT_RECORD, 34), 0);
    }

    /// Where the boot catalog lies, in sectors, if this is El Torito's boot record; else null.
    @Nullable
    Long bootCatalog() throws FormatException {
        return type == BOOT_RECORD && bytes.startsWith(7, "EL TORITO SPECIFICATION") ? bytes.u32le(71) : null;
    }

    /// The standard's name for a descriptor of this type.
    String title() throws FormatException {
        return switch (type) {
            case BOOT_RECORD -> "boot record volume descriptor";
            case PRIMARY -> "primary volume descriptor";
            case SUPPLEMENTARY -> version() == 2
                    ? "enhanced volume descriptor"
                    : "supplementary volume descriptor";
            case PARTITION -> "volume partition descriptor";
            case TERMINATOR -> "volume descriptor set terminator";
            default -> "volume descriptor of type " + type;
        };
    }
}
