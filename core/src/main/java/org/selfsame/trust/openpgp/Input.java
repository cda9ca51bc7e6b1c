package org.selfsame.trust.openpgp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.selfsame.content.Content;
import org.selfsame.trust.TrustException;
import org.selfsame.trust.TrustException.Reason;

/// The bytes of a file of OpenPGP packets, binary or armoured.
final class Input {
    private Input() {}

    /// All bytes of `content`, if they are at least one and at most `limit`.
    static byte[] read(Content content, int limit) throws IOException {
        if (content.size() == 0) {
            throw new TrustException(Reason.EMPTY, 0);
        }
        if (content.size() > limit) {
            throw new TrustException(Reason.TOO_LARGE, content.size());
        }
        return content.bytes(0, (int) content.size());
    }

    /// Whether they are packets as they are: no armour begins with a byte beyond ASCII.
    static boolean isBinary(byte[] bytes) {
        return bytes[0] < 0;
    }

    /// The packets in `bytes`: as they are, or in one armour of this type and nothing else. An armour of another type
    /// is `other`.
    static byte[] packets(byte[] bytes, String type, Reason other) throws TrustException {
        if (isBinary(bytes)) {
            return bytes;
        }
        var lines = new Lines(bytes, 0);
        lines.advance();
        var first = lines.trimmed();
        if (first.equals(Armor.beginOf(type))) {
            return Armor.readOnly(bytes, 0, type).data();
        }
        if (first.startsWith(Armor.BEGIN)) {
            throw new TrustException(other, 0);
        }
        boolean later = new String(bytes, StandardCharsets.ISO_8859_1).contains(Armor.BEGIN);
        throw new TrustException(later ? Reason.TEXT_OUTSIDE : Reason.NOT_ARMOURED_RIGHT, 0);
    }
}
