package org.selfsame.format.cpio;

import java.io.IOException;
import org.selfsame.task.Task;
import org.selfsame.tree.Layout;
import org.selfsame.tree.Region.Kind;
import org.selfsame.tree.Text;

/// The layout of an archive.
final class CpioRegions {
    private final Archive archive;
    private final Layout.Builder layout;

    private CpioRegions(Archive archive) {
        this.archive = archive;
        this.layout = new Layout.Builder(CpioFormat.NAME, archive.content().size());
    }

    static Layout of(Archive archive, Task task) throws IOException {
        var regions = new CpioRegions(archive);
        for (var member : archive.members()) {
            task.checkCancelled();
            regions.member(member, "member", String.join("/",
                    TreeBuilder.parts(member.name()).stream().map(Text::printable).toList()));
        }
        var trailer = archive.trailer();
        if (trailer != null) {
            regions.member(trailer, "trailer", "");
        }
        long tail = Tail.zerosEnd(archive.content(), archive.end());
        if (trailer != null && tail == archive.content().size()) {
            regions.layout.add(archive.end(), tail - archive.end(), Kind.PADDING, "archive padding");
        }
        return regions.layout.build();
    }

    private void member(Member member, String what, String owner) throws IOException {
        var variant = member.header().variant();
        layout.add(member.offset(), variant.headerLength(), Kind.STRUCTURE, what + " header", owner);
        layout.add(member.offset(), variant.magicLength(), Kind.FIELD, what + " header.magic", owner);
        long at = member.offset() + variant.magicLength();
        for (var field : variant.fields()) {
            layout.add(at, field.length(), Kind.FIELD, what + " header." + field.name(), owner);
            at += field.length();
        }
        long nameEnd = at + member.header().nameSize();
        layout.add(at, member.header().nameSize(), Kind.STRUCTURE, what + " name", owner);
        padding(nameEnd, member.data(), "name padding", owner);
        boolean link = member.target() != null;
        layout.add(member.data(), member.header().size(), link ? Kind.STRUCTURE : Kind.DATA,
                link ? "symbolic link target" : "file", owner);
        padding(member.dataEnd(), member.end(), "data padding", owner);
    }

    /// The last padding of a content may be missing.
    private void padding(long from, long to, String what, String owner) throws IOException {
        layout.add(from, Math.max(0, Math.min(to, archive.content().size()) - from), Kind.PADDING, what, owner);
    }
}
