package org.selfsame.format.iso9660;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Limits;

/// Looks for the volume descriptor sets that do not count: the twin that `xorriso -partition_offset 16` writes for
/// the image seen as a partition, and the sessions of a multi-session image, of which the last one's descriptors are
/// copied to sector 16 (overwritable media, and image files that xorriso has added to).
final class OtherVolumes {
    /// Sessions begin at multiples of 32 sectors (libburn's emulation of multi-session).
    private static final int SESSION_ALIGNMENT = 32 * Iso.SECTOR;
    private static final int MAX_SESSIONS = 100;

    private OtherVolumes() {}

    /// The other volumes in the order of their places. What cannot be opened is left out: it is then unknown bytes.
    static List<Volume> find(Content image, Volume main, Limits limits) throws IOException {
        var found = new ArrayList<Volume>();
        add(found, image, 16L * Iso.SECTOR, 16L * Iso.SECTOR, limits);
        if (add(found, image, Iso.roundUp(main.end(), SESSION_ALIGNMENT), 0, limits) != null) {
            return List.copyOf(found);
        }
        // the blocks of a session count from the start of the image, whatever its own start is
        long start = SESSION_ALIGNMENT;
        for (int i = 0; i < MAX_SESSIONS; i++) {
            var session = add(found, image, start, 0, limits);
            if (session == null) {
                break;
            }
            long next = Iso.roundUp(start + session.primary().spaceSize() * session.blockSize(), SESSION_ALIGNMENT);
            if (next <= start || next >= main.end()) {
                break;
            }
            start = next;
        }
        return List.copyOf(found);
    }

    private static @Nullable Volume add(List<Volume> found, Content image, long start,
            long base, Limits limits) throws IOException {
        if (!Volume.isDescriptor(image, start + Iso.SYSTEM_AREA)) {
            return null;
        }
        try {
            var volume = Volume.open(image, start, base, limits, Notes.NONE);
            found.add(volume);
            return volume;
        } catch (FormatException _) {
            return null;
        }
    }
}
