package org.selfsame.recipe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.selfsame.content.BytesContent;
import org.selfsame.recipe.RecipeException.Reason;
import org.selfsame.trust.TrustException;
import org.selfsame.trust.openpgp.DetachedSignature;
import org.selfsame.trust.openpgp.SignatureResult;

/// The signature of an annotated tag: what follows the last line of the tag's object that begins a signature, over all
/// bytes before it (gitformat-signature(5)).
final class TagSignature {
    private static final String OPENPGP = "-----BEGIN PGP SIGNATURE-----";
    private static final String[] OTHERS = {"-----BEGIN SSH SIGNATURE-----", "-----BEGIN SIGNED MESSAGE-----",
            "-----BEGIN PGP MESSAGE-----"};

    private TagSignature() {}

    /// The fingerprint of the certificate that signed the tag.
    ///
    /// @param tag the bytes of the tag's object
    /// @param name for exceptions
    /// @throws RecipeException if it is not signed by one of the keys
    /// @throws IOException never for what is in the tag
    static String check(byte[] tag, String name, RecipeRequest.Signers signers) throws IOException {
        int at = -1;
        for (int line = 0; line < tag.length;) {
            if (startsWith(tag, line, OPENPGP)) {
                at = line;
            } else {
                for (var other : OTHERS) {
                    if (startsWith(tag, line, other)) {
                        throw new RecipeException(Reason.OTHER_SIGNATURE, name, other.replace("-----BEGIN ", "")
                                .replace("-----", ""));
                    }
                }
            }
            while (line < tag.length && tag[line] != '\n') {
                line++;
            }
            line++;
        }
        if (at < 0) {
            throw new RecipeException(Reason.NOT_SIGNED, name, "");
        }
        var payload = Arrays.copyOfRange(tag, 0, at);
        try {
            var signature = DetachedSignature.read(new BytesContent(Arrays.copyOfRange(tag, at, tag.length)));
            var report = signature.check(payload, signers.keyring(), signers.policy());
            for (var result : report.results()) {
                if (result instanceof SignatureResult.Good good) {
                    return good.certificate().hex();
                }
            }
            throw refused(report.results().getFirst(), name);
        } catch (TrustException e) {
            throw new RecipeException(Reason.BAD_SIGNATURE, name, key(e.reason()), e);
        }
    }

    private static RecipeException refused(SignatureResult result, String name) {
        return switch (result) {
            case SignatureResult.Unknown unknown -> new RecipeException(Reason.UNKNOWN_SIGNER, name,
                    unknown.issuerFingerprint().map(Object::toString)
                            .or(() -> unknown.issuerKeyId().map(Object::toString)).orElse(""));
            case SignatureResult.Refused no -> new RecipeException(Reason.BAD_SIGNATURE, name, key(no.reason()));
            case SignatureResult.Good _ -> throw new IllegalStateException();
        };
    }

    private static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static boolean startsWith(byte[] bytes, int offset, String start) {
        var expected = start.getBytes(StandardCharsets.US_ASCII);
        return bytes.length - offset >= expected.length
                && Arrays.equals(bytes, offset, offset + expected.length, expected, 0, expected.length);
    }
}
