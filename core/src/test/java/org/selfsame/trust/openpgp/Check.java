package org.selfsame.trust.openpgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.util.Arrays;
import org.selfsame.content.BytesContent;
import org.selfsame.trust.TrustException;
import org.selfsame.trust.TrustException.Reason;

/// What the tests of signatures share.
final class Check {
    static final byte[] IMAGE = "an image\nof two lines\n".getBytes(StandardCharsets.UTF_8);
    /// The clock of the tests.
    static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    static final Policy POLICY = Policy.standard(NOW);

    private Check() {}

    static Keyring keyring(byte[]... keys) throws IOException {
        return Keyring.read(new BytesContent(Arrays.concatenate(keys)));
    }

    static SignatureReport detached(byte[] signature, byte[] content, Keyring keyring) throws IOException {
        return DetachedSignature.read(new BytesContent(signature)).check(content, keyring, POLICY);
    }

    /// The result of a file with one signature over [#IMAGE].
    static SignatureResult only(byte[] signature, Keyring keyring) throws IOException {
        var results = detached(signature, IMAGE, keyring).results();
        assertThat(results).hasSize(1);
        return results.getFirst();
    }

    static SignatureResult.Good good(SignatureResult result) {
        assertThat(result).isInstanceOf(SignatureResult.Good.class);
        return (SignatureResult.Good) result;
    }

    static void refused(SignatureResult result, Refusal reason) {
        assertThat(result).isInstanceOfSatisfying(SignatureResult.Refused.class,
                r -> assertThat(r.reason()).isEqualTo(reason));
    }

    static void fails(ThrowingCallable reading, Reason reason) {
        assertThatThrownBy(reading).isInstanceOfSatisfying(TrustException.class,
                e -> assertThat(e.reason()).isEqualTo(reason));
    }

    static void detachedFails(byte[] signature, Reason reason) {
        fails(() -> DetachedSignature.read(new BytesContent(signature)), reason);
    }
}
