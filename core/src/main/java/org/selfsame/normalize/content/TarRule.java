package org.selfsame.normalize.content;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.selfsame.content.Content;
import org.selfsame.content.SplicedContent;
import org.selfsame.format.tar.TarFormat;
import org.selfsame.normalize.ContentRule;
import org.selfsame.normalize.Work;

/// tar archives, old, ustar, GNU and pax: times become the epoch, other times and the number of the process that pax has
/// in its names go, members are sorted where no member depends on an earlier one. Owners and modes stay: they may be what
/// the archive is for.
public final class TarRule implements ContentRule {
    @Override
    public String id() {
        return "tar";
    }

    @Override
    public boolean recognizes(Content content) throws IOException {
        return new TarFormat().recognizes(content);
    }

    @Override
    public Optional<Content> apply(Content content, Work work) throws IOException {
        var archive = TarMember.read(content, work);
        var out = new SplicedContent.Builder();
        for (var member : sorted(archive.members())) {
            work.task().checkCancelled();
            var data = member.data();
            var after = member.isFile() && data.size() > 0
                    ? work.member(member.index(), member.printableName(), data).orElse(data)
                    : data;
            member.write(after, work.epoch(), out);
        }
        long end = archive.end();
        return Optional.of(out.add(content, end, content.size() - end).build());
    }

    /// The members by name, where their order does not matter: a hard link needs its file before it, a global header counts
    /// for what follows, and of two members of one name the later one counts.
    private static Collection<TarMember> sorted(List<TarMember> members) {
        var sorted = new TreeMap<String, TarMember>();
        for (var member : members) {
            if (member.isLink() || member.isGlobal() || sorted.put(member.order(), member) != null) {
                return members;
            }
        }
        return sorted.values();
    }

    @Override
    public void prove(Content before, Content after, Work work) throws IOException {
        var wanted = new LinkedHashMap<String, Content>();
        for (var member : TarMember.read(before, work).members()) {
            var changed = work.changed(member.index());
            if (changed != null) {
                wanted.put(member.printableName(), changed);
            }
        }
        Proof.sameEntries(new TarFormat(), before, after, work, path -> false, wanted);
    }
}
