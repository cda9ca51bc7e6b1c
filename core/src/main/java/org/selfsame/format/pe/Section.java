package org.selfsame.format.pe;

import org.selfsame.tree.Struct;

/// A section of a PE file.
///
/// @param header where its entry of the section table lies
/// @param address where it lies in memory, from the start of the image
/// @param memorySize bytes in memory; 0 where a linker left it out
/// @param offset where its bytes lie in the file
/// @param rawSize bytes in the file, filled up to the file alignment
/// @param characteristics the flags
record Section(long header, String name, long address, long memorySize, long offset, long rawSize,
        long characteristics) {
    private static final long CODE = 0x20;
    private static final long EXECUTE = 0x20000000;

    static Section of(Struct.Values values, long header, String name) {
        return new Section(header, name, values.get("virtual_address"), values.get("virtual_size"),
                values.get("raw_offset"), values.get("raw_size"), values.get("characteristics"));
    }

    boolean isCode() {
        return (characteristics & (CODE | EXECUTE)) != 0;
    }

    /// The bytes that mean something: what is stored without what only fills the file alignment.
    long size() {
        return memorySize == 0 ? rawSize : Math.min(rawSize, memorySize);
    }

    long end() {
        return offset + rawSize;
    }
}
