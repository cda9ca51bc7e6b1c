package org.selfsame.format.iso9660;

import java.io.ByteArrayOutputStream;
import org.selfsame.tree.Name;

/// The target of a symbolic link, from the components of its `SL` entries. A target that is cut short is the part that
/// can be read, and is noted: one bad link does not hide the directory that it is in.
final class SymlinkTarget {
    private SymlinkTarget() {}

    /// @param area the component areas of all `SL` entries of the link
    /// @param offset where the first entry lies
    static Name of(byte[] area, long offset, Notes notes) {
        var target = new ByteArrayOutputStream();
        var separate = false;
        for (var component : Components.readable(area, offset, notes)) {
            if (separate) {
                target.write('/');
            }
            separate = true;
            switch (component.flags() & ~Components.CONTINUE) {
                case 0 -> target.writeBytes(component.content().bytes());
                case Components.CURRENT -> target.write('.');
                case Components.PARENT -> target.writeBytes(new byte[]{'.', '.'});
                case Components.ROOT -> {
                    target.write('/');
                    separate = false;
                }
                default -> {
                    // the root of this volume, or the name of this host: only the system that reads it would know
                    notes.add("symlink_component", offset, "a symbolic link has a component with flags "
                            + component.flags());
                    target.writeBytes(component.content().bytes());
                }
            }
        }
        return Name.of(target.toByteArray());
    }
}
