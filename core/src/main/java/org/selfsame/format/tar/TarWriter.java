package org.selfsame.format.tar;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Stream;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Members;
import org.selfsame.tree.Members.Member;
import org.selfsame.tree.Tree;

/// Writes a tree as a tar archive, equal in bytes to what GNU tar makes of the same tree with the options that
/// [TarOptions] names. The bytes depend on the tree and the options alone; no more than the names is held in memory.
/// Sparse files are written with their holes.
public final class TarWriter {
    private TarWriter() {}

    /// Writes the archive to `out`, which is not closed.
    ///
    /// @throws org.selfsame.tree.NotStorableException before anything is written, if the tree has a socket or a name that
    ///         is none
    /// @throws IOException if the tree cannot be read, a file is not as long as it says, or `out` fails
    public static void write(Tree tree, TarOptions options, OutputStream out, Task task) throws IOException {
        var members = Members.of(tree, "tar", Members.Order.TREE, task);
        long bytes = 0;
        for (var member : members) {
            TarOutput.checkStorable(member);
            bytes += member.entry() instanceof Entry.File file && member.first() == null ? file.size() : 0;
        }
        try (var meter = task.begin(Activity.PACK, bytes)) {
            var archive = new TarOutput(out, options, meter);
            for (var member : ordered(members, options)) {
                task.checkCancelled();
                archive.add(member);
            }
            archive.finish();
        }
    }

    private static List<Member> ordered(List<Member> members, TarOptions options) {
        var listed = options.dotted() ? members : members.subList(1, members.size());
        if (!options.symlinksLast()) {
            return listed;
        }
        return Stream.concat(listed.stream().filter(member -> !(member.entry() instanceof Entry.Symlink)),
                listed.stream().filter(member -> member.entry() instanceof Entry.Symlink)).toList();
    }
}
