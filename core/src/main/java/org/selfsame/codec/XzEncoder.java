package org.selfsame.codec;

import java.io.IOException;
import java.io.OutputStream;
import org.tukaani.xz.ArrayCache;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.X86Options;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZOutputStream;

/// xz streams by XZ for Java. The check is a CRC32: Linux knows no other.
final class XzEncoder implements BlockEncoder {
    private final ArrayCache arrays = new BasicArrayCache();
    private final FilterOptions[] plain;
    private final FilterOptions[] filtered;
    private byte[] other = new byte[0];

    XzEncoder(int dictionary, boolean x86) {
        var lzma2 = new LZMA2Options();
        try {
            lzma2.setDictSize(dictionary);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
        plain = new FilterOptions[]{lzma2};
        filtered = x86 ? new FilterOptions[]{new X86Options(), lzma2} : new FilterOptions[0];
    }

    @Override
    public int encode(byte[] in, int inOffset, int inLength, byte[] out, int outOffset, int outLimit)
            throws IOException {
        int length = encode(plain, in, inOffset, inLength, new Bounded(out, outOffset, outLimit));
        if (filtered.length == 0) {
            return length;
        }
        int bound = length < 0 ? outLimit : length - 1;
        if (other.length < bound) {
            other = new byte[outLimit];
        }
        int smaller = encode(filtered, in, inOffset, inLength, new Bounded(other, 0, bound));
        if (smaller < 0) {
            return length;
        }
        System.arraycopy(other, 0, out, outOffset, smaller);
        return smaller;
    }

    private int encode(FilterOptions[] filters, byte[] in, int offset, int length, Bounded out) throws IOException {
        try (var xz = new XZOutputStream(out, filters, XZ.CHECK_CRC32, arrays)) {
            xz.write(in, offset, length);
            xz.finish();
        }
        return out.used();
    }

    /// Takes what has room, and forgets the rest.
    private static final class Bounded extends OutputStream {
        private final byte[] bytes;
        private final int start;
        private final int limit;
        private long used;

        Bounded(byte[] bytes, int start, int limit) {
            this.bytes = bytes;
            this.start = start;
            this.limit = limit;
        }

        @Override
        public void write(int value) {
            write(new byte[]{(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            if (used + length <= limit) {
                System.arraycopy(source, offset, bytes, start + (int) used, length);
            }
            used += length;
        }

        int used() {
            return used <= limit ? (int) used : -1;
        }
    }
}
