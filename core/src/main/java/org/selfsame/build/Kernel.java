package org.selfsame.build;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Tree;

/// A kernel of a system, and the initrd that is made for it.
///
/// @param version such as `6.1.0-32-amd64`
record Kernel(String version, Entry.File image, Entry.File initrd) {
    private static final String IMAGE = "vmlinuz-";

    /// All kernels in `/boot` that have an initrd, the one whose name is last in the order of names first.
    ///
    /// @throws IOException if the system cannot be read
    static List<Kernel> of(Tree system) throws IOException {
        var found = new ArrayList<Kernel>();
        if (system.find("boot").orElse(null) instanceof Entry.Directory boot) {
            for (var entry : boot.children()) {
                var name = entry.name().toString();
                if (entry instanceof Entry.File image && name.startsWith(IMAGE)) {
                    var version = name.substring(IMAGE.length());
                    if (system.find("boot/initrd.img-" + version).orElse(null) instanceof Entry.File initrd) {
                        found.addFirst(new Kernel(version, image, initrd));
                    }
                }
            }
        }
        return List.copyOf(found);
    }
}
