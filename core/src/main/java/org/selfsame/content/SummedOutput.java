package org.selfsame.content;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.util.List;

/// Writes to a channel, and computes the SHA-256 of the same bytes meanwhile, on a thread of its own. Worth it for large
/// pieces. Not thread-safe.
public final class SummedOutput extends OutputStream {
    private final WritableByteChannel channel;
    private final MessageDigest digest;
    private final OutputStream lane;

    /// @param channel is not closed with this
    public SummedOutput(WritableByteChannel channel) {
        this(channel, DigestAlgorithm.SHA256.start());
    }

    /// @param channel is not closed with this
    /// @param digest what was digested before; it must be left alone until this is closed
    public SummedOutput(WritableByteChannel channel, MessageDigest digest) {
        this.channel = channel;
        this.digest = digest;
        lane = Lanes.stream(List.of(digest::update));
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[]{(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        lane.write(bytes, offset, length);
        for (var piece = ByteBuffer.wrap(bytes, offset, length); piece.hasRemaining();) {
            channel.write(piece);
        }
    }

    /// The digest of all that was written. Nothing may follow.
    ///
    /// @throws IOException if this thread was interrupted
    public Digest digest() throws IOException {
        close();
        return Digest.of(DigestAlgorithm.SHA256, digest.digest());
    }

    /// Waits for the digest.
    @Override
    public void close() throws IOException {
        lane.close();
    }
}
