package org.selfsame.trust.openpgp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.selfsame.content.Content;
import org.selfsame.trust.TrustException;

/// A text with its signatures around it (RFC 9580 §7), such as Debian's `InRelease` or a signed `SHA256SUMS`.
///
/// Immutable.
public final class CleartextMessage {
    private static final byte[] BEGINNING = "-----BEGIN PGP SIGNED MESSAGE-----".getBytes(StandardCharsets.US_ASCII);

    private final CleartextFrame frame;
    private final List<FoundSignature> signatures;

    private CleartextMessage(CleartextFrame frame, List<FoundSignature> signatures) {
        this.frame = frame;
        this.signatures = signatures;
    }

    /// Whether `content` has the first line of such a message at its very start. It need not be one for that.
    ///
    /// @throws IOException if the content cannot be read
    public static boolean begins(Content content) throws IOException {
        return content.size() > BEGINNING.length
                && Arrays.equals(content.bytes(0, BEGINNING.length), BEGINNING);
    }

    /// Reads a message that begins with its first byte and ends with its last.
    ///
    /// @throws TrustException if it is anything else, or larger than [Policy#MAX_MESSAGE_BYTES]
    /// @throws IOException if the content cannot be read
    public static CleartextMessage read(Content content) throws IOException {
        var bytes = Input.read(content, Policy.MAX_MESSAGE_BYTES);
        var frame = CleartextFrame.read(bytes);
        var armor = Armor.readOnly(bytes, frame.end(), Armor.SIGNATURE);
        return new CleartextMessage(frame, SignatureFile.read(armor.data()));
    }

    /// Checks the signatures. The verified text has its dash escapes and the blanks at the ends of lines removed, and
    /// each line ended with one line feed, the last one too; a message that signs no byte gives no byte.
    public SignedContent check(Keyring keyring, Policy policy) {
        var check = new DetachedCheck(signatures, Signature.TEXT, keyring, policy);
        check.update(frame.signed(), 0, frame.signed().length);
        return SignedContent.of(check.finish(), unverifiedText());
    }

    /// The text as [#check] gives it, but proven by nobody. For saying what an unknown signer claims, never for more.
    public byte[] unverifiedText() {
        return frame.text();
    }
}
