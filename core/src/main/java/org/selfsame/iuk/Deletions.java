package org.selfsame.iuk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Name;
import org.selfsame.tree.Text;
import org.selfsame.tree.Tree;

/// The list `delete_files` of a kit.
final class Deletions {
    private Deletions() {}

    /// What the old medium has and the new one lacks, in the directories that the format names. What was in `isolinux` is
    /// listed under that name, although it is in `syslinux` on the stick, and so stays there: that is what kits do.
    ///
    /// @throws KitException if a name cannot be listed
    /// @throws IOException if a medium cannot be read
    static List<String> of(Tree old, Tree now, KitFormat format) throws IOException {
        var paths = new ArrayList<String>();
        for (var directory : format.directories()) {
            var gone = names(old, directory);
            gone.removeAll(names(now, directory));
            for (var name : gone) {
                if (!FatNames.holds(name)) {
                    throw new KitException(KitException.Reason.NOT_FOR_FAT, directory + "/" + Text.printable(name));
                }
                paths.add(directory + "/" + name);
            }
        }
        return paths;
    }

    private static SortedSet<Name> names(Tree medium, String path) throws IOException {
        var names = new TreeSet<Name>();
        if (medium.find(path).orElse(null) instanceof Entry.Directory directory) {
            directory.children().forEach(child -> names.add(child.name()));
        }
        return names;
    }
}
