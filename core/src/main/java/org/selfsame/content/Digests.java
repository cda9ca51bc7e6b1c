package org.selfsame.content;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/// Digests of whole contents: one pass over the bytes, however many algorithms.
public final class Digests {
    private Digests() {}

    /// The digest of `content` by `algorithm`.
    ///
    /// @throws IOException if the content cannot be read
    public static Digest of(Content content, DigestAlgorithm algorithm, LongConsumer progress) throws IOException {
        return of(content, Set.of(algorithm), progress).values().iterator().next();
    }

    /// The digests of `content` by each of `algorithms`. The bytes are read once, on the calling thread; each
    /// algorithm works on a thread of its own. `progress` gets the bytes read since its last call, and may throw to
    /// end the work.
    ///
    /// @throws IOException if the content cannot be read
    public static Map<DigestAlgorithm, Digest> of(Content content, Set<DigestAlgorithm> algorithms,
            LongConsumer progress) throws IOException {
        var started = new EnumMap<DigestAlgorithm, MessageDigest>(DigestAlgorithm.class);
        algorithms.forEach(algorithm -> started.put(algorithm, algorithm.start()));
        Lanes.feed(content, started.values().stream().<Lanes.Sink>map(digest -> digest::update).toList(), progress);
        var digests = new EnumMap<DigestAlgorithm, Digest>(DigestAlgorithm.class);
        started.forEach((algorithm, digest) -> digests.put(algorithm, Digest.of(algorithm, digest.digest())));
        return digests;
    }
}
