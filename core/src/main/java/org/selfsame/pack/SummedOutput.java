package org.selfsame.pack;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;

/// Writes to a channel, and computes the SHA-256 of the same bytes meanwhile, on a thread of its own. Worth it for large
/// pieces. Not thread-safe.
final class SummedOutput extends OutputStream {
    private final WritableByteChannel channel;
    private final MessageDigest digest = DigestAlgorithm.SHA256.start();
    private final ExecutorService summing = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("image sum").factory());

    /// @param channel is not closed with this
    SummedOutput(WritableByteChannel channel) {
        this.channel = channel;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[]{(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        var sum = new FutureTask<>(() -> digest.update(bytes, offset, length), null);
        summing.execute(sum);
        try {
            for (var piece = ByteBuffer.wrap(bytes, offset, length); piece.hasRemaining();) {
                channel.write(piece);
            }
        } finally {
            // the bytes are the caller's again when this returns
            await(sum);
        }
    }

    /// If the other thread has not come to it, this one does it.
    private static void await(FutureTask<?> sum) {
        sum.run();
        boolean interrupted = false;
        while (true) {
            try {
                sum.get();
                break;
            } catch (InterruptedException _) {
                interrupted = true;
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// The digest of all that was written. Nothing may follow.
    Digest digest() {
        return Digest.of(DigestAlgorithm.SHA256, digest.digest());
    }

    @Override
    public void close() {
        summing.close();
    }
}
