package org.selfsame.verify;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Lanes;
import org.selfsame.trust.openpgp.DetachedCheck;

/// Digests of a content and checks of detached signatures over it, in one pass.
final class OnePass {
    private OnePass() {}

    /// Feeds `content` to `checks`, and computes its digests by `algorithms` where no check does so anyway.
    ///
    /// @throws IOException if the content cannot be read
    static Map<DigestAlgorithm, Digest> over(Content content, Set<DigestAlgorithm> algorithms,
            List<DetachedCheck> checks, LongConsumer progress) throws IOException {
        var digests = new EnumMap<DigestAlgorithm, MessageDigest>(DigestAlgorithm.class);
        var fed = checks.stream().filter(DetachedCheck::needsContent).toList();
        var sinks = new ArrayList<Lanes.Sink>();
        for (var algorithm : algorithms) {
            if (fed.stream().noneMatch(check -> check.digest(algorithm).isPresent())) {
                var digest = algorithm.start();
                digests.put(algorithm, digest);
                sinks.add(digest::update);
            }
        }
        fed.forEach(check -> sinks.add(check::update));
        Lanes.feed(content, sinks, progress);
        var results = new EnumMap<DigestAlgorithm, Digest>(DigestAlgorithm.class);
        for (var algorithm : algorithms) {
            var own = digests.get(algorithm);
            results.put(algorithm, own != null
                    ? Digest.of(algorithm, own.digest())
                    : fed.stream().flatMap(check -> check.digest(algorithm).stream()).findFirst().orElseThrow());
        }
        return results;
    }
}
