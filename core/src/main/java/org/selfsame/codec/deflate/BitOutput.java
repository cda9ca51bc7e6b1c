package org.selfsame.codec.deflate;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Bits in the order of deflate: the first one is the lowest of its byte. Whoever writes asks for room first.
final class BitOutput {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[1 << 16];
    private int at;
    private long pending;
    private int count;

    void clear() {
        at = 0;
        pending = 0;
        count = 0;
    }

    /// Makes room for so many bits more.
    void reserve(long bits) {
        // the last bits are written as eight bytes
        long end = at + bits / Byte.SIZE + 2L * Long.BYTES;
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes,
                    Math.toIntExact(Math.max(end, Math.min(2L * bytes.length, Integer.MAX_VALUE - Long.BYTES))));
        }
    }

    /// Bytes up to here, with those that are not full.
    int size() {
        return at + Math.ceilDiv(count, Byte.SIZE);
    }

    /// Writes the lowest bits of `value`, of which the others are zero.
    ///
    /// @param bits at most 48
    void write(long value, int bits) {
        // at most seven bits are left from before
        pending |= value << count;
        LONG.set(bytes, at, pending);
        count += bits;
        int whole = count >>> 3;
        at += whole;
        pending >>>= whole * Byte.SIZE;
        count &= Byte.SIZE - 1;
    }

    /// Goes on at a whole byte.
    void align() {
        if (count > 0) {
            write(0, Byte.SIZE - count);
        }
    }

    /// Writes whole bytes, at a whole byte.
    void write(byte[] source, int from, int length) {
        System.arraycopy(source, from, bytes, at, length);
        at += length;
    }

    /// Writes the whole bytes, and keeps the bits behind them.
    ///
    /// @return how many there were
    int drainTo(OutputStream out) throws IOException {
        int whole = at;
        at = 0;
        out.write(bytes, 0, whole);
        return whole;
    }

    void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, size());
    }
}
