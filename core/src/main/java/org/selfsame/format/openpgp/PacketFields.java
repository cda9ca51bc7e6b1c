package org.selfsame.format.openpgp;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.FormatException;
import org.selfsame.parts.Parts;

/// What a packet of a key or a signature states at fixed places. Source: RFC 9580, sections 5.2 and 5.5.
///
/// @param detail what comes behind the packet's kind in the name of its entry, or nothing
/// @param created the creation time that it states, or null
/// @param fields where they lie
record PacketFields(String detail, @Nullable Instant created, List<Field> fields) {
    private static final ByteOrder BIG = ByteOrder.BIG_ENDIAN;

    /// A field of the packet by its offset in the content.
    record Field(long at, long length, String name) {}

    /// @throws FormatException if the packet is too short for what it says it has
    static PacketFields of(Parts parts, Packet packet) throws IOException {
        var reading = new Reading(parts, packet);
        switch (packet.tag()) {
            case Packet.PUBLIC_KEY, Packet.PUBLIC_SUBKEY, Packet.SECRET_KEY, Packet.SECRET_SUBKEY -> reading.key();
            case Packet.SIGNATURE -> reading.signature();
            case Packet.LITERAL -> reading.literal();
            case Packet.USER_ID -> reading.detail = ": " + new String(
                    parts.bytes(packet.body(), packet.end() - packet.body()), StandardCharsets.UTF_8);
            default -> {
            }
        }
        return new PacketFields(reading.detail, reading.created, reading.fields);
    }

    void tell(Parts entry) throws FormatException {
        for (var field : fields) {
            entry.field(field.at(), field.length(), field.name());
        }
    }

    /// One packet being read.
    private static final class Reading {
        private final Parts parts;
        private final Packet packet;
        private final List<Field> fields = new ArrayList<>();
        private long at;
        private String detail = "";
        private @Nullable Instant created;

        Reading(Parts parts, Packet packet) {
            this.parts = parts;
            this.packet = packet;
            this.at = packet.body();
        }

        void key() throws IOException {
            long version = number("key.version", 1);
            created = Instant.ofEpochSecond(number("key.creation_time", 4));
            if (version < 4) {
                number("key.validity_days", 2);
            }
            number("key.algorithm", 1);
        }

        /// Format, file name and time stand before the data.
        void literal() throws IOException {
            number("literal.format", 1);
            long name = number("literal.name_length", 1);
            skip("literal.name", name);
            number("literal.date", 4);
        }

        void signature() throws IOException {
            long version = number("signature.version", 1);
            if (version < 4) {
                number("signature.hashed_length", 1);
                long type = number("signature.type", 1);
                created = Instant.ofEpochSecond(number("signature.creation_time", 4));
                var issuer = HexFormat.of().withUpperCase().formatHex(parts.bytes(at, 8));
                detail = detail(type, issuer);
                skip("signature.issuer", 8);
                return;
            }
            int width = version == 6 ? 4 : 2;
            long type = number("signature.type", 1);
            number("signature.key_algorithm", 1);
            number("signature.hash_algorithm", 1);
            detail = detail(type, "");
            subpackets("hashed", width, type);
            subpackets("unhashed", width, type);
            skip("signature.hash_start", 2);
        }

        private static String detail(long type, String issuer) {
            return String.format(Locale.ROOT, " 0x%02x", type) + (issuer.isEmpty() ? "" : " by " + issuer);
        }

        private void subpackets(String area, int width, long type) throws IOException {
            long length = number("signature." + area + "_length", width);
            long end = at + length;
            if (end > packet.end()) {
                throw parts.broken(at, "subpackets beyond the packet");
            }
            while (at < end) {
                long first = parts.number(at, 1, BIG);
                int lengthWidth = first < 192 ? 1 : first < 255 ? 2 : 5;
                long size = first < 192
                        ? first
                        : first < 255
                                ? (first - 192 << 8) + parts.number(at + 1, 1, BIG) + 192
                                : parts.number(at + 1, 4, BIG);
                if (size == 0 || at + lengthWidth + size > end) {
                    throw parts.broken(at, "a subpacket of " + size + " bytes");
                }
                int kind = (int) parts.number(at + lengthWidth, 1, BIG) & 0x7f;
                at += lengthWidth + 1;
                subpacket(area, kind, size - 1, type);
            }
        }

        private void subpacket(String area, int kind, long length, long type) throws IOException {
            if (kind == 2 && length == 4 && area.equals("hashed")) {
                created = Instant.ofEpochSecond(parts.number(at, 4, BIG));
            } else if (kind == 16 && length == 8) {
                detail = detail(type, HexFormat.of().withUpperCase().formatHex(parts.bytes(at, 8)));
            }
            skip("signature." + switch (kind) {
                case 2 -> "creation_time";
                case 3 -> "expiration_time";
                case 9 -> "key_expiration_time";
                case 16 -> "issuer";
                case 20 -> "notation";
                case 27 -> "key_flags";
                case 28 -> "signer_user_id";
                case 32 -> "embedded_signature";
                case 33 -> "issuer_fingerprint";
                default -> "subpacket_" + kind;
            }, length);
        }

        private long number(String name, int width) throws IOException {
            long value = parts.number(at, width, BIG);
            skip(name, width);
            return value;
        }

        private void skip(String name, long length) throws IOException {
            if (at + length > packet.end()) {
                throw parts.broken(at, name + " beyond the packet");
            }
            fields.add(new Field(at, length, name));
            at += length;
        }
    }
}
