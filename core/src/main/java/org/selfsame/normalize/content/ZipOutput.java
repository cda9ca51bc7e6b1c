package org.selfsame.normalize.content;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.selfsame.content.Content;
import org.selfsame.content.LittleEndian;
import org.selfsame.content.SplicedContent;
import org.selfsame.format.zip.ZipMembers;
import org.selfsame.normalize.Work;

/// Writes an archive anew around its data: in place, or with its members in another order.
final class ZipOutput {
    /// Sizes that a data descriptor may have: with and without its signature, with sizes of 32 and of 64 bits.
    private static final Set<Long> DESCRIPTORS = Set.of(0L, 12L, 16L, 20L, 24L);
    private static final int DESCRIPTOR = 8;
    /// Pads the data of a member to an alignment, which would be another elsewhere.
    private static final int ALIGNMENT = 0xd935;
    private static final long NARROW = 0xffffffffL;

    private final Content content;
    private final ZipMembers zip;
    private final Work work;
    private final ZipHeaders headers;
    private final TreeMap<Long, ZipMembers.Member> byOffset = new TreeMap<>();

    ZipOutput(Content content, ZipMembers zip, Work work) {
        this.content = content;
        this.zip = zip;
        this.work = work;
        headers = new ZipHeaders(work.epoch());
        zip.members().forEach(member -> byOffset.put(member.offset(), member));
    }

    /// A member on its way.
    ///
    /// @param index in the archive that is read
    /// @param data what its file shall hold
    record Planned(int index, ZipMembers.Member member, Content data) {}

    /// Whether members may change their places: nothing lies between them, and nothing says where they are beside the
    /// central directory.
    boolean canMove() {
        if (zip.isWide() || zip.isDirectoryFirst() || content.size() >= NARROW
                || byOffset.size() != zip.members().size()) {
            return false;
        }
        for (var member : zip.members()) {
            long behind = extentEnd(member) - member.data() - member.stored();
            if (!DESCRIPTORS.contains(behind) || isAligned(member)) {
                return false;
            }
        }
        return true;
    }

    /// Where the next member begins, or the central directory.
    private long extentEnd(ZipMembers.Member member) {
        var next = byOffset.higherKey(member.offset());
        return next == null ? zip.directory() : next;
    }

    private static boolean isAligned(ZipMembers.Member member) {
        var local = member.local();
        int at = 30 + LittleEndian.u16(local, 26);
        while (local.length - at >= 4) {
            if (LittleEndian.u16(local, at) == ALIGNMENT) {
                return true;
            }
            at += 4 + LittleEndian.u16(local, at + 2);
        }
        return false;
    }

    /// The archive with other bytes in its headers, everything where it was.
    Content inPlace() throws IOException {
        var patches = new TreeMap<Long, byte[]>();
        long entry = zip.directory();
        for (var member : zip.members()) {
            patches.put(member.offset(), local(member));
            var central = central(member);
            patches.put(entry, central);
            entry += central.length;
        }
        return SplicedContent.patched(content, patches);
    }

    /// The archive with these members, in this order.
    Content write(List<Planned> members) throws IOException {
        var out = new SplicedContent.Builder();
        long first = byOffset.isEmpty() ? zip.directory() : byOffset.firstKey();
        out.add(content, 0, first);
        var directory = new ByteArrayOutputStream();
        for (var planned : members) {
            work.task().checkCancelled();
            var central = central(planned.member());
            Bytes.put32(central, 42, out.size() - zip.base());
            if (work.changed(planned.index()) == null) {
                out.add(local(planned.member()));
                long data = planned.member().data();
                out.add(content, data, extentEnd(planned.member()) - data);
            } else {
                compress(planned, central, out);
            }
            directory.writeBytes(central);
        }
        long start = out.size();
        out.add(directory.toByteArray());
        out.add(content, zip.directory() + zip.directorySize(), zip.end() - zip.directory() - zip.directorySize());
        var end = content.bytes(zip.end(), 22);
        Bytes.put16(end, 8, members.size());
        Bytes.put16(end, 10, members.size());
        Bytes.put32(end, 12, directory.size());
        Bytes.put32(end, 16, start - zip.base());
        out.add(end).add(content, zip.end() + 22, content.size() - zip.end() - 22);
        return out.build();
    }

    /// Adds a member whose content changed. Its sizes are known now, so it needs no descriptor.
    private void compress(Planned planned, byte[] central, SplicedContent.Builder out) throws IOException {
        var data = planned.data();
        var deflated = Deflate.of(data, work);
        var stored = planned.member().method() == 0 ? data : deflated.stored();
        var local = local(planned.member());
        Bytes.put16(local, 6, LittleEndian.u16(local, 6) & ~DESCRIPTOR);
        Bytes.put16(central, 8, LittleEndian.u16(central, 8) & ~DESCRIPTOR);
        sizes(local, 14, deflated.crc(), stored.size(), data.size());
        sizes(central, 16, deflated.crc(), stored.size(), data.size());
        out.add(local).add(stored, 0, stored.size());
    }

    private static void sizes(byte[] header, int at, long crc, long stored, long size) {
        Bytes.put32(header, at, crc);
        Bytes.put32(header, at + 4, stored);
        Bytes.put32(header, at + 8, size);
    }

    private byte[] local(ZipMembers.Member member) {
        var header = member.local();
        headers.local(header, earlier(member));
        return header;
    }

    private byte[] central(ZipMembers.Member member) {
        var entry = member.central();
        headers.central(entry, earlier(member));
        return entry;
    }

    /// Clojure takes a class that is not newer than its source for stale.
    private static int earlier(ZipMembers.Member member) {
        return ZipRule.text(member).endsWith(".clj") ? 2 : 0;
    }
}
