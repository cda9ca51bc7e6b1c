package org.selfsame.normalize.content;

import java.io.IOException;
import java.util.Optional;
import java.nio.ByteOrder;
import java.util.TreeMap;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.LittleEndian;
import org.selfsame.content.SplicedContent;
import org.selfsame.format.mo.MoFormat;
import org.selfsame.normalize.ContentRule;
import org.selfsame.normalize.Work;

/// Compiled messages of gettext: the dates in the header entry that are later than the epoch, all of them. Source: "The
/// Format of GNU MO Files" in the manual of GNU gettext 0.21.
public final class GettextRule implements ContentRule {
    private static final String LITTLE = "\u00de\u0012\u0004\u0095";
    private static final String BIG = "\u0095\u0004\u0012\u00de";
    private static final int LONGEST = 1 << 16;

    @Override
    public String id() {
        return "gettext-mo";
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return Bytes.has(content, 0, LITTLE) || Bytes.has(content, 0, BIG);
    }

    @Override
    public Optional<Content> apply(Content content, Work work) throws IOException {
        var order = Bytes.has(content, 0, LITTLE) ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        long strings = number(content, 8, order);
        long originals = number(content, 12, order);
        long translations = number(content, 16, order);
        // the empty original sorts before all others
        if (strings == 0 || number(content, originals, order) != 0) {
            return Optional.empty();
        }
        long length = number(content, translations, order);
        if (length > LONGEST) {
            throw new FormatException("mo", translations, "a header entry of " + length + " bytes");
        }
        long at = number(content, translations + 4, order);
        var text = Bytes.latin(content.bytes(at, (int) length));
        var patches = new TreeMap<Long, byte[]>();
        GettextDates.find(text, "", work.epoch(), (place, date) -> patches.put(at + place, Bytes.latin(date)));
        return patches.isEmpty() ? Optional.empty() : Optional.of(SplicedContent.patched(content, patches));
    }

    private static long number(Content content, long at, ByteOrder order) throws IOException {
        var bytes = content.bytes(at, 4);
        return order == ByteOrder.LITTLE_ENDIAN ? LittleEndian.u32(bytes, 0) : Bytes.u32be(bytes, 0);
    }

    @Override
    public void prove(Content before, Content after, Work work) throws IOException {
        Proof.sameEntries(new MoFormat(), before, after, work, path -> path.equals("header entry"));
    }
}
