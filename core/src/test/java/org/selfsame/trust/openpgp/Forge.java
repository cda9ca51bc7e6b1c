package org.selfsame.trust.openpgp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import java.util.function.Consumer;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.MPInteger;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.SignaturePacket;
import org.bouncycastle.bcpg.SignatureSubpacket;
import org.bouncycastle.bcpg.UserIDPacket;
import org.bouncycastle.bcpg.sig.IssuerKeyID;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyConverter;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;
import org.bouncycastle.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A key that signs what no honest program would: any type, any time, any subpacket.
final class Forge {
    static final String USER = "Forged <forge@example.org>";
    static final int MAY_CERTIFY = 0x01;
    static final int MAY_SIGN = 0x02;
    static final int MAY_AUTHENTICATE = 0x20;

    private final PGPKeyPair pair;
    private final Instant created;

    private Forge(PGPKeyPair pair, Instant created) {
        this.pair = pair;
        this.created = created;
    }

    static Forge ed25519(Instant created) {
        return ed25519(4, PublicKeyAlgorithmTags.EDDSA_LEGACY, created);
    }

    static Forge version6(Instant created) {
        return ed25519(6, PublicKeyAlgorithmTags.Ed25519, created);
    }

    private static Forge ed25519(int version, int algorithm, Instant created) {
        var generator = new Ed25519KeyPairGenerator();
        generator.init(new Ed25519KeyGenerationParameters(new SecureRandom()));
        return of(version, algorithm, generator.generateKeyPair(), created);
    }

    static Forge rsa(int bits, Instant created) {
        var generator = new RSAKeyPairGenerator();
        generator.init(new RSAKeyGenerationParameters(BigInteger.valueOf(65_537), new SecureRandom(), bits, 50));
        return of(4, PublicKeyAlgorithmTags.RSA_GENERAL, generator.generateKeyPair(), created);
    }

    private static Forge of(int version, int algorithm, AsymmetricCipherKeyPair keys, Instant created) {
        try {
            return new Forge(new BcPGPKeyPair(version, algorithm, keys, Date.from(created)), created);
        } catch (PGPException e) {
            throw new AssertionError(e);
        }
    }

    Fingerprint fingerprint() {
        return Fingerprint.of(pair.getPublicKey().getFingerprint());
    }

    /// A signature of `type` over `data`, made at `at`.
    byte[] sign(int type, Instant at, byte[] data) {
        return sign(type, at, HashAlgorithmTags.SHA512, data, _ -> {});
    }

    byte[] sign(int type, Instant at, int hash, byte[] data, Consumer<PGPSignatureSubpacketGenerator> extra) {
        return encoded(generator -> {
            generator.update(data);
            return generator.generate();
        }, type, at, hash, extra);
    }

    /// A version 4 signature over `data` that does not say when it was made.
    byte[] undated(byte[] data) {
        try {
            var issuer = new SignatureSubpacket[]{new IssuerKeyID(false, pair.getKeyID())};
            var unsigned = packet(issuer, new byte[2], new MPInteger[0]);
            var digest = MessageDigest.getInstance("SHA-512");
            digest.update(data);
            var value = digest.digest(unsigned.getSignatureTrailer());
            var signer = new Ed25519Signer();
            signer.init(true, new BcPGPKeyConverter().getPrivateKey(pair.getPrivateKey()));
            signer.update(value, 0, value.length);
            var made = signer.generateSignature();
            return packet(issuer, Arrays.copyOf(value, 2), new MPInteger[]{
                    new MPInteger(new BigInteger(1, Arrays.copyOf(made, 32))),
                    new MPInteger(new BigInteger(1, Arrays.copyOfRange(made, 32, 64)))}).getEncoded();
        } catch (GeneralSecurityException | PGPException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private SignaturePacket packet(SignatureSubpacket[] hashed, byte[] prefix, MPInteger[] numbers) {
        return new SignaturePacket(Signature.BINARY, pair.getKeyID(), pair.getPublicKey().getAlgorithm(),
                HashAlgorithmTags.SHA512, hashed, new SignatureSubpacket[0], prefix, numbers);
    }

    /// The primary key, a user id and the self-signature over both, made when the key was.
    byte[] certificate() {
        return certificate(s -> s.setKeyFlags(MAY_CERTIFY | MAY_SIGN));
    }

    byte[] certificate(Consumer<PGPSignatureSubpacketGenerator> extra) {
        return Arrays.concatenate(keyPacket(false), userIdPacket(), selfSignature(created, extra));
    }

    byte[] keyPacket(boolean subkey) {
        var body = new ByteArrayOutputStream();
        try {
            body.write(pair.getPublicKey().getPublicKeyPacket().getEncodedContents());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packet(subkey ? Packet.PUBLIC_SUBKEY : Packet.PUBLIC_KEY, body.toByteArray());
    }

    static byte[] userIdPacket() {
        return packet(Packet.USER_ID, new UserIDPacket(USER).getRawID());
    }

    byte[] selfSignature(Instant at, Consumer<PGPSignatureSubpacketGenerator> extra) {
        return selfSignature(at, HashAlgorithmTags.SHA512, extra);
    }

    byte[] selfSignature(Instant at, int hash, Consumer<PGPSignatureSubpacketGenerator> extra) {
        return encoded(g -> g.generateCertification(USER, pair.getPublicKey()), Signature.POSITIVE_CERTIFICATION, at,
                hash, extra);
    }

    /// A statement about the primary key itself.
    byte[] direct(Instant at, Consumer<PGPSignatureSubpacketGenerator> extra) {
        return encoded(g -> g.generateCertification(pair.getPublicKey()), Signature.DIRECT_KEY, at,
                HashAlgorithmTags.SHA512, extra);
    }

    byte[] revocation(Instant at, Consumer<PGPSignatureSubpacketGenerator> extra) {
        return encoded(g -> g.generateCertification(pair.getPublicKey()), Signature.KEY_REVOCATION, at,
                HashAlgorithmTags.SHA512, extra);
    }

    byte[] subkeyRevocation(Forge subkey, Instant at, Consumer<PGPSignatureSubpacketGenerator> extra) {
        return encoded(g -> g.generateCertification(pair.getPublicKey(), subkey.pair.getPublicKey()),
                Signature.SUBKEY_REVOCATION, at, HashAlgorithmTags.SHA512, extra);
    }

    /// A subkey with its binding; `backSigner` makes the back signature, nobody if null.
    byte[] subkey(Forge subkey, Instant at, int flags, @Nullable Forge backSigner) {
        return Arrays.concatenate(subkey.keyPacket(true), encoded(
                g -> g.generateCertification(pair.getPublicKey(), subkey.pair.getPublicKey()),
                Signature.SUBKEY_BINDING, at, HashAlgorithmTags.SHA512, s -> {
                    s.setKeyFlags(flags);
                    if (backSigner != null) {
                        embed(s, subkey, backSigner, at);
                    }
                }));
    }

    private void embed(PGPSignatureSubpacketGenerator subpackets, Forge subkey, Forge backSigner, Instant at) {
        try {
            subpackets.addEmbeddedSignature(false, backSigner.generate(
                    g -> g.generateCertification(pair.getPublicKey(), subkey.pair.getPublicKey()),
                    Signature.PRIMARY_KEY_BINDING, at, HashAlgorithmTags.SHA512, _ -> {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] encoded(Making making, int type, Instant at, int hash,
            Consumer<PGPSignatureSubpacketGenerator> extra) {
        try {
            return generate(making, type, at, hash, extra).getEncoded();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PGPSignature generate(Making making, int type, Instant at, int hash,
            Consumer<PGPSignatureSubpacketGenerator> extra) {
        try {
            var generator = new PGPSignatureGenerator(
                    new BcPGPContentSignerBuilder(pair.getPublicKey().getAlgorithm(), hash), pair.getPublicKey());
            generator.init(type, pair.getPrivateKey());
            var subpackets = new PGPSignatureSubpacketGenerator();
            subpackets.setSignatureCreationTime(false, Date.from(at));
            subpackets.setIssuerFingerprint(false, pair.getPublicKey());
            extra.accept(subpackets);
            generator.setHashedSubpackets(subpackets.generate());
            return making.make(generator);
        } catch (PGPException e) {
            throw new AssertionError(e);
        }
    }

    private interface Making {
        PGPSignature make(PGPSignatureGenerator generator) throws PGPException;
    }

    /// A packet in the new format with a length of five octets.
    static byte[] packet(int tag, byte[] body) {
        var header = new byte[]{(byte) (0xc0 | tag), (byte) 0xff, (byte) (body.length >> 24),
                (byte) (body.length >> 16), (byte) (body.length >> 8), (byte) body.length};
        return Arrays.concatenate(header, body);
    }
}
