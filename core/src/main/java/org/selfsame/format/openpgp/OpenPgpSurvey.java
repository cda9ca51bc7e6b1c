package org.selfsame.format.openpgp;

import java.io.IOException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.parts.PartNames;
import org.selfsame.parts.Parts;
import org.selfsame.parts.Survey;
import org.selfsame.tree.Metadata;

/// The packets of a binary file, or the armor around them. Source: RFC 9580, sections 4 and 5. Nothing is checked here:
/// whom to trust is decided elsewhere.
final class OpenPgpSurvey implements Survey {
    private static final int DASH = '-';

    private @Nullable ArmorSurvey armor;
    /// The directory of the key that packets belong to.
    private String key = "";

    @Override
    public void head(Parts parts) throws IOException {
        if (parts.bytes(0, 1)[0] == DASH) {
            armor = new ArmorSurvey();
            armor.head(parts);
            return;
        }
        var first = Packet.at(parts, 0);
        first.checkFirst(parts);
        if (first.end() < parts.size()) {
            // a second packet makes it sure: two bytes that look like a start are common
            Packet.at(parts, first.end());
        }
        parts.fact("first_packet", first.kind());
    }

    @Override
    public void body(Parts parts) throws IOException {
        if (armor != null) {
            armor.body(parts);
            return;
        }
        for (long at = 0; at < parts.size();) {
            var packet = Packet.at(parts, at);
            tell(parts, packet);
            at = packet.end();
        }
    }

    private void tell(Parts parts, Packet packet) throws IOException {
        if (packet.tag() == Packet.PUBLIC_KEY || packet.tag() == Packet.SECRET_KEY) {
            key = fingerprint(parts, packet);
        }
        var fields = PacketFields.of(parts, packet);
        var metadata = Metadata.builder().created(fields.created()).build();
        var entry = parts.entry(key, PartNames.of(packet.kind() + fields.detail()), metadata, packet.body(),
                packet.end() - packet.body());
        entry.structure(packet.start(), packet.end() - packet.start(), packet.kind());
        entry.field(packet.start(), packet.body() - packet.start(), "packet.header");
        fields.tell(entry);
    }

    /// The fingerprint of a public key of version 4 or 6; other keys share a directory.
    private static String fingerprint(Parts parts, Packet packet) throws IOException {
        var body = parts.bytes(packet.body(), packet.end() - packet.body());
        if (packet.tag() != Packet.PUBLIC_KEY || body[0] != 4 && body[0] != 6) {
            return packet.kind();
        }
        var digest = (body[0] == 4 ? DigestAlgorithm.SHA1 : DigestAlgorithm.SHA256).start();
        digest.update((byte) (body[0] == 4 ? 0x99 : 0x9b));
        for (int shift = body[0] == 4 ? 8 : 24; shift >= 0; shift -= 8) {
            digest.update((byte) (body.length >> shift));
        }
        return HexFormat.of().withUpperCase().formatHex(digest.digest(body));
    }
}
