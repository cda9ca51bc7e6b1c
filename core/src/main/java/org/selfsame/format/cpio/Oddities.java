package org.selfsame.format.cpio;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.selfsame.task.Task;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Name;
import org.selfsame.tree.Text;

/// Finds what is odd in an archive.
final class Oddities {
    /// Anomalies that are listed.
    private static final int MOST = 1_000;
    private static final Set<Integer> TYPES = Set.of(0010000, 0020000, 0040000, 0060000, 0100000, 0120000, 0140000);

    private final Archive archive;
    private final List<Anomaly> anomalies = new ArrayList<>();

    private Oddities(Archive archive) {
        this.archive = archive;
    }

    static List<Anomaly> of(Archive archive, Task task) throws IOException {
        var oddities = new Oddities(archive);
        var names = new HashSet<List<Name>>();
        for (var member : archive.members()) {
            task.checkCancelled();
            oddities.member(member, names);
        }
        oddities.end();
        return oddities.anomalies;
    }

    private void member(Member member, Set<List<Name>> names) throws IOException {
        var header = member.header();
        var name = Text.printable(member.name());
        var parts = TreeBuilder.parts(member.name());
        if (!names.add(parts)) {
            add("cpio.duplicate_name", member.offset(), name);
        }
        if (!parts.stream().allMatch(Name::isPlain) || parts.stream().anyMatch(part -> part.equals(Name.of("..")))) {
            add("cpio.hostile_name", member.offset(), name);
        }
        if (!TYPES.contains(header.type())) {
            add("cpio.type", member.offset(), name + " has the mode " + Integer.toOctalString(header.mode())
                    + " and is shown as a file");
        }
        if (member.name().length() + 1 != header.nameSize()) {
            add("cpio.name_padding", member.nameOffset(), name + " is followed by "
                    + (header.nameSize() - member.name().length()) + " bytes in a name of " + header.nameSize());
        }
        padding(member.nameOffset() + header.nameSize(), member.data(), name);
        padding(member.dataEnd(), member.end(), name);
        // as the kernel: what is no regular file has no sum, whatever its data
        if (header.variant() == Variant.CRC && header.type() == HardLinks.FILE
                && Archive.sum(archive.content(), member) != header.check()) {
            add("cpio.checksum", member.offset(), name + " has the sum " + Archive.sum(archive.content(), member)
                    + ", its header states " + header.check());
        }
    }

    private void padding(long from, long to, String name) throws IOException {
        long end = Math.min(to, archive.content().size());
        for (byte b : archive.content().bytes(from, (int) Math.max(0, end - from))) {
            if (b != 0) {
                add("cpio.padding", from, "bytes other than zero before or after " + name);
                return;
            }
        }
    }

    private void end() throws IOException {
        var damage = archive.damage();
        if (damage != null) {
            add("cpio.damaged", damage.offset(), damage.rule());
        } else if (archive.trailer() == null) {
            add("cpio.no_trailer", archive.end(), "no trailer ends the archive");
        } else if (Tail.zerosEnd(archive.content(), archive.end()) < archive.content().size()) {
            add("cpio.trailing_bytes", archive.end(), (archive.content().size() - archive.end())
                    + " bytes follow the trailer, not all of them zero");
        }
    }

    private void add(String code, long offset, String detail) {
        if (anomalies.size() < MOST) {
            anomalies.add(new Anomaly(code, offset, detail));
        }
    }
}
