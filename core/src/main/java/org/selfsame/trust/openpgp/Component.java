package org.selfsame.trust.openpgp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a certificate and the signature packets that follow it in the file.
///
/// @param packet the primary key, subkey, user id, or what else there is
/// @param key the key in it, if it is one that we can read
/// @param signatures not yet parsed; a stranger's certifications among them
record Component(Packet packet, @Nullable PublicKey key, List<Packet> signatures) {

    static Component of(Packet packet, @Nullable PublicKey key) {
        return new Component(packet, key, new ArrayList<>());
    }

    boolean isUserId() {
        return packet.tag() == Packet.USER_ID;
    }

    /// What a signature over this component hashes after the primary key (RFC 9580 §5.2.4).
    byte[] hashed() {
        if (key != null) {
            return key.hashed();
        }
        var body = packet.body();
        var hashed = new byte[body.length + 5];
        hashed[0] = (byte) (isUserId() ? 0xb4 : 0xd1);
        for (int i = 0; i < Integer.BYTES; i++) {
            hashed[1 + i] = (byte) (body.length >> 24 - 8 * i);
        }
        System.arraycopy(body, 0, hashed, 5, body.length);
        return hashed;
    }
}
