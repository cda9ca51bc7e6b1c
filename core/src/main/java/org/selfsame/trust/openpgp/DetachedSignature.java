package org.selfsame.trust.openpgp;

import java.io.IOException;
import java.util.List;
import org.selfsame.content.Content;
import org.selfsame.trust.TrustException;
import org.selfsame.trust.TrustException.Reason;

/// A file of signatures over another file.
///
/// Immutable.
public final class DetachedSignature {
    private final List<FoundSignature> signatures;

    private DetachedSignature(List<FoundSignature> signatures) {
        this.signatures = signatures;
    }

    /// The signatures in a `.sig`, `.sign`, `.asc` or `.gpg` file, binary or in exactly one armour.
    ///
    /// @throws TrustException if it holds anything else, or is larger than [Policy#MAX_SIGNATURE_BYTES]
    /// @throws IOException if the content cannot be read
    public static DetachedSignature read(Content content) throws IOException {
        var bytes = Input.read(content, Policy.MAX_SIGNATURE_BYTES);
        return new DetachedSignature(SignatureFile.read(Input.packets(bytes, Armor.SIGNATURE, Reason.NOT_DETACHED)));
    }

    /// Begins to check the signatures over content that will be fed to the returned object.
    public DetachedCheck check(Keyring keyring, Policy policy) {
        return new DetachedCheck(signatures, Signature.BINARY, keyring, policy);
    }

    /// Checks the signatures over `bytes`.
    public SignatureReport check(byte[] bytes, Keyring keyring, Policy policy) {
        var check = check(keyring, policy);
        check.update(bytes, 0, bytes.length);
        return check.finish();
    }
}
