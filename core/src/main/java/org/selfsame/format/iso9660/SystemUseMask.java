package org.selfsame.format.iso9660;

import java.util.Arrays;
import java.util.Set;
import org.selfsame.content.LittleEndian;

/// Takes out of system use entries (SUSP 1.12) what is known to differ, and where things are: a part of a [Gist].
final class SystemUseMask {
    /// What the stamps of a `TF` entry are, by its bits (RRIP 1.12 §4.1.6).
    private static final String[] STAMPS = {"created", "modified", "accessed", "changed", "", "", ""};
    /// What the numbers of a `PX` entry are, each of 8 bytes (§4.1.1).
    private static final String[] ATTRIBUTES = {"permissions", "links", "user", "group"};

    private final int skip;
    private final Places places;

    /// Writes something else over the number of a block in both byte orders.
    @FunctionalInterface
    interface Places {
        void put(byte[] bytes, int at, long block);
    }

    /// @param skip bytes before the entries of every record but the root's first
    SystemUseMask(int skip, Places places) {
        this.skip = skip;
        this.places = places;
    }

    /// Takes out of system use entries what is known, and where things are. What is no entry stays as it is.
    void mask(byte[] bytes, int from, int length, Set<String> fields) {
        boolean first = length > 1 && bytes[from] == 'S' && bytes[from + 1] == 'P';
        int end = from + length;
        for (int at = from + (first ? 0 : Math.min(skip, length)); end - at >= SystemUse.HEADER;) {
            int size = bytes[at + 2] & 0xff;
            if (size < SystemUse.HEADER || size > end - at) {
                return;
            }
            switch ((char) bytes[at] + "" + (char) bytes[at + 1]) {
                case "TF" -> stamps(bytes, at, size, fields);
                case "PX" -> {
                    for (int i = 0; i < ATTRIBUTES.length; i++) {
                        if (fields.contains(ATTRIBUTES[i]) && size >= 4 + 8 * (i + 1)) {
                            Arrays.fill(bytes, at + 4 + 8 * i, at + 12 + 8 * i, (byte) 0);
                        }
                    }
                }
                case "CE", "CL", "PL" -> {
                    if (size >= 12) {
                        places.put(bytes, at + 4, LittleEndian.u32(bytes, at + 4));
                    }
                }
                default -> {
                    // says nothing of places
                }
            }
            at += size;
        }
    }

    private static void stamps(byte[] bytes, int at, int size, Set<String> fields) {
        int flags = bytes[at + 4] & 0xff;
        int length = (flags & 0x80) == 0 ? 7 : 17;
        int stamp = at + 5;
        for (int i = 0; i < STAMPS.length; i++) {
            if ((flags & 1 << i) != 0 && stamp + length <= at + size) {
                if (fields.contains(STAMPS[i])) {
                    Arrays.fill(bytes, stamp, stamp + length, (byte) 0);
                }
                stamp += length;
            }
        }
    }
}
