package org.selfsame.codec;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;
import org.selfsame.content.FormatException;
import org.selfsame.content.Ranges;

/// What a compressed stream decodes to, decoded forward as it is read. Going back costs decoding from the start of the
/// member (of the block in xz), unless the bytes are still in the cache that all streams share.
public final class DecodedContent implements Content {
    private final StreamId stream;
    private final Compression compression;
    private final Content stored;
    private final MemberList members;
    private final @Nullable Digest digest;
    private final ReentrantLock decoding = new ReentrantLock();

    DecodedContent(StreamId stream, Compression compression, Content stored, MemberList members,
            @Nullable Digest digest) {
        this.stream = stream;
        this.compression = compression;
        this.stored = stored;
        this.members = members;
        this.digest = digest;
    }

    @Override
    public long size() {
        return members.size();
    }

    @Override
    public @Nullable Digest knownDigest() {
        return digest;
    }

    /// @throws FormatException if a member is damaged
    @Override
    public void read(long offset, byte[] target, int targetOffset, int length) throws IOException {
        Ranges.check(compression.name(), offset, length, size());
        for (int done = 0; done < length;) {
            long at = offset + done;
            var chunk = chunk(at / ChunkCache.CHUNK);
            int within = (int) (at % ChunkCache.CHUNK);
            int count = Math.min(length - done, chunk.length - within);
            System.arraycopy(chunk, within, target, targetOffset + done, count);
            done += count;
        }
    }

    private byte[] chunk(long index) throws IOException {
        var chunk = ChunkCache.get(stream, index);
        if (chunk != null) {
            return chunk;
        }
        decoding.lock();
        try {
            // another thread may have decoded it in the meantime
            chunk = ChunkCache.get(stream, index);
            return chunk == null ? decode(index) : chunk;
        } finally {
            decoding.unlock();
        }
    }

    private byte[] decode(long index) throws IOException {
        long start = index * ChunkCache.CHUNK;
        var run = IdleRuns.take(stream, start);
        if (run == null) {
            run = new Run(stream, compression, stored, members);
        }
        var chunk = new byte[(int) Math.min(ChunkCache.CHUNK, size() - start)];
        boolean done = false;
        try {
            run.goTo(start);
            run.read(chunk, 0, chunk.length);
            done = true;
        } finally {
            if (!done) {
                run.close();
            }
        }
        ChunkCache.put(stream, index, chunk);
        if (run.position() < size()) {
            IdleRuns.giveBack(run);
        } else {
            run.close();
        }
        return chunk;
    }
}
