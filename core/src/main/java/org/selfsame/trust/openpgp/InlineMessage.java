package org.selfsame.trust.openpgp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.selfsame.content.Content;
import org.selfsame.trust.TrustException;
import org.selfsame.trust.TrustException.Reason;

/// A signed OpenPGP message that carries its content inside (RFC 9580 §10.3), as `gpg --sign` makes.
///
/// Exactly one literal, with its signatures before it or announced before and given after it; all of it may be
/// compressed once. Immutable.
public final class InlineMessage {
    private final byte[] literal;
    private final List<FoundSignature> signatures;

    private InlineMessage(byte[] literal, List<FoundSignature> signatures) {
        this.literal = literal;
        this.signatures = signatures;
    }

    /// Reads a message, binary or in exactly one armour.
    ///
    /// @throws TrustException if it is anything else; or larger than [Policy#MAX_MESSAGE_BYTES], packed or unpacked
    /// @throws IOException if the content cannot be read
    public static InlineMessage read(Content content) throws IOException {
        var bytes = Input.read(content, Policy.MAX_MESSAGE_BYTES);
        var packets = packets(Input.packets(bytes, Armor.MESSAGE, Reason.NOT_A_SIGNED_MESSAGE));
        if (packets.size() == 1 && packets.getFirst().tag() == Packet.COMPRESSED) {
            packets = packets(Compressed.unpack(packets.getFirst()));
        }
        return parse(packets);
    }

    /// Checks the signatures.
    public SignedContent check(Keyring keyring, Policy policy) {
        var check = new DetachedCheck(signatures, Signature.BINARY, keyring, policy);
        check.update(literal, 0, literal.length);
        return SignedContent.of(check.finish(), literal);
    }

    private static List<Packet> packets(byte[] bytes) throws TrustException {
        var found = new ArrayList<Packet>();
        var reader = new PacketReader(bytes);
        for (Optional<Packet> packet = reader.next(); packet.isPresent(); packet = reader.next()) {
            if (!packet.get().isFiller()) {
                found.add(packet.get());
            }
            if (found.size() > 2 * Policy.MAX_SIGNATURES + 1) {
                throw new TrustException(Reason.TOO_MANY_SIGNATURES, packet.get().offset());
            }
        }
        return found;
    }

    private static InlineMessage parse(List<Packet> packets) throws TrustException {
        var signatures = new ArrayList<FoundSignature>();
        int announced = 0;
        int before = 0;
        Packet literal = null;
        for (var packet : packets) {
            switch (packet.tag()) {
                case Packet.ONE_PASS_SIGNATURE -> {
                    demand(literal == null && before == 0, packet);
                    announced++;
                }
                case Packet.LITERAL -> {
                    demand(literal == null, packet);
                    literal = packet;
                }
                case Packet.SIGNATURE -> {
                    demand(literal == null ? announced == 0 : signatures.size() - before < announced, packet);
                    before += literal == null ? 1 : 0;
                    SignatureFile.add(signatures, packet);
                }
                default -> throw new TrustException(Reason.NOT_A_SIGNED_MESSAGE, packet.offset());
            }
        }
        if (literal == null || signatures.size() != before + announced) {
            throw new TrustException(Reason.NOT_A_SIGNED_MESSAGE, 0);
        }
        if (signatures.isEmpty()) {
            throw new TrustException(Reason.NO_SIGNATURE, 0);
        }
        return new InlineMessage(data(literal), signatures);
    }

    private static void demand(boolean condition, Packet packet) throws TrustException {
        if (!condition) {
            throw new TrustException(Reason.NOT_A_SIGNED_MESSAGE, packet.offset());
        }
    }

    /// The data of a literal packet: after its format, file name and date, which nobody signs (RFC 9580 §5.9).
    private static byte[] data(Packet literal) throws TrustException {
        int start = 2 + Math.max(literal.at(1), 0) + Integer.BYTES;
        if (literal.length() < start) {
            throw new TrustException(Reason.BROKEN_PACKET, literal.offset());
        }
        var body = literal.body();
        return Arrays.copyOfRange(body, start, body.length);
    }
}
