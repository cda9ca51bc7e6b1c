package org.selfsame.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.Digests;
import org.selfsame.content.FileContent;

/// The SHA-256 of a file, begun as soon as it is likely that the file will be checked: what else a check needs is
/// loaded and read in a third of the time that the digest of 1 GiB takes. Most checks ask for no other digest; one that
/// does gives the head start up and reads the file again.
public final class HeadStart implements AutoCloseable {
    private static final Set<DigestAlgorithm> ALGORITHM = Set.of(DigestAlgorithm.SHA256);

    private final FileContent file;
    private final CompletableFuture<Map<DigestAlgorithm, Digest>> digests;
    private volatile boolean givenUp;
    private volatile @Nullable LongConsumer progress;
    /// Belongs to the thread that reads, and then to the one that has waited for it.
    private long untold;

    private HeadStart(FileContent file) {
        this.file = file;
        digests = CompletableFuture.supplyAsync(this::read,
                run -> Thread.ofPlatform().daemon().name("head start").start(run));
    }

    /// Opens the file at `path` and begins to read it on a thread of its own.
    ///
    /// @throws IOException if it is not a regular file, or cannot be opened
    public static HeadStart on(Path path) throws IOException {
        return new HeadStart(FileContent.open(path));
    }

    private Map<DigestAlgorithm, Digest> read() {
        try {
            return Digests.of(file, ALGORITHM, this::count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void count(long bytes) {
        if (givenUp) {
            throw new CancellationException();
        }
        untold += bytes;
        var listener = progress;
        if (listener != null) {
            tell(listener);
        }
    }

    private void tell(LongConsumer listener) {
        long bytes = untold;
        untold = 0;
        listener.accept(bytes);
    }

    /// The file that is being read; it stays open until [#close].
    FileContent file() {
        return file;
    }

    /// The path of the file.
    public Path path() {
        return file.path();
    }

    /// Whether the digests that are being computed are just those by `algorithms`.
    boolean has(Set<DigestAlgorithm> algorithms) {
        return algorithms.equals(ALGORITHM);
    }

    /// Waits for the digests. `listener` gets the bytes read since its last call, those before this call too; it is
    /// called on the thread that reads, and may throw to end the work. When this returns or throws, it is called no
    /// more.
    ///
    /// @throws IOException if the file cannot be read
    Map<DigestAlgorithm, Digest> digests(LongConsumer listener) throws IOException {
        progress = listener;
        try {
            var result = digests.join();
            tell(listener);
            return result;
        } catch (CompletionException e) {
            if (e.getCause() instanceof UncheckedIOException problem) {
                throw problem.getCause();
            }
            throw e;
        }
    }

    /// Ends the reading soon, without closing the file.
    void giveUp() {
        givenUp = true;
    }

    /// Ends the reading and closes the file; may be called again.
    @Override
    public void close() throws IOException {
        giveUp();
        file.close();
    }
}
