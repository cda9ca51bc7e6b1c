package org.selfsame.normalize.content;

import java.io.IOException;
import java.util.Optional;
import java.util.TreeMap;
import org.selfsame.content.Content;
import org.selfsame.content.LittleEndian;
import org.selfsame.content.SplicedContent;
import org.selfsame.format.pe.BzImageFormat;
import org.selfsame.format.pe.PeFormat;
import org.selfsame.normalize.ContentRule;
import org.selfsame.normalize.LeftAloneException;
import org.selfsame.normalize.LeftAloneException.Reason;
import org.selfsame.normalize.Work;
import org.selfsame.tree.Fact;
import org.selfsame.tree.Region;

/// PE programs that are not signed: the time stamps of the header and of the debug directory, and the checksum. Source:
/// Microsoft's "PE Format".
public final class PeRule implements ContentRule {
    /// A debug entry that says that all time stamps are hashes of the content.
    private static final String REPRODUCIBLE = "16";

    @Override
    public String id() {
        return "pe";
    }

    /// A kernel of Linux has no time stamp, and may be of a size to take long.
    @Override
    public boolean recognizes(Content content) throws IOException {
        return Bytes.has(content, 0, "MZ") && new PeFormat().recognizes(content)
                && !new BzImageFormat().recognizes(content);
    }

    @Override
    public Optional<Content> apply(Content content, Work work) throws IOException {
        var reader = new PeFormat().open(content, work.limits());
        if (reader.facts().stream().anyMatch(PeRule::isReproducible)) {
            return Optional.empty();
        }
        var patches = new TreeMap<Long, byte[]>();
        long checksum = -1;
        for (var region : reader.layout(work.task()).regions()) {
            if (region.what().startsWith("certificate")) {
                throw new LeftAloneException(Reason.SIGNED, "a certificate table");
            }
            if (region.kind() == Region.Kind.FIELD && region.what().endsWith(".time_date_stamp")) {
                long before = LittleEndian.u32(content.bytes(region.offset(), 4), 0);
                if (before != 0 && work.epoch().of(before) != before) {
                    var after = new byte[4];
                    Bytes.put32(after, 0, work.epoch().of(before));
                    patches.put(region.offset(), after);
                }
            } else if (region.what().equals("optional header.checksum")) {
                checksum = region.offset();
            }
        }
        if (patches.isEmpty()) {
            return Optional.empty();
        }
        var stamped = SplicedContent.patched(content, patches);
        if (checksum >= 0 && LittleEndian.u32(content.bytes(checksum, 4), 0) != 0) {
            var sum = new byte[4];
            Bytes.put32(sum, 0, sum(stamped, checksum, work));
            patches.put(checksum, sum);
            return Optional.of(SplicedContent.patched(content, patches));
        }
        return Optional.of(stamped);
    }

    private static boolean isReproducible(Fact fact) {
        return fact.name().matches(".*debug\\.\\d+\\.type") && fact.value().equals(REPRODUCIBLE);
    }

    /// All 16-bit words but the checksum itself, the carry added back, plus the size.
    private static long sum(Content content, long checksum, Work work) throws IOException {
        var piece = new byte[1 << 16];
        long sum = 0;
        for (long at = 0; at < content.size(); at += piece.length) {
            work.task().checkCancelled();
            int count = (int) Math.min(piece.length, content.size() - at);
            content.read(at, piece, 0, count);
            for (int i = 0; i < count; i++) {
                boolean own = at + i >= checksum && at + i < checksum + 4;
                sum += own ? 0 : (piece[i] & 0xffL) << 8 * (i & 1);
            }
        }
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >> 16);
        }
        return sum + content.size();
    }

    @Override
    public void prove(Content before, Content after, Work work) throws IOException {
        Proof.sameLayout(new PeFormat(), before, after, work);
    }
}
