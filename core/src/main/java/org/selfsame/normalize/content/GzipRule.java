package org.selfsame.normalize.content;

import java.io.IOException;
import java.util.Optional;
import org.selfsame.codec.Compression;
import org.selfsame.codec.Compressions;
import org.selfsame.codec.CompressedStream;
import org.selfsame.codec.Member;
import org.selfsame.codec.Structures;
import org.selfsame.content.Content;
import org.selfsame.content.LittleEndian;
import org.selfsame.content.SplicedContent;
import org.selfsame.normalize.ContentRule;
import org.selfsame.normalize.LeftAloneException;
import org.selfsame.normalize.LeftAloneException.Reason;
import org.selfsame.normalize.Work;
import org.selfsame.tree.Limits;

/// gzip files: no file name, no checksum of the header, the time of the epoch, in every member; and what is inside is
/// normalized. Source: RFC 1952.
public final class GzipRule implements ContentRule {
    private static final Compression GZIP = Compressions.all().stream().filter(it -> it.name().equals("gzip"))
            .findFirst().orElseThrow();
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int FILE_NAME = 8;
    private static final int COMMENT = 16;
    private static final int TRAILER = 8;
    /// What a member counts in memory.
    private static final int MEMBER = 64;
    /// XFL of a stream of the highest level.
    private static final byte BEST = 2;

    @Override
    public String id() {
        return "gzip";
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return GZIP.begins(content, 0);
    }

    @Override
    public Optional<Content> apply(Content content, Work work) throws IOException {
        var stream = open(content, work);
        boolean random = false;
        for (var member : stream.members()) {
            random |= (content.bytes(member.offset() + 3, 1)[0] & EXTRA) != 0;
        }
        // who stores places of the compressed bytes in the extra field would not find them any more
        var inside = random ? stream.content() : work.member(0, "", stream.content()).orElse(stream.content());
        var out = new SplicedContent.Builder();
        if (work.changed(0) != null) {
            compress(content, inside, work, out);
        } else {
            for (var member : stream.members()) {
                int header = (int) (GZIP.header(content, member.offset(), Structures.NONE) - member.offset());
                out.add(header(content.bytes(member.offset(), header), work));
                out.add(content, member.offset() + header, member.end() - member.offset() - header);
            }
        }
        return Optional.of(out.add(content, stream.end(), content.size() - stream.end()).build());
    }

    private static CompressedStream open(Content content, Work work) throws IOException {
        var stream = CompressedStream.of(GZIP, content, Limits.decodedBytes(content.size()),
                (int) Math.min(work.limits().tableBytes() / MEMBER, Integer.MAX_VALUE));
        var damage = stream.damage();
        if (damage != null) {
            throw damage;
        }
        return stream;
    }

    /// A header without name and checksum.
    private static byte[] header(byte[] header, Work work) {
        int at = 10;
        int flags = header[3];
        if ((flags & EXTRA) != 0) {
            at += 2 + LittleEndian.u16(header, at);
        }
        int name = at;
        if ((flags & FILE_NAME) != 0) {
            at = behindText(header, at);
        }
        int comment = at;
        if ((flags & COMMENT) != 0) {
            at = behindText(header, at);
        }
        var kept = new byte[name + at - comment];
        System.arraycopy(header, 0, kept, 0, name);
        System.arraycopy(header, comment, kept, name, at - comment);
        kept[3] = (byte) (flags & ~(FILE_NAME | HEADER_CRC));
        long time = LittleEndian.u32(header, 4);
        if (time != 0) {
            Bytes.put32(kept, 4, work.epoch().of(time));
        }
        return kept;
    }

    private static int behindText(byte[] header, int from) {
        int at = from;
        while (header[at] != 0) {
            at++;
        }
        return at + 1;
    }

    /// One member with all that the members held together.
    private static void compress(Content content, Content inside, Work work, SplicedContent.Builder out)
            throws IOException {
        var deflated = Deflate.of(inside, work);
        var header = content.bytes(0, 10);
        header[3] = 0;
        long time = LittleEndian.u32(header, 4);
        Bytes.put32(header, 4, time == 0 ? 0 : work.epoch().of(time));
        header[8] = BEST;
        var trailer = new byte[TRAILER];
        Bytes.put32(trailer, 0, deflated.crc());
        Bytes.put32(trailer, 4, inside.size());
        out.add(header).add(deflated.stored(), 0, deflated.stored().size()).add(trailer);
    }

    /// Each member has the data that it had, or all together hold what was made of them.
    @Override
    public void prove(Content before, Content after, Work work) throws IOException {
        var changed = work.changed(0);
        var now = open(after, work);
        if (changed != null) {
            if (!Bytes.equal(changed, now.content())) {
                throw new LeftAloneException(Reason.UNPROVEN, "it decodes to something else");
            }
            return;
        }
        var old = open(before, work);
        if (old.members().size() != now.members().size()) {
            throw new LeftAloneException(Reason.UNPROVEN, "another number of members");
        }
        for (int i = 0; i < now.members().size(); i++) {
            if (!Bytes.equal(data(before, old.members().get(i)), data(after, now.members().get(i)))) {
                throw new LeftAloneException(Reason.UNPROVEN, "member " + i + " decodes to something else");
            }
        }
    }

    private static Content data(Content content, Member member) throws IOException {
        long start = GZIP.header(content, member.offset(), Structures.NONE);
        return content.slice(start, member.end() - start);
    }
}
