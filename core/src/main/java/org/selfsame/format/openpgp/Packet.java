package org.selfsame.format.openpgp;

import java.io.IOException;
import java.nio.ByteOrder;
import org.selfsame.parts.Parts;

/// A packet in a content.
///
/// @param tag what it is
/// @param start first byte of its header
/// @param body first byte after the header; a body in pieces has their lengths in it
/// @param end first byte after the packet
record Packet(int tag, long start, long body, long end) {
    static final int SIGNATURE = 2;
    static final int SECRET_KEY = 5;
    static final int PUBLIC_KEY = 6;
    static final int SECRET_SUBKEY = 7;
    static final int LITERAL = 11;
    static final int USER_ID = 13;
    static final int PUBLIC_SUBKEY = 14;

    private static final ByteOrder BIG = ByteOrder.BIG_ENDIAN;

    /// The packet at `at`. Source: RFC 9580, section 4.2.
    ///
    /// @throws FormatException if there is none, or it runs beyond the content
    static Packet at(Parts parts, long at) throws IOException {
        int first = (int) parts.number(at, 1, BIG);
        int tag = (first & 0x40) != 0 ? first & 0x3f : first >> 2 & 0xf;
        if ((first & 0x80) == 0 || name(tag).isEmpty()) {
            throw parts.broken(at, "no packet");
        }
        var packet = (first & 0x40) != 0 ? newStyle(parts, tag, at) : oldStyle(parts, tag, at, first & 3);
        if (packet.end > parts.size() || packet.end == packet.body && tag != USER_ID) {
            throw parts.broken(at, "a packet of " + (packet.end - packet.body) + " bytes");
        }
        return packet;
    }

    private static Packet oldStyle(Parts parts, int tag, long at, int type) throws IOException {
        if (type == 3) {
            return new Packet(tag, at, at + 1, parts.size());
        }
        int width = 1 << type;
        long body = at + 1 + width;
        return new Packet(tag, at, body, body + parts.number(at + 1, width, BIG));
    }

    private static Packet newStyle(Parts parts, int tag, long at) throws IOException {
        long next = at + 1;
        long body = 0;
        while (true) {
            int first = (int) parts.number(next, 1, BIG);
            boolean piece = first >= 224 && first < 255;
            int width = first < 192 || piece ? 1 : first < 224 ? 2 : 5;
            long length = piece ? 1L << (first & 31) : switch (width) {
                case 1 -> first;
                case 2 -> (first - 192L << 8) + parts.number(next + 1, 1, BIG) + 192;
                default -> parts.number(next + 1, 4, BIG);
            };
            body = body == 0 ? next + width : body;
            next += width + length;
            if (!piece) {
                return new Packet(tag, at, body, next);
            }
        }
    }

    /// @throws FormatException if no file begins with such a packet
    void checkFirst(Parts parts) throws IOException {
        int version = (int) parts.number(body, 1, BIG);
        boolean plausible = switch (tag) {
            case SIGNATURE, PUBLIC_KEY, SECRET_KEY -> version >= 2 && version <= 6 && end - body > 10;
            // messages: a key for the session, a signature to come, compressed or literal data, a marker
            case 1, 3, 4 -> version >= 3 && version <= 6 && end - body > 3 && end - body < 10_000;
            case 10 -> version == 'P';
            default -> false;
        };
        if (!plausible) {
            throw parts.broken(start, "no packet that a file begins with");
        }
    }

    /// What the packet is called.
    String kind() {
        return name(tag);
    }

    private static String name(int tag) {
        return switch (tag) {
            case 1 -> "public-key encrypted session key";
            case SIGNATURE -> "signature";
            case 3 -> "symmetric-key encrypted session key";
            case 4 -> "one-pass signature";
            case SECRET_KEY -> "secret key";
            case PUBLIC_KEY -> "public key";
            case SECRET_SUBKEY -> "secret subkey";
            case 8 -> "compressed data";
            case 9, 18, 20 -> "encrypted data";
            case 10 -> "marker";
            case LITERAL -> "literal data";
            case 12 -> "trust";
            case USER_ID -> "user id";
            case PUBLIC_SUBKEY -> "public subkey";
            case 17 -> "user attribute";
            case 19 -> "modification detection code";
            case 21 -> "padding";
            default -> "";
        };
    }
}
