package org.selfsame.content;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;

/// Digests of whole contents: one pass over the bytes, however many algorithms.
public final class Digests {
    /// Bytes a piece; large enough to amortise a system call, small enough to stay in the cache between readers.
    private static final int PIECE = 1 << 18;
    /// Pieces in flight; bounds memory to about `PIECE * (DEPTH + 1)`, however slow an algorithm is.
    private static final int DEPTH = 8;

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
        var lanes = new ArrayList<Lane>();
        for (var algorithm : algorithms) {
            lanes.add(new Lane(algorithm));
        }
        try {
            long size = content.size();
            for (long offset = 0; offset < size; offset += PIECE) {
                int length = (int) Math.min(PIECE, size - offset);
                var piece = new byte[length];
                content.read(offset, piece, 0, length);
                for (var lane : lanes) {
                    lane.pieces.put(piece);
                }
                progress.accept(length);
            }
            var digests = new EnumMap<DigestAlgorithm, Digest>(DigestAlgorithm.class);
            for (var lane : lanes) {
                lane.pieces.put(Lane.END);
            }
            for (var lane : lanes) {
                digests.put(lane.algorithm, lane.result.join());
            }
            return digests;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while computing digests", e);
        } finally {
            lanes.forEach(Lane::stop);
        }
    }

    /// One algorithm and the thread that feeds it.
    private static final class Lane {
        static final byte[] END = new byte[0];

        final DigestAlgorithm algorithm;
        final BlockingQueue<byte[]> pieces = new ArrayBlockingQueue<>(DEPTH);
        final CompletableFuture<Digest> result = new CompletableFuture<>();
        private final Thread thread;

        Lane(DigestAlgorithm algorithm) {
            this.algorithm = algorithm;
            thread = Thread.ofPlatform().daemon().name("digest-" + algorithm).start(this::run);
        }

        private void run() {
            try {
                MessageDigest digest = algorithm.start();
                for (byte[] piece = pieces.take(); piece.length > 0; piece = pieces.take()) {
                    digest.update(piece);
                }
                result.complete(Digest.of(algorithm, digest.digest()));
            } catch (InterruptedException e) {
                result.completeExceptionally(e);
            }
        }

        /// Ends the thread; it touches no channel, so an interrupt is safe here.
        void stop() {
            thread.interrupt();
        }
    }
}
