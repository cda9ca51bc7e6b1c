package org.selfsame.format.classfile;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.selfsame.content.FormatException;
import org.selfsame.parts.Parts;

/// The constants of a class by their numbers. Source: The Java Virtual Machine Specification, section 4.4.
final class ConstantPool {
    private final Parts parts;
    /// Where each constant is, 0 where there is none: number 0, and the one after a long or double.
    private final long[] offsets;
    private final long end;

    /// Tells the constants from `start` on.
    ///
    /// @throws FormatException if one is of no known kind, or lies outside
    ConstantPool(Parts parts, long start, int size) throws IOException {
        this.parts = parts;
        this.offsets = new long[size];
        long at = start;
        for (int number = 1; number < size; number++) {
            int tag = (int) parts.number(at, 1, ByteOrder.BIG_ENDIAN);
            long length = length(tag, at);
            parts.field(at, length, "constant." + kind(tag));
            offsets[number] = at;
            at += length;
            if (tag == 5 || tag == 6) {
                number++;
            }
        }
        end = at;
        parts.structure(start, end - start, "constant pool");
    }

    /// The first byte after the pool.
    long end() {
        return end;
    }

    /// The text of the constant `number`, to which the bytes at `from` refer. Java's own variant of UTF-8 is read as UTF-8:
    /// good enough for a name that is shown.
    ///
    /// @throws FormatException if it is no text
    String utf8(int number, long from) throws IOException {
        if (number >= offsets.length || offsets[number] == 0
                || parts.number(offsets[number], 1, ByteOrder.BIG_ENDIAN) != 1) {
            throw parts.broken(from, "constant " + number + " is no text");
        }
        long at = offsets[number];
        return new String(parts.bytes(at + 3, parts.number(at + 1, 2, ByteOrder.BIG_ENDIAN)), StandardCharsets.UTF_8);
    }

    private long length(int tag, long at) throws IOException {
        return switch (tag) {
            case 1 -> 3 + parts.number(at + 1, 2, ByteOrder.BIG_ENDIAN);
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 5;
            case 5, 6 -> 9;
            case 7, 8, 16, 19, 20 -> 3;
            case 15 -> 4;
            default -> throw parts.broken(at, "a constant of kind " + tag);
        };
    }

    private static String kind(int tag) {
        return switch (tag) {
            case 1 -> "Utf8";
            case 3 -> "Integer";
            case 4 -> "Float";
            case 5 -> "Long";
            case 6 -> "Double";
            case 7 -> "Class";
            case 8 -> "String";
            case 9 -> "Fieldref";
            case 10 -> "Methodref";
            case 11 -> "InterfaceMethodref";
            case 12 -> "NameAndType";
            case 15 -> "MethodHandle";
            case 16 -> "MethodType";
            case 17 -> "Dynamic";
            case 18 -> "InvokeDynamic";
            case 19 -> "Module";
            default -> "Package";
        };
    }
}
