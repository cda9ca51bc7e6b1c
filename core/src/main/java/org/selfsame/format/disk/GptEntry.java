package org.selfsame.format.disk;

import java.nio.charset.StandardCharsets;

/// An entry in use of a GUID partition table. Source: UEFI specification 2.10, 5.3.3.
///
/// @param number from 1, by its place in the array
/// @param offset where the entry lies in the content
/// @param attributes 64 bits
record GptEntry(int number, long offset, String typeGuid, String guid, long firstLba, long lastLba, long attributes,
        String name) {
    /// Bytes that the specification defines.
    static final int SIZE = 128;

    /// The entry at `at` in the array.
    static GptEntry of(Sector array, int at, int number) {
        return new GptEntry(number, array.offset() + at, array.guid(at), array.guid(at + 16), array.u64(at + 32),
                array.u64(at + 40), array.u64(at + 48), array.text(at + 56, 72, StandardCharsets.UTF_16LE));
    }

    Partition partition(int sectorSize) {
        // addresses of 2^63 or more are as far outside as any; the sum must not make a small number of them
        long sectors = firstLba < 0 || lastLba < 0 ? Long.MAX_VALUE : lastLba - firstLba + 1;
        return new Partition("gpt", number, offset, firstLba, sectors < 0 ? 0 : sectors, sectorSize);
    }
}
