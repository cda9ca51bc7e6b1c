package org.selfsame.format.iso9660;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.tree.Limits;

/// Whether the path tables (ECMA-119 §9.4) list the directories that the directory hierarchy has. Some systems find
/// directories by these tables alone.
final class PathTableCheck {
    private static final int HEADER = 8;

    private final Content image;
    private final Limits limits;
    private final Task task;
    private final Notes notes;

    PathTableCheck(Content image, Limits limits, Task task, Notes notes) {
        this.image = image;
        this.limits = limits;
        this.task = task;
        this.notes = notes;
    }

    void of(Volume volume) throws IOException {
        for (var descriptor : volume.descriptors()) {
            var hierarchy = hierarchyOf(volume, descriptor);
            if (hierarchy != null) {
                var directories = directories(hierarchy);
                check(volume, descriptor, 140, true, directories);
                check(volume, descriptor, 148, false, directories);
            }
        }
    }

    private static @Nullable Hierarchy hierarchyOf(Volume volume,
            VolumeDescriptor descriptor) throws FormatException {
        if (descriptor.hasTree()) {
            long root = volume.base() + (descriptor.root().extent() + descriptor.root().extendedAttributeBlocks())
                    * volume.blockSize();
            for (var hierarchy : volume.hierarchies().sequencedValues()) {
                if (!hierarchy.isRockRidge() && hierarchy.root().offset() == root) {
                    return hierarchy;
                }
            }
        }
        return null;
    }

    private Set<Long> directories(Hierarchy hierarchy) throws IOException {
        var directories = new HashSet<Long>();
        new Survey(task).of(hierarchy, Notes.NONE, new Survey.Visitor() {
            @Override
            public void directory(IsoDirectory directory, String path, Listing listing) {
                directories.add(directory.offset());
            }

            @Override
            public void unreadable(IsoDirectory directory, String path, FormatException problem) {
                directories.add(directory.offset());
            }

            @Override
            public void again(IsoDirectory directory, String path) {
                // known
            }
        });
        return directories;
    }

    private void check(Volume volume, VolumeDescriptor descriptor, int at, boolean little, Set<Long> directories)
            throws IOException {
        var bytes = descriptor.bytes();
        var title = descriptor.title() + (little ? ", L path table" : ", M path table");
        long offset = volume.base() + (little ? bytes.u32le(at) : bytes.u32be(at)) * volume.blockSize();
        long length = bytes.u32le(132);
        if (offset > image.size() || length > image.size() - offset || length > limits.tableBytes()) {
            notes.add("path_table", bytes.offset(at), title + ": " + length + " bytes at " + offset
                    + " do not lie inside the image");
            return;
        }
        var listed = new HashSet<Long>();
        var table = Bytes.read(image, offset, (int) length);
        for (int entry = 0; entry + HEADER < table.length() && table.u8(entry) > 0;) {
            long block = little ? table.u32le(entry + 2) : table.u32be(entry + 2);
            listed.add(volume.base() + (block + table.u8(entry + 1)) * volume.blockSize());
            int name = table.u8(entry);
            entry += HEADER + name + name % 2;
        }
        if (!listed.equals(directories)) {
            notes.add("path_table", offset, title + " lists " + listed.size()
                    + " directories, not the same ones as the " + directories.size() + " of the hierarchy");
        }
    }
}
