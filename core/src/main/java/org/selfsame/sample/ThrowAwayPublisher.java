package org.selfsame.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/// A publisher with an OpenPGP key (version 4, Ed25519) that lives as long as this object: it is never written
/// anywhere. For the sample and for tests.
public final class ThrowAwayPublisher {
    /// The key is a little older than what it signs, as real ones are.
    private static final Duration KEY_AGE = Duration.ofHours(1);

    private final String userId;
    private final Instant now;
    private final PGPKeyPair key;

    /// Makes a key for `userId` (`Name <address>`), as of `now`.
    public ThrowAwayPublisher(String userId, Instant now) {
        this.userId = userId;
        this.now = now;
        var generator = new Ed25519KeyPairGenerator();
        generator.init(new Ed25519KeyGenerationParameters(new SecureRandom()));
        try {
            key = new BcPGPKeyPair(PublicKeyPacket.VERSION_4, PublicKeyAlgorithmTags.EDDSA_LEGACY,
                    generator.generateKeyPair(), Date.from(now.minus(KEY_AGE)));
        } catch (PGPException e) {
            throw new IllegalStateException("a fresh key is well-formed", e);
        }
    }

    /// The certificate in armour: the public key with its user id, bound by a self-signature.
    ///
    /// @throws IOException never in practice: the bytes are collected in memory
    public byte[] certificate() throws IOException {
        try {
            var flags = new PGPSignatureSubpacketGenerator();
            flags.setKeyFlags(true, KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA);
            var generator = generator(PGPSignature.POSITIVE_CERTIFICATION, now.minus(KEY_AGE), flags);
            var bound = PGPPublicKey.addCertification(key.getPublicKey(), userId,
                    generator.generateCertification(userId, key.getPublicKey()));
            return armoured(bound.getEncoded());
        } catch (PGPException e) {
            throw new IllegalStateException("a fresh key can sign", e);
        }
    }

    /// A detached signature over `bytes`, in armour.
    ///
    /// @throws IOException never in practice: the bytes are collected in memory
    public byte[] sign(byte[] bytes) throws IOException {
        try {
            var generator = generator(PGPSignature.BINARY_DOCUMENT, now, new PGPSignatureSubpacketGenerator());
            generator.update(bytes);
            return armoured(generator.generate().getEncoded());
        } catch (PGPException e) {
            throw new IllegalStateException("a fresh key can sign", e);
        }
    }

    private PGPSignatureGenerator generator(int type, Instant when, PGPSignatureSubpacketGenerator hashed)
            throws PGPException {
        var generator = new PGPSignatureGenerator(
                new BcPGPContentSignerBuilder(PublicKeyAlgorithmTags.EDDSA_LEGACY, HashAlgorithmTags.SHA512),
                key.getPublicKey());
        generator.init(type, key.getPrivateKey());
        hashed.setSignatureCreationTime(true, Date.from(when));
        hashed.setIssuerFingerprint(false, key.getPublicKey());
        generator.setHashedSubpackets(hashed.generate());
        return generator;
    }

    private static byte[] armoured(byte[] packets) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var armour = ArmoredOutputStream.builder().clearHeaders().build(bytes)) {
            armour.write(packets);
        }
        return bytes.toByteArray();
    }
}
