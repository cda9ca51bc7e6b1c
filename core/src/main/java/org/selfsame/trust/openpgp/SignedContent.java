package org.selfsame.trust.openpgp;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a signed message gave: the report, and the content if at least one signature over it is good.
///
/// @param report the results
/// @param bytes the verified content, or null if no signature is good; not copied
@SuppressWarnings("ArrayRecordComponent")
public record SignedContent(SignatureReport report, byte @Nullable [] bytes) {

    static SignedContent of(SignatureReport report, byte[] bytes) {
        return new SignedContent(report, report.good().isEmpty() ? null : bytes);
    }

    /// The verified content; empty if no signature is good. Read this, never the file.
    public Optional<byte[]> verified() {
        return Optional.ofNullable(bytes);
    }
}
