package org.selfsame.normalize.content;

import java.io.IOException;
import java.util.Optional;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.SplicedContent;
import org.selfsame.format.ar.ArFormat;
import org.selfsame.normalize.ContentRule;
import org.selfsame.normalize.LeftAloneException;
import org.selfsame.normalize.LeftAloneException.Reason;
import org.selfsame.normalize.Work;

/// ar archives: static libraries and Debian packages. Times become the epoch, owners 0, modes 0644 or 0755, as `ar` itself
/// writes them with `D`. Members keep their order: linkers depend on it. What is in a Debian package stays, since the
/// package has a list of its digests. Source: GNU's ar.h; deb(5).
public final class ArRule implements ContentRule {
    private static final String MAGIC = "!<arch>\n";
    private static final String THIN = "!<thin>\n";
    private static final String DEBIAN = "debian-binary";
    private static final int HEADER = 60;

    @Override
    public String id() {
        return "ar";
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return Bytes.has(content, 0, MAGIC) || Bytes.has(content, 0, THIN);
    }

    /// A header and what follows it.
    @SuppressWarnings("ArrayRecordComponent")
    private record Member(long offset, byte[] header, long size) {
        String name() {
            return Bytes.latin(header).substring(0, 16).stripTrailing();
        }
    }

    @Override
    public Optional<Content> apply(Content content, Work work) throws IOException {
        var members = members(content, work);
        boolean debian = !members.isEmpty() && members.getFirst().name().startsWith(DEBIAN);
        if (debian && members.stream().anyMatch(member -> member.name().startsWith("_gpg"))) {
            throw new LeftAloneException(Reason.SIGNED, "a member _gpg…");
        }
        var patches = new TreeMap<Long, byte[]>();
        for (var member : members) {
            patches.put(member.offset(), header(member, debian, work));
        }
        return Optional.of(SplicedContent.patched(content, patches));
    }

    private static List<Member> members(Content content, Work work) throws IOException {
        boolean thin = Bytes.has(content, 0, THIN);
        var members = new ArrayList<Member>();
        for (long at = MAGIC.length(); at < content.size();) {
            work.task().checkCancelled();
            var header = content.bytes(at, HEADER);
            var text = Bytes.latin(header);
            var size = text.substring(48, 58).strip();
            if (!text.endsWith("`\n") || !size.matches("\\d{1,10}")
                    || members.size() == work.limits().tableBytes() / 256) {
                throw new FormatException("ar", at, "no header");
            }
            boolean table = text.startsWith("/ ") || text.startsWith("// ") || text.startsWith("/SYM64/");
            long stored = thin && !table ? 0 : Long.parseLong(size);
            if (stored > content.size() - at - HEADER) {
                throw new FormatException("ar", at, "a member of " + stored + " bytes does not fit");
            }
            members.add(new Member(at, header, stored));
            at += HEADER + stored + (stored & 1);
        }
        return members;
    }

    private static byte[] header(Member member, boolean debian, Work work) {
        var header = member.header().clone();
        var text = Bytes.latin(header);
        if (number(text, 16, 12) >= 0) {
            field(header, 16, 12, Long.toString(work.epoch().of(number(text, 16, 12))));
        }
        for (int at : new int[]{28, 34}) {
            if (number(text, at, 6) > 0) {
                field(header, at, 6, "0");
            }
        }
        var mode = text.substring(40, 48).strip();
        if (mode.matches("[0-7]{1,8}") && !member.name().equals("/") && !member.name().equals("/SYM64/")) {
            int type = debian ? 0100000 : 0;
            int bits = Integer.parseInt(mode, 8);
            field(header, 40, 8, String.format(Locale.ROOT, "%o", type | ((bits & 0100) != 0 ? 0755 : 0644)));
        }
        return header;
    }

    private static long number(String header, int at, int length) {
        var text = header.substring(at, at + length).strip();
        return text.matches("\\d{1,12}") ? Long.parseLong(text) : -1;
    }

    private static void field(byte[] header, int at, int length, String text) {
        for (int i = 0; i < length; i++) {
            header[at + i] = (byte) (i < text.length() ? text.charAt(i) : ' ');
        }
    }

    @Override
    public void prove(Content before, Content after, Work work) throws IOException {
        Proof.sameEntries(new ArFormat(), before, after, work, path -> false);
    }
}
