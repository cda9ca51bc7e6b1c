package org.selfsame.format.cpio;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.codec.DecodedContent;
import org.selfsame.content.Content;
import org.selfsame.content.Digest;
import org.selfsame.content.DigestAlgorithm;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Name;

/// The members of an archive, in its order.
///
/// @param trailer the member that ends it, or null if there is none
/// @param end the first byte after the last member, the trailer included
/// @param damage why there are no more members, or null
record Archive(Content content, Variant variant, List<Member> members, @Nullable Member trailer, long end,
        @Nullable FormatException damage) {
    private static final Name TRAILER = Name.of("TRAILER!!!");
    /// What a member takes in memory beside its name, its entry included.
    private static final int MEMBER = 200;
    /// As the longest path of Linux.
    private static final int LONGEST_TARGET = 4096;
    private static final int PIECE = 1 << 16;
    static final int SYMLINK = 0120000;

    /// Reads headers and link targets; everything, if `content` can only be decoded from start to end.
    ///
    /// @throws IOException if the content cannot be read or decoded
    static Archive read(Content content, Variant variant, Limits limits) throws IOException {
        boolean digests = content.span().root() instanceof DecodedContent;
        var members = new ArrayList<Member>();
        long at = 0;
        long memory = 0;
        Member trailer = null;
        FormatException damage = null;
        while (trailer == null && at < content.size()) {
            Member member;
            try {
                member = HeaderReader.read(content, variant, at);
                memory += MEMBER + member.name().length();
                if (memory > limits.tableBytes() || members.size() >= limits.entries()) {
                    throw HeaderReader.broken(at, "more than " + members.size() + " members are not read");
                }
            } catch (FormatException e) {
                if (!e.format().equals(CpioFormat.NAME)) {
                    throw e;
                }
                damage = e;
                break;
            }
            if (member.name().equals(TRAILER)) {
                trailer = member;
            } else {
                var whole = complete(content, member, digests);
                members.add(whole);
                memory += whole.target() == null ? 0 : whole.header().size();
            }
            // the padding of the last member may be missing
            at = Math.min(member.end(), content.size());
        }
        return new Archive(content, variant, List.copyOf(members), trailer, at, damage);
    }

    /// The member with its link target and, if wanted, its digest and sum.
    private static Member complete(Content content, Member member, boolean digests) throws IOException {
        var header = member.header();
        Name target = null;
        if (header.type() == SYMLINK && header.size() <= LONGEST_TARGET) {
            target = Name.of(content.bytes(member.data(), (int) header.size()));
        }
        if (!digests) {
            return new Member(header, member.offset(), member.name(), member.data(), target, null, -1);
        }
        var digest = DigestAlgorithm.SHA256.start();
        long sum = passData(content, member, digest::update);
        return new Member(header, member.offset(), member.name(), member.data(), target,
                Digest.of(DigestAlgorithm.SHA256, digest.digest()), sum);
    }

    /// Takes some bytes of a piece.
    private interface Sink {
        void take(byte[] bytes, int offset, int length);
    }

    private static long passData(Content content, Member member, Sink sink) throws IOException {
        var piece = new byte[(int) Math.min(PIECE, member.header().size())];
        long sum = 0;
        for (long at = member.data(); at < member.dataEnd(); at += piece.length) {
            int count = (int) Math.min(piece.length, member.dataEnd() - at);
            content.read(at, piece, 0, count);
            sink.take(piece, 0, count);
            for (int i = 0; i < count; i++) {
                sum += piece[i] & 0xff;
            }
        }
        return sum & 0xffffffffL;
    }

    /// The sum of all bytes of a member's data, modulo 2^32.
    static long sum(Content content, Member member) throws IOException {
        return member.sum() >= 0 ? member.sum() : passData(content, member, (bytes, offset, length) -> {});
    }
}
