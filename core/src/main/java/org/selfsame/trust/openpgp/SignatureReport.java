package org.selfsame.trust.openpgp;

import java.util.List;
import java.util.Optional;

/// All signatures over one content, in the order of the file. Never empty.
///
/// @param signatures each signature with its result
public record SignatureReport(List<CheckedSignature> signatures) {
    /// Copies `signatures`.
    public SignatureReport {
        signatures = List.copyOf(signatures);
    }

    /// The results, in the order of the file.
    public List<SignatureResult> results() {
        return signatures.stream().map(CheckedSignature::result).toList();
    }

    /// The good signatures, in the order of the file. Two of one certificate are one signer.
    public List<SignatureResult.Good> good() {
        return only(SignatureResult.Good.class);
    }

    /// The signatures by keys that the keyring does not have, in the order of the file.
    public List<SignatureResult.Unknown> unknown() {
        return only(SignatureResult.Unknown.class);
    }

    /// The signatures that do not count, in the order of the file.
    public List<SignatureResult.Refused> refused() {
        return only(SignatureResult.Refused.class);
    }

    /// The first good signature.
    public Optional<SignatureResult.Good> firstGood() {
        return good().stream().findFirst();
    }

    private <R extends SignatureResult> List<R> only(Class<R> kind) {
        return results().stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
