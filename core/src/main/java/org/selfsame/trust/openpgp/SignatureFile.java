package org.selfsame.trust.openpgp;

import java.util.ArrayList;
import java.util.List;
import org.selfsame.trust.TrustException;
import org.selfsame.trust.TrustException.Reason;

/// Bytes that hold signature packets and nothing else.
final class SignatureFile {
    private SignatureFile() {}

    /// The signatures, at least one and at most [Policy#MAX_SIGNATURES].
    static List<FoundSignature> read(byte[] bytes) throws TrustException {
        var found = new ArrayList<FoundSignature>();
        var packets = new PacketReader(bytes);
        for (var packet = packets.next(); packet.isPresent(); packet = packets.next()) {
            if (packet.get().tag() == Packet.SIGNATURE) {
                add(found, packet.get());
            } else if (!packet.get().isFiller()) {
                throw new TrustException(reason(packet.get().tag()), packet.get().offset());
            }
        }
        if (found.isEmpty()) {
            throw new TrustException(Reason.NO_SIGNATURE, 0);
        }
        return found;
    }

    /// Adds a signature, unless there are too many.
    static void add(List<FoundSignature> found, Packet packet) throws TrustException {
        if (found.size() == Policy.MAX_SIGNATURES) {
            throw new TrustException(Reason.TOO_MANY_SIGNATURES, packet.offset());
        }
        found.add(FoundSignature.of(packet));
    }

    private static Reason reason(int tag) {
        return switch (tag) {
            case 0 -> Reason.BROKEN_PACKET;
            case Packet.ONE_PASS_SIGNATURE, Packet.SECRET_KEY, Packet.PUBLIC_KEY, Packet.SECRET_SUBKEY,
                    Packet.COMPRESSED, Packet.ENCRYPTED, Packet.LITERAL, Packet.USER_ID, Packet.PUBLIC_SUBKEY,
                    Packet.USER_ATTRIBUTE, Packet.ENCRYPTED_PROTECTED, Packet.ENCRYPTED_AEAD ->
                Reason.NOT_DETACHED;
            default -> Reason.UNKNOWN_CRITICAL_PACKET;
        };
    }
}
