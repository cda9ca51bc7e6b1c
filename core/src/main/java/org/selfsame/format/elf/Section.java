package org.selfsame.format.elf;

import org.selfsame.tree.Struct;

/// A section of an ELF file.
///
/// @param number its index in the section header table
/// @param header where its header lies
/// @param name as the string table has it; empty if there is none
record Section(int number, long header, String name, Struct.Values values) {
    private static final long NULL = 0;
    private static final long SYMBOLS = 2;
    private static final long STRINGS = 3;
    private static final long NOTE = 7;
    private static final long NO_BITS = 8;
    private static final long DYNAMIC_SYMBOLS = 11;
    private static final long EXECUTABLE = 0x4;
    private static final long COMPRESSED = 0x800;

    long get(String field) {
        return values.get(field);
    }

    /// Whether it has bytes in the file.
    boolean isStored() {
        return get("type") != NULL && get("type") != NO_BITS && get("size") != 0;
    }

    boolean isNote() {
        return get("type") == NOTE;
    }

    boolean isCompressed() {
        return (get("flags") & COMPRESSED) != 0;
    }

    /// What a layout calls its bytes.
    String what() {
        long type = get("type");
        if ((get("flags") & EXECUTABLE) != 0) {
            return "text section";
        }
        if (type == SYMBOLS || type == DYNAMIC_SYMBOLS) {
            return "symbol table";
        }
        return type == STRINGS ? "string table" : type == NOTE ? "note section" : "data section";
    }

    /// What it is called in the tree.
    String entryName() {
        return name.isEmpty() ? "section-" + number : name;
    }
}
