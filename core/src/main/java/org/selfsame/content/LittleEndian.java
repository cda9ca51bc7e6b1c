package org.selfsame.content;

/// Little-endian numbers in arrays. Where they lie is the caller's to check: an array is of a known size, read for its
/// structure, and a structure that runs beyond the content is refused with its offset when it is read.
public final class LittleEndian {
    private LittleEndian() {}

    /// The byte at `at`.
    public static int u8(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }

    /// The unsigned 16 bits at `at`.
    public static int u16(byte[] bytes, int at) {
        return u8(bytes, at) | u8(bytes, at + 1) << 8;
    }

    /// The signed 32 bits at `at`.
    public static int i32(byte[] bytes, int at) {
        return u16(bytes, at) | u16(bytes, at + 2) << 16;
    }

    /// The unsigned 32 bits at `at`.
    public static long u32(byte[] bytes, int at) {
        return i32(bytes, at) & 0xffffffffL;
    }

    /// The signed 64 bits at `at`.
    public static long i64(byte[] bytes, int at) {
        return u32(bytes, at) | u32(bytes, at + 4) << 32;
    }
}
