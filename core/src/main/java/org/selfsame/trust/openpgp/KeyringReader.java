package org.selfsame.trust.openpgp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.trust.TrustException;
import org.selfsame.trust.TrustException.Reason;

/// Reads key files (RFC 9580 §10.1). Certificates and components of unknown versions are passed over.
final class KeyringReader {
    private static final int KEYBOX_MAGIC_AT = 8;
    private static final String KEYBOX_MAGIC = "KBXf";

    private final List<Certificate> certificates = new ArrayList<>();
    private @Nullable PublicKey primary;
    private List<Component> components = new ArrayList<>();
    private @Nullable Component current;
    private int packets;

    private KeyringReader() {}

    static List<Certificate> read(Content content) throws IOException {
        var bytes = Input.read(content, Policy.MAX_KEYRING_BYTES);
        if (isKeybox(bytes)) {
            throw new TrustException(Reason.KEYBOX, 0);
        }
        var reader = new KeyringReader();
        if (Input.isBinary(bytes)) {
            reader.packets(bytes);
        } else {
            reader.armors(bytes);
        }
        if (reader.certificates.isEmpty()) {
            throw new TrustException(Reason.NO_KEY, 0);
        }
        return reader.certificates;
    }

    private static boolean isKeybox(byte[] bytes) {
        int end = KEYBOX_MAGIC_AT + KEYBOX_MAGIC.length();
        return bytes.length >= end && new String(bytes, KEYBOX_MAGIC_AT, KEYBOX_MAGIC.length(),
                StandardCharsets.ISO_8859_1).equals(KEYBOX_MAGIC);
    }

    /// Key files have text around their armour, and several armours. Nothing of that text is ever used.
    private void armors(byte[] bytes) throws TrustException {
        if (bytes.length > Policy.MAX_ARMOURED_KEYRING_BYTES) {
            throw new TrustException(Reason.TOO_LARGE, bytes.length);
        }
        var lines = new Lines(bytes, 0);
        while (lines.advance()) {
            var line = lines.trimmed();
            if (line.equals(Armor.beginOf(Armor.PUBLIC_KEY))) {
                var armor = Armor.read(bytes, lines.start(), Armor.PUBLIC_KEY);
                packets(armor.data());
                lines = new Lines(bytes, armor.end());
            } else if (line.equals(Armor.beginOf("PRIVATE KEY BLOCK"))) {
                throw new TrustException(Reason.SECRET_KEY, lines.start());
            }
        }
    }

    private void packets(byte[] bytes) throws TrustException {
        var packets = new PacketReader(bytes);
        for (var packet = packets.next(); packet.isPresent(); packet = packets.next()) {
            add(packet.get());
        }
        finish();
    }

    private void add(Packet packet) throws TrustException {
        if (++packets > Policy.MAX_KEYRING_PACKETS) {
            throw new TrustException(Reason.TOO_LARGE, packet.offset());
        }
        switch (packet.tag()) {
            case Packet.PUBLIC_KEY -> begin(packet);
            case Packet.SECRET_KEY, Packet.SECRET_SUBKEY ->
                throw new TrustException(Reason.SECRET_KEY, packet.offset());
            case Packet.SIGNATURE -> {
                if (current != null) {
                    current.signatures().add(packet);
                }
            }
            case Packet.USER_ID, Packet.USER_ATTRIBUTE -> component(Component.of(packet, null));
            case Packet.PUBLIC_SUBKEY -> component(PublicKey.parse(packet).map(k -> Component.of(packet, k))
                    .orElse(null));
            default -> {
                // trust packets of local keyrings say nothing; others do not belong into a certificate
                if (packet.tag() != Packet.TRUST && !packet.isFiller()) {
                    throw new TrustException(Reason.NO_KEY, packet.offset());
                }
            }
        }
    }

    private void begin(Packet packet) throws TrustException {
        finish();
        if (certificates.size() == Policy.MAX_CERTIFICATES) {
            throw new TrustException(Reason.TOO_MANY_KEYS, packet.offset());
        }
        Optional<PublicKey> key = PublicKey.parse(packet);
        primary = key.orElse(null);
        component(key.map(k -> Component.of(packet, k)).orElse(null));
    }

    private void component(@Nullable Component component) {
        current = primary == null ? null : component;
        if (current != null) {
            components.add(current);
        }
    }

    private void finish() {
        if (primary != null) {
            certificates.add(new Certificate(primary, components));
        }
        primary = null;
        current = null;
        components = new ArrayList<>();
    }
}
