package org.selfsame.format.tar;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Builds archives block by block, right or wrong.
final class TarBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /// A ustar member with these data.
    TarBytes member(String name, char type, byte[] data) {
        return header(name, type, data.length).data(data);
    }

    TarBytes member(String name, char type, String data) {
        return member(name, type, data.getBytes(StandardCharsets.UTF_8));
    }

    /// A link of that type.
    TarBytes link(String name, char type, String target) {
        var block = block(name, type, 0);
        put(block, 157, target);
        return add(block);
    }

    /// A ustar header that states that many bytes.
    TarBytes header(String name, char type, long size) {
        return add(block(name, type, size));
    }

    /// An extended header with one record.
    TarBytes pax(char type, String keyword, String value) {
        return member("pax", type, record(keyword, value));
    }

    /// Data, filled up to a block.
    TarBytes data(byte[] data) {
        out.writeBytes(Arrays.copyOf(data, Math.ceilDiv(data.length, 512) * 512));
        return this;
    }

    /// A header whose checksum is made right.
    TarBytes add(byte[] block) {
        Arrays.fill(block, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        put(block, 148, String.format("%06o\0 ", sum));
        out.writeBytes(block);
        return this;
    }

    static byte[] block(String name, char type, long size) {
        var block = new byte[512];
        put(block, 0, name);
        put(block, 100, "0000644\0" + "0000000\0" + "0000000\0" + String.format("%011o\0", size) + "00000000001\0");
        block[156] = (byte) type;
        put(block, 257, "ustar\0" + "00");
        return block;
    }

    static String record(String keyword, String value) {
        int length = keyword.length() + value.length() + 3;
        length += Integer.toString(length + Integer.toString(length).length()).length();
        return length + " " + keyword + "=" + value + "\n";
    }

    static void put(byte[] block, int at, String text) {
        var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    /// The archive with its end.
    byte[] end() {
        out.writeBytes(new byte[1024]);
        return out.toByteArray();
    }
}
