package org.selfsame.format.tar;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.selfsame.content.Content;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.AnomalyList;
import org.selfsame.tree.Name;
import org.selfsame.tree.PathTree;

/// Collects what is odd in an archive: what the scan tells, and what takes a look at padding and all paths.
final class TarOddities implements ScanListener {
    private final Content content;
    private final AnomalyList anomalies = new AnomalyList(TarReader.FORMAT);
    private final Set<List<Name>> paths = new HashSet<>();

    TarOddities(Content content) {
        this.content = content;
    }

    List<Anomaly> list() {
        return anomalies.list();
    }

    @Override
    public void anomaly(String code, long offset, String detail) {
        anomalies.add(code, offset, detail);
    }

    @Override
    public void member(TarHeader header, Member member, long mapOffset, long mapLength) {
        var components = PathTree.components(member.path());
        var path = PathTree.printable(member.path());
        if (PathTree.leadsOut(member.path())) {
            anomaly("leads_out", member.offset(), path + ": an absolute path, or one with ..");
        }
        if (member.type() == Member.Type.HARD_LINK && member.stored() == 0
                && !paths.contains(PathTree.components(member.link()))) {
            anomaly("link_target", member.offset(), path + ": a hard link to " + PathTree.printable(member.link())
                    + ", which does not come before it");
        }
        if (!paths.add(components) && member.type() != Member.Type.DIRECTORY) {
            anomaly("duplicate_name", member.offset(), path + ": an earlier member has the same path");
        }
    }

    @Override
    public void padding(long offset, long length) throws IOException {
        for (byte b : content.bytes(offset, (int) length)) {
            if (b != 0) {
                anomaly("padding", offset, "bytes other than zero in padding");
                return;
            }
        }
    }
}
