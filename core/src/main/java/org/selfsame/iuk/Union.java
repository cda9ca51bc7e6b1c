package org.selfsame.iuk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.selfsame.content.BytesContent;
import org.selfsame.tree.Entry;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// The file system of the kernel that stacks a diff on a system: it says how a diff tells what was removed.
public enum Union {
    /// aufs, until Tails 4.4: a file `.wh.NAME` says that `NAME` is gone.
    AUFS,
    /// overlayfs: a character device with the numbers 0, 0 says that what has its name is gone.
    OVERLAYFS;

    /// What names of aufs begin with.
    static final String WHITEOUT = ".wh.";
    /// What names of aufs begin with that are no whiteouts.
    static final String BOOKKEEPING = ".wh..wh.";
    /// A file of aufs that says that nothing of the lower directory is seen.
    static final Name OPAQUE = Name.of(".wh..wh..opq");
    /// Attributes of overlayfs begin with this.
    static final String OVERLAY_ATTRIBUTE = "trusted.overlay.";

    private static final Name BASE = Name.of(".wh..wh.aufs");
    /// Directories in which aufs keeps pseudo links and orphans while it runs.
    static final List<Name> WORK = List.of(Name.of(".wh..wh.orph"), Name.of(".wh..wh.plnk"));
    /// All whiteouts of aufs are names of one file.
    private static final long WHITEOUT_INODE = 1;

    /// What says that `name` is gone.
    Entry whiteout(Name name, Instant time) {
        var metadata = Metadata.builder().owner(0, 0).modified(time);
        return switch (this) {
            case AUFS -> whiteoutFile(Name.of(join(WHITEOUT, name)), time);
            case OVERLAYFS -> new Entry.Device(name, metadata.permissions(0).build(), false, 0, 0);
        };
    }

    private static Entry whiteoutFile(Name name, Instant time) {
        return MemoryTree.file(name, Metadata.builder().owner(0, 0).modified(time).permissions(0444)
                .inode(WHITEOUT_INODE).build(), new BytesContent(new byte[0]));
    }

    /// What the union keeps in the root of the upper file system for itself.
    List<Entry> bookkeeping(Instant time) {
        var entries = new ArrayList<Entry>();
        if (this == AUFS) {
            entries.add(whiteoutFile(BASE, time));
            var metadata = Metadata.builder().permissions(0700).owner(0, 0).modified(time).build();
            WORK.forEach(name -> entries.add(MemoryTree.directory(name, metadata, List.of())));
        }
        return entries;
    }

    /// Whether an entry of a system would be taken for a whiteout, or for something of the union's own.
    boolean isSpecial(Entry entry) {
        return switch (this) {
            case AUFS -> startsWith(entry.name(), WHITEOUT);
            case OVERLAYFS -> isWhiteoutDevice(entry);
        };
    }

    static boolean isWhiteoutDevice(Entry entry) {
        return entry instanceof Entry.Device device && !device.block() && device.major() == 0 && device.minor() == 0;
    }

    static boolean startsWith(Name name, String prefix) {
        byte[] bytes = name.bytes();
        if (bytes.length < prefix.length()) {
            return false;
        }
        for (int i = 0; i < prefix.length(); i++) {
            if (bytes[i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] join(String prefix, Name name) {
        var bytes = new byte[prefix.length() + name.length()];
        for (int i = 0; i < prefix.length(); i++) {
            bytes[i] = (byte) prefix.charAt(i);
        }
        System.arraycopy(name.bytes(), 0, bytes, prefix.length(), name.length());
        return bytes;
    }
}
