package org.selfsame.normalize.content;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
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
        var members = new ArrayList<>(archive.members());
        if (canSort(members)) {
            members.sort(Comparator.comparing(TarMember::order));
        }
        var out = new SplicedContent.Builder();
        for (var member : members) {
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

    /// A hard link needs its file before it, a global header counts for what follows, and of two members of one name the
    /// later one counts.
    private static boolean canSort(List<TarMember> members) {
        var names = new HashSet<String>();
        return members.stream().allMatch(member -> !member.isLink() && !member.isGlobal() && names.add(member.order()));
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
