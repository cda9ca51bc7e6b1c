package org.selfsame.trust.openpgp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.gnu.GNUObjectIdentifiers;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.bcpg.DSAPublicBCPGKey;
import org.bouncycastle.bcpg.Ed25519PublicBCPGKey;
import org.bouncycastle.bcpg.Ed448PublicBCPGKey;
import org.bouncycastle.bcpg.EdDSAPublicBCPGKey;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.RSAPublicBCPGKey;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.Prehash;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.DSAParameters;
import org.bouncycastle.crypto.params.DSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.Ed448PublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.DSASigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.Ed448Signer;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyConverter;
import org.bouncycastle.util.BigIntegers;
import org.jspecify.annotations.Nullable;

/// The mathematics of a public key, done by Bouncy Castle's light-weight classes over a digest that is already
/// computed. No security provider is registered or even loaded.
final class KeyMath {
    /// Larger numbers cost seconds a signature and protect nobody.
    private static final int MAX_RSA_BITS = 16_384;
    private static final int MAX_EXPONENT_BITS = 64;
    private static final int MAX_DSA_BITS = 4096;
    private static final int MIN_DSA_GROUP_BITS = 224;
    /// Half of an EdDSA signature of the older form, whose numbers lose their leading zeros (RFC 9580 §5.2.3.3.1).
    private static final int EDDSA_HALF = 32;
    private static final int NATIVE_POINT = 0x40;

    private final AsymmetricKeyParameter key;

    private KeyMath(AsymmetricKeyParameter key) {
        this.key = key;
    }

    /// Whether signatures of this algorithm can be checked.
    @SuppressWarnings("deprecation") // nobody should make such RSA keys any more, but they exist
    static boolean knows(int algorithm) {
        return switch (algorithm) {
            case PublicKeyAlgorithmTags.RSA_GENERAL, PublicKeyAlgorithmTags.RSA_SIGN, PublicKeyAlgorithmTags.DSA,
                    PublicKeyAlgorithmTags.ECDSA, PublicKeyAlgorithmTags.EDDSA_LEGACY,
                    PublicKeyAlgorithmTags.Ed25519, PublicKeyAlgorithmTags.Ed448 ->
                true;
            default -> false;
        };
    }

    /// The mathematics of the key in the body of a key packet.
    ///
    /// @throws UnusableKeyException if the key is malformed, of an unknown curve, or absurdly large
    static KeyMath of(byte[] body) throws UnusableKeyException {
        try (var in = new BCPGInputStream(new ByteArrayInputStream(framed(body)))) {
            if (in.readPacket() instanceof PublicKeyPacket packet) {
                return new KeyMath(bounded(parameters(packet)));
            }
            throw new UnusableKeyException(null);
        } catch (IOException | PGPException | RuntimeException e) {
            // the library throws what it likes at malformed bytes
            throw new UnusableKeyException(e);
        }
    }

    /// The key's numbers. The library's own converter would first prove that an RSA modulus is no prime (0.1 s) and
    /// load the names of all algorithms there are (as long again); here a wrong number only makes a signature wrong.
    private static AsymmetricKeyParameter parameters(PublicKeyPacket packet) throws PGPException {
        return switch (packet.getKey()) {
            case RSAPublicBCPGKey rsa -> new RSAKeyParameters(false, rsa.getModulus(), rsa.getPublicExponent(), true);
            case DSAPublicBCPGKey dsa ->
                new DSAPublicKeyParameters(dsa.getY(), new DSAParameters(dsa.getP(), dsa.getQ(), dsa.getG()));
            case EdDSAPublicBCPGKey edwards when edwards.getCurveOID().equals(GNUObjectIdentifiers.Ed25519) ->
                new Ed25519PublicKeyParameters(native25519(edwards.getEncodedPoint()));
            case Ed25519PublicBCPGKey edwards -> new Ed25519PublicKeyParameters(edwards.getKey());
            case Ed448PublicBCPGKey edwards -> new Ed448PublicKeyParameters(edwards.getKey());
            default -> new BcPGPKeyConverter()
                    .getPublicKey(new PGPPublicKey(packet, new BcKeyFingerprintCalculator()));
        };
    }

    /// The point of an EdDSA key of the older form, without the byte that says so (RFC 9580 §11.2.3).
    private static byte[] native25519(BigInteger point) throws PGPException {
        var bytes = point.toByteArray();
        if (bytes.length != 1 + EDDSA_HALF || bytes[0] != NATIVE_POINT) {
            throw new PGPException("not a native point");
        }
        return Arrays.copyOfRange(bytes, 1, bytes.length);
    }

    private static byte[] framed(byte[] body) throws IOException {
        var out = new ByteArrayOutputStream(body.length + 6);
        out.write(0xc0 | Packet.PUBLIC_KEY);
        out.write(0xff);
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(body.length >> shift);
        }
        out.write(body);
        return out.toByteArray();
    }

    private static AsymmetricKeyParameter bounded(AsymmetricKeyParameter key) throws UnusableKeyException {
        boolean absurd = switch (key) {
            case RSAKeyParameters rsa -> rsa.getModulus().bitLength() > MAX_RSA_BITS
                    || rsa.getExponent().bitLength() > MAX_EXPONENT_BITS;
            case DSAPublicKeyParameters dsa -> dsa.getParameters().getP().bitLength() > MAX_DSA_BITS;
            default -> false;
        };
        if (absurd) {
            throw new UnusableKeyException(null);
        }
        return key;
    }

    /// Whether the key is shorter than the policy wants.
    boolean isWeak(Policy policy) {
        return switch (key) {
            case RSAKeyParameters rsa -> rsa.getModulus().bitLength() < policy.minimumRsaBits();
            case DSAPublicKeyParameters dsa -> dsa.getParameters().getP().bitLength() < policy.minimumRsaBits()
                    || dsa.getParameters().getQ().bitLength() < MIN_DSA_GROUP_BITS;
            case ECPublicKeyParameters ec ->
                ec.getParameters().getCurve().getFieldSize() < policy.minimumCurveBits();
            default -> false;
        };
    }

    /// Whether `signature` is this key's over `digest`.
    boolean verifies(Signature signature, byte[] digest) {
        try {
            return switch (key) {
                case RSAKeyParameters _ -> verifyRsa(signature, digest);
                case DSAPublicKeyParameters _ -> {
                    var signer = new DSASigner();
                    signer.init(false, key);
                    yield signer.verifySignature(digest, number(signature, 0), number(signature, 1));
                }
                case ECPublicKeyParameters _ -> {
                    var signer = new ECDSASigner();
                    signer.init(false, key);
                    yield signer.verifySignature(digest, number(signature, 0), number(signature, 1));
                }
                case Ed25519PublicKeyParameters _ -> verify(new Ed25519Signer(), digest, edwards(signature));
                case Ed448PublicKeyParameters _ -> verify(new Ed448Signer(new byte[0]), digest, signature.bytes());
                default -> false;
            };
        } catch (RuntimeException _) {
            // numbers out of the range of the key: the library throws what it likes
            return false;
        }
    }

    private boolean verifyRsa(Signature signature, byte[] digest) {
        var modulus = ((RSAKeyParameters) key).getModulus();
        var bytes = fixed(number(signature, 0), (modulus.bitLength() + 7) / 8);
        return verify(new RSADigestSigner(Prehash.forDigest(signature.hash().named())), digest, bytes);
    }

    private boolean verify(Signer signer, byte[] digest, byte[] signature) {
        signer.init(false, key);
        signer.update(digest, 0, digest.length);
        return signer.verifySignature(signature);
    }

    private static byte[] edwards(Signature signature) {
        if (signature.keyAlgorithm() == PublicKeyAlgorithmTags.Ed25519) {
            return signature.bytes();
        }
        var both = new byte[2 * EDDSA_HALF];
        System.arraycopy(fixed(number(signature, 0), EDDSA_HALF), 0, both, 0, EDDSA_HALF);
        System.arraycopy(fixed(number(signature, 1), EDDSA_HALF), 0, both, EDDSA_HALF, EDDSA_HALF);
        return both;
    }

    private static BigInteger number(Signature signature, int index) {
        return signature.numbers().get(index);
    }

    /// `number` in `length` bytes, with leading zeros.
    private static byte[] fixed(BigInteger number, int length) {
        return BigIntegers.asUnsignedByteArray(length, number);
    }

    /// A key that cannot check anything.
    static final class UnusableKeyException extends Exception {
        UnusableKeyException(@Nullable Throwable cause) {
            super(cause);
        }
    }
}
