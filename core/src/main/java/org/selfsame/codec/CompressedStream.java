package org.selfsame.codec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;

/// A compressed stream whose members were all found. What it decodes to is a content that takes no room: it is decoded
/// as it is read.
public final class CompressedStream {
    private final List<Member> members;
    private final long end;
    private final long paddingEnd;
    private final @Nullable FormatException damage;
    private final @Nullable Content decoded;

    private CompressedStream(List<Member> members, long end, long paddingEnd, @Nullable FormatException damage,
            @Nullable Content decoded) {
        this.members = List.copyOf(members);
        this.end = end;
        this.paddingEnd = paddingEnd;
        this.damage = damage;
        this.decoded = decoded;
    }

    /// Finds the members from the start of `stored` on. Where their sizes are not stated, everything is decoded once;
    /// the SHA-256 of it is then known.
    ///
    /// @param mostDecoded bytes that all members together may decode to
    /// @param mostMembers members that there may be
    /// @throws IOException if the content cannot be read; a damaged stream is told by [#content] and [#damage]
    public static CompressedStream of(Compression compression, Content stored, long mostDecoded, int mostMembers)
            throws IOException {
        var scan = new Scan(compression, stored, mostDecoded);
        var members = new ArrayList<Member>();
        long end = 0;
        long next = 0;
        FormatException damage = null;
        try {
            while (compression.begins(stored, next)) {
                if (members.size() == mostMembers) {
                    throw new FormatException(compression.name(), next, "more than " + mostMembers + " members");
                }
                members.add(scan.member(next));
                end = members.getLast().end();
                next = afterPadding(compression, stored, end);
            }
        } catch (FormatException e) {
            damage = e;
        }
        boolean padded = next > end && next == stored.size();
        return new CompressedStream(members, end, padded ? next : end, damage,
                damage == null ? scan.finish(members) : null);
    }

    /// The member that begins at `offset`, decoded only if it does not say how long it is.
    ///
    /// @throws FormatException if it is damaged, or decodes to more than `mostDecoded` bytes
    /// @throws IOException if the content cannot be read
    public static Member member(Compression compression, Content stored, long offset, long mostDecoded)
            throws IOException {
        var scan = new Scan(compression, stored, mostDecoded);
        var member = scan.member(offset);
        // the stream may have this member alone, and is asked for then
        scan.finish(List.of(member));
        return member;
    }

    /// Where the next member begins, if there is one, or the end of the content, if only padding is left.
    private static long afterPadding(Compression compression, Content stored, long end) throws IOException {
        int unit = compression.padding();
        if (unit == 0 || compression.begins(stored, end)) {
            return end;
        }
        long at = end;
        var piece = new byte[ChunkCache.CHUNK];
        while (at < stored.size()) {
            int count = (int) Math.min(piece.length, stored.size() - at);
            stored.read(at, piece, 0, count);
            for (int i = 0; i < count; i++) {
                if (piece[i] != 0) {
                    long next = at + i;
                    return (next - end) % unit == 0 && compression.begins(stored, next) ? next : end;
                }
            }
            at += count;
        }
        return (at - end) % unit == 0 ? at : end;
    }

    /// The members in order.
    public List<Member> members() {
        return members;
    }

    /// The first byte after the last member.
    public long end() {
        return end;
    }

    /// The first byte after the padding that the format allows after the last member; [#end] if there is none.
    public long paddingEnd() {
        return paddingEnd;
    }

    /// What is wrong with the first member that could not be passed, or null if all could.
    public @Nullable FormatException damage() {
        return damage;
    }

    /// What the members decode to, one after the other.
    ///
    /// @throws FormatException if a member is damaged
    public Content content() throws FormatException {
        if (decoded == null) {
            var reason = damage;
            throw reason == null ? new FormatException("stream", 0, "nothing to decode") : again(reason);
        }
        return decoded;
    }

    /// The exception for another throw, as it is kept.
    private static FormatException again(FormatException reason) {
        return new FormatException(reason.format(), reason.offset(), reason.rule(), reason);
    }
}
