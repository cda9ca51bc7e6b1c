package org.selfsame.iuk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Text;
import org.selfsame.tree.Tree;

/// What of a medium is copied onto the system partition of a stick: all of `EFI`, `utils` and `isolinux`, which is called
/// `syslinux` there, and the kernels.
final class BootFiles {
    /// Renamed to [#SYSLINUX] on the partition, as is [#ISOLINUX_CONFIG] to [#SYSLINUX_CONFIG].
    static final String ISOLINUX = "isolinux";
    static final String SYSLINUX = "syslinux";

    private static final Name ISOLINUX_CONFIG = Name.of("isolinux.cfg");
    private static final Name SYSLINUX_CONFIG = Name.of("syslinux.cfg");
    private static final Pattern KERNEL = Pattern.compile("vmlinuz[0-9]*|initrd[0-9]*\\.img");
    private static final byte[] OLD_PATH = "/isolinux/".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NEW_PATH = "/syslinux/".getBytes(StandardCharsets.US_ASCII);
    /// The files of this directory, all together, are looked through and kept in memory; they are boot loaders and their
    /// texts and pictures.
    private static final long LARGEST = 64L << 20;
    private static final int UMASK = 022;

    private final Instant time;
    private final boolean clamped;
    private final Counted counted;
    /// Bytes of the files that were rewritten.
    private long rewritten;

    /// @param time the time of modification that everything gets, or only what is later or was changed if `clamped`
    /// @param limits of how much is taken in by this object
    BootFiles(Instant time, boolean clamped, Limits limits) {
        this.time = time;
        this.clamped = clamped;
        this.counted = new Counted(limits);
    }

    /// `EFI`, `syslinux` and `utils`, as far as the medium has them.
    ///
    /// @throws KitException if FAT cannot hold one of them
    /// @throws IOException if the medium cannot be read
    List<Entry> of(Tree medium) throws IOException {
        var entries = new ArrayList<Entry>();
        for (var name : List.of("EFI", ISOLINUX, "utils")) {
            if (medium.find(name).orElse(null) instanceof Entry.Directory directory) {
                boolean syslinux = name.equals(ISOLINUX);
                entries.add(directory(directory, syslinux ? Name.of(SYSLINUX) : directory.name(), name, syslinux, 0));
            }
        }
        return entries;
    }

    /// The kernels of `medium` that `old` lacks or has with other bytes.
    ///
    /// @throws KitException if one is no file
    /// @throws IOException if one of them cannot be read
    List<Entry.File> kernels(Tree old, Tree medium, Task task) throws IOException {
        var kernels = new ArrayList<Entry.File>();
        for (var entry : kernels(medium)) {
            var path = "live/" + entry.name();
            if (!(entry instanceof Entry.File file)) {
                throw new KitException(KitException.Reason.NOT_FOR_FAT, path);
            }
            if (!(old.find(path).orElse(null) instanceof Entry.File before)
                    || !SameBytes.of(before.content(), file.content(), task)) {
                kernels.add(MemoryTree.file(file.name(), metadata(file.metadata(), false), file.content()));
            }
        }
        return kernels;
    }

    /// All kernels of a medium.
    static List<Entry> kernels(Tree medium) throws IOException {
        return medium.find("live").orElse(null) instanceof Entry.Directory live
                ? live.children().stream().filter(entry -> KERNEL.matcher(entry.name().toString()).matches()).toList()
                : List.of();
    }

    private Entry directory(Entry.Directory directory, Name name, String path, boolean syslinux, int depth)
            throws IOException {
        counted.depth(depth);
        var children = new ArrayList<Entry>();
        for (var child : directory.children()) {
            counted.entry();
            var at = path + "/" + Text.printable(child.name());
            children.add(switch (child) {
                case Entry.Directory below when FatNames.holds(below.name()) ->
                    directory(below, below.name(), at, false, depth + 1);
                case Entry.File file when FatNames.holds(file.name()) && file.size() <= FatNames.LARGEST_FILE ->
                    syslinux
                            ? rewritten(file, at)
                            : MemoryTree.file(file.name(), metadata(file.metadata(), false),
                                    file.content());
                default -> throw new KitException(KitException.Reason.NOT_FOR_FAT, at);
            });
        }
        var metadata = metadata(directory.metadata(), true);
        return MemoryTree.directory(name, syslinux ? metadata(metadata.permissions(), time) : metadata, children);
    }

    private Entry rewritten(Entry.File file, String path) throws IOException {
        rewritten += file.size();
        if (file.size() > LARGEST || rewritten > LARGEST) {
            throw new KitException(KitException.Reason.TOO_LARGE, path);
        }
        var name = file.name().equals(ISOLINUX_CONFIG) ? SYSLINUX_CONFIG : file.name();
        return MemoryTree.file(name, metadata(0644, time), rewritten(file.content()));
    }

    /// The bytes with each `/isolinux/` replaced, from the left on; the length stays.
    static Content rewritten(Content content) throws IOException {
        byte[] bytes = content.bytes(0, (int) content.size());
        for (int i = 0; i + OLD_PATH.length <= bytes.length;) {
            if (Arrays.equals(bytes, i, i + OLD_PATH.length, OLD_PATH, 0, OLD_PATH.length)) {
                System.arraycopy(NEW_PATH, 0, bytes, i, NEW_PATH.length);
                i += OLD_PATH.length;
            } else {
                i++;
            }
        }
        return new BytesContent(bytes);
    }

    /// Permissions as after unpacking with umask 022 and `chmod go+rX`.
    private Metadata metadata(Metadata metadata, boolean directory) {
        int own = metadata.permissions() < 0 ? directory ? 0755 : 0644 : metadata.permissions() & 0777 & ~UMASK;
        boolean searchable = directory || (own & 0111) != 0;
        return metadata(own | 0044 | (searchable ? 0011 : 0), time(metadata.modified()));
    }

    private Instant time(@Nullable Instant modified) {
        return clamped && modified != null && !modified.isAfter(time) ? modified : time;
    }

    private static Metadata metadata(int permissions, Instant time) {
        return Metadata.builder().permissions(permissions).owner(0, 0).modified(time).build();
    }
}
