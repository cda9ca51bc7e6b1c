package org.selfsame.apt;

import java.io.IOException;
import java.util.List;
import org.selfsame.apt.ResolveException.Reason;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.trust.TrustException;
import org.selfsame.trust.openpgp.CleartextMessage;
import org.selfsame.trust.openpgp.Keyring;
import org.selfsame.trust.openpgp.Policy;
import org.selfsame.trust.openpgp.SignatureReport;

/// An `InRelease` whose signature was checked.
///
/// @param release what it says
/// @param signers the fingerprints of the certificates that signed it, sorted
record VerifiedList(ReleaseFile release, List<String> signers) {
    /// Copies the list.
    VerifiedList {
        signers = List.copyOf(signers);
    }

    /// Reads a list and checks its signature.
    ///
    /// @param archive the name of the archive, for errors
    /// @throws ResolveException if no signature is good, or it is no list
    /// @throws IOException if it cannot be read
    static VerifiedList read(String archive, Content content, Keyring keyring, Policy policy) throws IOException {
        try {
            if (content.size() > ReleaseFile.MOST_BYTES) {
                throw new FormatException(ReleaseFile.FORMAT, ReleaseFile.MOST_BYTES,
                        "has more than " + ReleaseFile.MOST_BYTES + " bytes");
            }
            var checked = CleartextMessage.read(content).check(keyring, policy);
            var text = checked.verified();
            if (text.isEmpty()) {
                throw notSigned(archive, checked.report());
            }
            return new VerifiedList(ReleaseFile.read(text.get()), checked.report().good().stream()
                    .map(it -> it.certificate().hex()).distinct().sorted().toList());
        } catch (TrustException e) {
            throw new ResolveException(Reason.BAD_SIGNATURE, archive, List.of(e.reason().name()));
        } catch (FormatException e) {
            throw new ResolveException(Reason.BAD_LIST, archive, List.of(e.rule()));
        }
    }

    private static ResolveException notSigned(String archive, SignatureReport report) {
        if (report.refused().isEmpty()) {
            return new ResolveException(Reason.UNKNOWN_SIGNER, archive, report.unknown().stream()
                    .map(it -> it.issuerFingerprint().map(Object::toString)
                            .or(() -> it.issuerKeyId().map(Object::toString)).orElse("?"))
                    .toList());
        }
        return new ResolveException(Reason.BAD_SIGNATURE, archive,
                report.refused().stream().map(it -> it.reason().name()).toList());
    }
}
