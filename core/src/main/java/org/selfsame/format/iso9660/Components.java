package org.selfsame.format.iso9660;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Name;

/// The component records of `SL` entries (RRIP 1.12 §4.1.3.1) and of `AL` entries, which share their form. A record
/// may be cut by the end of its entry only where the entry says that it continues, and only in `AL` entries.
final class Components {
    static final int CONTINUE = 1;
    static final int CURRENT = 2;
    static final int PARENT = 4;
    static final int ROOT = 8;
    static final int VOLUME_ROOT = 0x10;
    static final int HOST = 0x20;
    /// Bytes of an entry before its component records: the header and the flags.
    static final int ENTRY_HEADER = SystemUse.HEADER + 1;

    /// @param flags those of its last record
    /// @param content the joined bytes of its records
    record Component(int flags, Name content) {}

    private final List<Component> complete = new ArrayList<>();
    private final ByteArrayOutputStream open = new ByteArrayOutputStream();

    private Components() {}

    /// As [#of(byte[], long)], but a record that runs beyond the area is noted and ends the list: genisoimage leaves
    /// such records in long link targets.
    static List<Component> readable(byte[] area, long offset, Notes notes) {
        var components = new Components();
        try {
            components.addAll(area, offset);
        } catch (FormatException e) {
            notes.add("symlink_target", offset, "a symbolic link is cut: " + e.rule());
        }
        return components.complete;
    }

    /// The components of the concatenated component areas `area`, which begins at `offset` in the image.
    ///
    /// @throws FormatException if a record runs beyond the area
    static List<Component> of(byte[] area, long offset) throws FormatException {
        var components = new Components();
        components.addAll(area, offset);
        return components.complete;
    }

    private void addAll(byte[] area, long offset) throws FormatException {
        for (int at = 0; at < area.length;) {
            if (at + 2 > area.length || (area[at + 1] & 0xff) > area.length - at - 2) {
                throw Iso.bad(offset, "component record " + (complete.size() + 1) + " runs beyond its entry");
            }
            int length = area[at + 1] & 0xff;
            add(area[at] & 0xff, area, at + 2, length);
            at += 2 + length;
        }
    }

    private void add(int flags, byte[] area, int at, int length) {
        open.write(area, at, length);
        if ((flags & CONTINUE) == 0) {
            complete.add(new Component(flags, Name.of(open.toByteArray())));
            open.reset();
        }
    }
}
