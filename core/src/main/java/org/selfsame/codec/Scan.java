package org.selfsame.codec;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.FormatException;

/// Passes the members of a stream one after the other. What has to be decoded for that is digested and cached on the way.
final class Scan {
    private final Compression compression;
    private final Content stored;
    private final long mostDecoded;
    private final StreamId stream = new StreamId();
    private final MessageDigest digest = DigestAlgorithm.SHA256.start();
    private byte[] chunk = new byte[ChunkCache.CHUNK];
    private int filled;
    private long index;
    private long decoded;
    /// Whether all members so far were decoded.
    private boolean whole = true;
    /// What was known of the only member so far.
    private KnownMembers.@Nullable Alone alone;

    Scan(Compression compression, Content stored, long mostDecoded) {
        this.compression = compression;
        this.stored = stored;
        this.mostDecoded = mostDecoded;
    }

    /// Passes the member at `offset`.
    Member member(long offset) throws IOException {
        var walked = compression.walk(stored, offset);
        if (walked != null) {
            // an empty member, such as a skippable frame, changes nothing
            whole &= walked.length() == 0;
            count(walked.length(), offset);
            return walked;
        }
        var known = KnownMembers.get(compression, stored, offset);
        if (known != null) {
            count(known.length(), offset);
            alone = decoded == known.length() ? known.alone() : null;
            whole &= known.length() == 0;
            return new Member(offset, offset + known.stored(), known.length());
        }
        long before = decoded;
        try (var decoder = compression.open(stored, offset, null)) {
            while (true) {
                int count = decoder.read(chunk, filled, chunk.length - filled);
                if (count < 0) {
                    var member = new Member(offset, decoder.end(), decoded - before);
                    KnownMembers.put(compression, stored, member, null);
                    return member;
                }
                count(count, offset);
                keep(count);
            }
        }
    }

    private void count(long length, long offset) throws FormatException {
        if (length > mostDecoded - decoded) {
            throw new FormatException(compression.name(), offset, "more than " + mostDecoded
                    + " bytes come out of a stream of " + stored.size() + " bytes, which is more than is decoded");
        }
        decoded += length;
    }

    private void keep(int count) {
        if (whole) {
            digest.update(chunk, filled, count);
            filled += count;
            if (filled == chunk.length) {
                ChunkCache.put(stream, index++, chunk);
                chunk = new byte[ChunkCache.CHUNK];
                filled = 0;
            }
        }
    }

    /// The content that these members decode to.
    Content finish(List<Member> members) {
        if (members.size() == 1 && alone != null) {
            return new DecodedContent(alone.stream(), compression, stored, new MemberList(members), alone.digest());
        }
        Digest known = null;
        if (whole) {
            if (filled > 0) {
                ChunkCache.put(stream, index, Arrays.copyOf(chunk, filled));
            }
            known = Digest.of(DigestAlgorithm.SHA256, digest.digest());
            if (members.size() == 1) {
                KnownMembers.put(compression, stored, members.getFirst(), new KnownMembers.Alone(stream, known));
            }
        }
        return new DecodedContent(stream, compression, stored, new MemberList(members), known);
    }
}
