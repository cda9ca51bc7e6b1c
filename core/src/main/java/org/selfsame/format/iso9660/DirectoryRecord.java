package org.selfsame.format.iso9660;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.FormatException;

/// A directory record (ECMA-119 §9.1): one section of one file, as its directory lists it.
///
/// @param bytes the whole record
/// @param identifier the file identifier; one byte 0 or 1 for the directory itself and its parent
/// @param systemUse what follows the identifier and its padding
record DirectoryRecord(Bytes bytes, Bytes identifier, Bytes systemUse) {
    /// Bytes before the identifier.
    static final int HEADER = 33;
    static final int FLAG_HIDDEN = 1;
    static final int FLAG_DIRECTORY = 2;
    static final int FLAG_ASSOCIATED = 4;
    static final int FLAG_MULTI_EXTENT = 0x80;

    /// The record that starts at byte `at` of `directory`.
    ///
    /// @throws FormatException if its lengths contradict each other or run beyond `directory`
    static DirectoryRecord parse(Bytes directory, int at) throws FormatException {
        int length = directory.u8(at);
        if (length <= HEADER || length > directory.length() - at) {
            throw Iso.bad(directory.offset(at), "a directory record of " + length + " bytes; it has at least "
                    + (HEADER + 1) + " and " + (directory.length() - at) + " are left");
        }
        var bytes = directory.slice(at, length);
        int nameLength = bytes.u8(32);
        if (nameLength == 0 || nameLength > length - HEADER) {
            throw Iso.bad(bytes.offset(32), "a file identifier of " + nameLength + " bytes in a directory record of "
                    + length + " bytes");
        }
        // a pad byte makes the identifier's end even; a writer that leaves it out at the very end loses nothing
        int end = Math.min(length, HEADER + nameLength + (nameLength % 2 == 0 ? 1 : 0));
        return new DirectoryRecord(bytes, bytes.slice(HEADER, nameLength), bytes.from(end));
    }

    /// Where the record lies in the image.
    long offset() {
        return bytes.offset(0);
    }

    int extendedAttributeBlocks() throws FormatException {
        return bytes.u8(1);
    }

    /// First logical block of the extent, extended attribute record included.
    long extent() throws FormatException {
        return bytes.u32le(2);
    }

    /// Bytes of data.
    long size() throws FormatException {
        return bytes.u32le(10);
    }

    @Nullable
    Instant date() throws FormatException {
        return bytes.isZero(18, IsoDate.SHORT) ? null : IsoDate.shortForm(bytes, 18);
    }

    int flags() throws FormatException {
        return bytes.u8(25);
    }

    boolean has(int flag) throws FormatException {
        return (flags() & flag) != 0;
    }

    /// Whether the data is cut into file units with gaps between them (ECMA-119 §6.4.3).
    boolean isInterleaved() throws FormatException {
        return bytes.u8(26) != 0 || bytes.u8(27) != 0;
    }

    int volumeSequence() throws FormatException {
        return bytes.u16le(28);
    }

    boolean isSelf() throws FormatException {
        return identifier.length() == 1 && identifier.u8(0) == 0;
    }

    boolean isParent() throws FormatException {
        return identifier.length() == 1 && identifier.u8(0) == 1;
    }

    /// Whether the both-endian numbers say the same twice.
    boolean agrees() throws FormatException {
        return bytes.agree32(2) && bytes.agree32(10) && bytes.agree16(28);
    }
}
