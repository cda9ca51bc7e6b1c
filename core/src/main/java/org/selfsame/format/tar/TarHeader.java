package org.selfsame.format.tar;

import java.util.Arrays;

/// One header block. Sources: POSIX.1-2017, pax, "ustar Interchange Format"; the GNU tar manual, "Basic Tar Format".
///
/// @param offset where it lies in the content
/// @param block its 512 bytes
@SuppressWarnings("ArrayRecordComponent")
record TarHeader(long offset, byte[] block) {
    static final int SIZE = 512;

    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_LENGTH = 8;

    /// The forms of a header. Those of pax are ustar's with extended headers before.
    enum Variant {
        V7, USTAR, GNU
    }

    Variant variant() {
        if (matches(257, "ustar\0")) {
            return Variant.USTAR;
        }
        return matches(257, "ustar  \0") ? Variant.GNU : Variant.V7;
    }

    boolean isZero() {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /// Whether the checksum is right: the sum of all bytes with the checksum's own as spaces. Old tools summed signed
    /// bytes.
    boolean isSound() {
        long unsigned = 0;
        long signed = 0;
        for (int i = 0; i < SIZE; i++) {
            boolean own = i >= CHECKSUM && i < CHECKSUM + CHECKSUM_LENGTH;
            unsigned += own ? ' ' : block[i] & 0xff;
            signed += own ? ' ' : block[i];
        }
        long stated = TarNumber.field(block, CHECKSUM, CHECKSUM_LENGTH);
        return stated > 0 && (stated == unsigned || stated == signed);
    }

    /// Whether an archive can begin with this: the checksum is right, and without a magic the fields make sense.
    boolean isPlausible() {
        if (!isSound()) {
            return false;
        }
        return variant() != Variant.V7 || block[0] != 0 && type() < 0x80 && mode() != TarNumber.INVALID
                && size() >= 0 && mtime() != TarNumber.INVALID;
    }

    char type() {
        return (char) (block[156] & 0xff);
    }

    long mode() {
        return TarNumber.field(block, 100, 8);
    }

    long user() {
        return TarNumber.field(block, 108, 8);
    }

    long group() {
        return TarNumber.field(block, 116, 8);
    }

    long size() {
        return TarNumber.field(block, 124, 12);
    }

    long mtime() {
        return TarNumber.field(block, 136, 12);
    }

    /// GNU's time of last access, 0 for none.
    long gnuAccessed() {
        return variant() == Variant.GNU ? TarNumber.field(block, 345, 12) : 0;
    }

    /// GNU's time of the inode's last change, 0 for none.
    long gnuChanged() {
        return variant() == Variant.GNU ? TarNumber.field(block, 357, 12) : 0;
    }

    long major() {
        return variant() == Variant.V7 ? 0 : TarNumber.field(block, 329, 8);
    }

    long minor() {
        return variant() == Variant.V7 ? 0 : TarNumber.field(block, 337, 8);
    }

    byte[] linkName() {
        return text(157, 100);
    }

    /// The path, of which ustar keeps a first part apart (Schily's xstar a shorter one, with times behind).
    byte[] path() {
        var name = text(0, 100);
        if (variant() != Variant.USTAR || block[345] == 0) {
            return name;
        }
        var prefix = text(345, matches(508, "tar\0") ? 131 : 155);
        var path = Arrays.copyOf(prefix, prefix.length + 1 + name.length);
        path[prefix.length] = '/';
        System.arraycopy(name, 0, path, prefix.length + 1, name.length);
        return path;
    }

    private byte[] text(int at, int length) {
        int end = at;
        while (end < at + length && block[end] != 0) {
            end++;
        }
        return Arrays.copyOfRange(block, at, end);
    }

    private boolean matches(int at, String magic) {
        for (int i = 0; i < magic.length(); i++) {
            if (block[at + i] != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
