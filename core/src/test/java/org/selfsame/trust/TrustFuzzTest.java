package org.selfsame.trust;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.selfsame.content.BytesContent;
import org.selfsame.trust.checksum.ChecksumList;
import org.selfsame.trust.openpgp.Certificate;
import org.selfsame.trust.openpgp.CleartextMessage;
import org.selfsame.trust.openpgp.DetachedSignature;
import org.selfsame.trust.openpgp.InlineMessage;
import org.selfsame.trust.openpgp.Keyring;
import org.selfsame.trust.openpgp.Policy;
import org.selfsame.trust.publisher.Publishers;

/// Whatever bytes come in, only a [TrustException] goes out. Fuzzes for a while with `JAZZER_FUZZ=1`; otherwise runs
/// the inputs that are kept.
@Tag("fuzz")
class TrustFuzzTest {
    private static final Policy POLICY = Policy.standard(Instant.parse("2026-06-01T00:00:00Z"));
    private static final Keyring KEYS = Publishers.bundled().keyring();

    @FuzzTest(maxDuration = "30s")
    void detachedSignature(byte[] bytes) throws IOException {
        quietly(() -> DetachedSignature.read(new BytesContent(bytes)).check(bytes, KEYS, POLICY));
    }

    @FuzzTest(maxDuration = "30s")
    void cleartextMessage(byte[] bytes) throws IOException {
        quietly(() -> CleartextMessage.read(new BytesContent(bytes)).check(KEYS, POLICY));
    }

    @FuzzTest(maxDuration = "30s")
    void inlineMessage(byte[] bytes) throws IOException {
        quietly(() -> InlineMessage.read(new BytesContent(bytes)).check(KEYS, POLICY));
    }

    /// The first half is a key file, the rest a signature that may be by its keys.
    @FuzzTest(maxDuration = "30s")
    void keyring(byte[] bytes) throws IOException {
        quietly(() -> Keyring.read(new BytesContent(bytes)).certificates().forEach(Certificate::userIds));
        int half = bytes.length / 2;
        quietly(() -> {
            var keys = Keyring.read(new BytesContent(Arrays.copyOf(bytes, half)));
            DetachedSignature.read(new BytesContent(Arrays.copyOfRange(bytes, half, bytes.length)))
                    .check(new byte[0], keys, POLICY);
        });
    }

    @FuzzTest(maxDuration = "30s")
    void checksumList(byte[] bytes) throws IOException {
        for (var name : List.of("SHA256SUMS", "CHECKSUM", "x.md5")) {
            quietly(() -> ChecksumList.parse(bytes, name).digestsFor("x"));
        }
    }

    private static void quietly(Parsing parsing) throws IOException {
        try {
            parsing.run();
        } catch (TrustException e) {
            // the one exception that is allowed
            if (e.offset() < 0) {
                throw new AssertionError("an offset before the start", e);
            }
        }
    }

    private interface Parsing {
        void run() throws IOException;
    }
}
