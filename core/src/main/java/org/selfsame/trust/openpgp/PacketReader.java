package org.selfsame.trust.openpgp;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.selfsame.trust.TrustException;
import org.selfsame.trust.TrustException.Reason;

/// Cuts bytes into packets (RFC 9580 §4.2), so that a broken one can be named and an unknown one skipped.
final class PacketReader {
    private static final int PACKET_BIT = 0x80;
    private static final int NEW_FORMAT_BIT = 0x40;
    private static final int INDETERMINATE = -1;

    private final byte[] bytes;
    private int position;

    PacketReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /// The next packet; empty at the end.
    Optional<Packet> next() throws TrustException {
        if (position == bytes.length) {
            return Optional.empty();
        }
        int offset = position;
        int header = take(offset);
        if ((header & PACKET_BIT) == 0) {
            throw new TrustException(offset == 0 ? Reason.BROKEN_PACKET : Reason.JUNK_AFTER, offset);
        }
        return Optional.of((header & NEW_FORMAT_BIT) == 0 ? oldFormat(offset, header) : newFormat(offset, header));
    }

    private Packet oldFormat(int offset, int header) throws TrustException {
        int tag = header >> 2 & 0xf;
        long length = switch (header & 3) {
            case 0 -> number(offset, 1);
            case 1 -> number(offset, 2);
            case 2 -> number(offset, 4);
            default -> INDETERMINATE;
        };
        if (length == INDETERMINATE) {
            demandData(tag, offset);
            length = (long) bytes.length - position;
        }
        return packet(tag, offset, length);
    }

    private Packet newFormat(int offset, int header) throws TrustException {
        int tag = header & 0x3f;
        int first = take(offset);
        return isPartial(first) ? partial(tag, offset, first) : packet(tag, offset, length(offset, first));
    }

    private static boolean isPartial(int first) {
        return first >= 224 && first < 255;
    }

    private long length(int offset, int first) throws TrustException {
        if (first < 192) {
            return first;
        }
        return first < 224 ? (first - 192 << 8) + take(offset) + 192 : number(offset, 4);
    }

    private Packet partial(int tag, int offset, int firstLength) throws TrustException {
        demandData(tag, offset);
        var joined = new ByteArrayOutputStream();
        int first = firstLength;
        while (isPartial(first)) {
            append(joined, offset, 1L << (first & 0x1f));
            first = take(offset);
        }
        append(joined, offset, length(offset, first));
        return new Packet(tag, offset, joined.toByteArray(), 0, joined.size());
    }

    private void append(ByteArrayOutputStream joined, int offset, long length) throws TrustException {
        var piece = packet(0, offset, length);
        joined.write(bytes, piece.start(), piece.length());
    }

    private Packet packet(int tag, int offset, long length) throws TrustException {
        if (length > bytes.length - position) {
            throw new TrustException(Reason.BROKEN_PACKET, offset);
        }
        var packet = new Packet(tag, offset, bytes, position, (int) length);
        position += (int) length;
        return packet;
    }

    /// Only packets that carry data may leave their length open.
    private static void demandData(int tag, int offset) throws TrustException {
        switch (tag) {
            case Packet.COMPRESSED, Packet.ENCRYPTED, Packet.LITERAL, Packet.ENCRYPTED_PROTECTED,
                    Packet.ENCRYPTED_AEAD ->
                {
                }
            default -> throw new TrustException(Reason.BROKEN_PACKET, offset);
        }
    }

    private long number(int offset, int count) throws TrustException {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 8 | take(offset);
        }
        return value;
    }

    private int take(int offset) throws TrustException {
        if (position == bytes.length) {
            throw new TrustException(Reason.BROKEN_PACKET, offset);
        }
        return bytes[position++] & 0xff;
    }
}
