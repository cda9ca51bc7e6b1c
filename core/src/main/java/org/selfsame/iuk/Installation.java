package org.selfsame.iuk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.iuk.KitException.Reason;
import org.selfsame.iuk.Partition.Kind;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.FileBytes;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.Walk;

/// Applies a kit to a system partition, which is a directory or in an image: all of it or nothing. It does what Tails'
/// installer does, but runs nothing: the boot loader and the boot code of the disk stay as they are.
public final class Installation {
    private static final String SYSTEM_NAME = "filesystem.squashfs";
    /// What no deletion takes away, by whatever name.
    private static final List<String> KEPT = List.of("live", LiveImage.SYSTEM, Kit.MODULE);
    private static final int LARGEST_MODULE = 1 << 16;

    private final Kit kit;
    private final Partition partition;
    private final Task task;
    private final SequencedMap<String, Entry.File> files = new LinkedHashMap<>();
    private final SequencedMap<String, Metadata> directories = new LinkedHashMap<>();

    private Installation(Kit kit, Partition partition, Task task) {
        this.kit = kit;
        this.partition = partition;
        this.task = task;
    }

    /// What was done.
    ///
    /// @param written files that are new or replaced
    /// @param deleted paths that were there and are gone, with all that was in them
    public record Result(List<String> written, List<String> deleted) {}

    /// An image with the kit applied.
    ///
    /// @param image the upgraded image; the old one and the kit are read when it is read
    public record Upgraded(Content image, Result result) {

        /// Writes the image to `out`, which is not closed.
        ///
        /// @throws CancellationException if the task is cancelled
        /// @throws IOException if the old image or the kit cannot be read, or `out` fails
        public void write(OutputStream out, Task task) throws IOException {
            try (var meter = task.begin(Activity.PACK, image.size())) {
                FileBytes.write(MemoryTree.file(Name.of("image"), Metadata.NONE, image), image.size(), out, meter);
            }
        }
    }

    /// Applies `kit` to the directory `target`.
    ///
    /// @throws KitException if the kit has hazards, the directory is no system partition, has not enough space, or something in
    ///         it is in the way; nothing was changed
    /// @throws CancellationException if the task is cancelled; nothing was changed
    /// @throws IOException if something cannot be read or written; nothing was changed, or it was undone. That the old files
    ///         cannot be deleted in the end is no such case: they stay in `.selfsame-upgrade`, and the next run tells of it
    public static Result apply(Kit kit, Path target, Task task) throws IOException {
        checkHazards(kit);
        return new Installation(kit, new PartitionDirectory(target), task).run();
    }

    /// Applies `kit` to the system partition in `image`: a FAT file system, or a disk with one. Size, partition tables, boot
    /// code, and the place of each file that stays are those of `image`; the bytes depend on image and kit alone.
    ///
    /// @throws KitException if the kit has hazards, the image has no system partition or more than one, there is not
    ///         enough room in it, or something in it is in the way
    /// @throws FormatException if the file system is damaged
    /// @throws CancellationException if the task is cancelled
    /// @throws IOException if something cannot be read
    public static Upgraded apply(Kit kit, Content image, Task task) throws IOException {
        checkHazards(kit);
        var partition = PartitionImage.of(image, latest(kit), task);
        var result = new Installation(kit, partition, task).run();
        return new Upgraded(partition.image(), result);
    }

    private static void checkHazards(Kit kit) throws KitException {
        if (!kit.hazards().isEmpty()) {
            throw new KitException(Reason.HAZARDS, kit.hazards().getFirst().path());
        }
    }

    /// The latest time of a file in the kit: a clock must not decide what is in an image.
    private static Instant latest(Kit kit) throws IOException {
        var latest = new Instant[]{Instant.EPOCH};
        Walk.of(kit.files(), Limits.DEFAULT, (_, entry) -> {
            var modified = entry.metadata().modified();
            if (modified != null && modified.isAfter(latest[0])) {
                latest[0] = modified;
            }
        });
        return latest[0];
    }

    private Result run() throws IOException {
        if (!isFile(LiveImage.SYSTEM) || kit.format() == KitFormat.SQUASHFS && !isFile(Kit.MODULE)) {
            throw new KitException(Reason.NOT_A_SYSTEM, LiveImage.SYSTEM);
        }
        partition.begin();
        List<String> deleted;
        try {
            stageAll();
            deleted = changeAll();
        } catch (IOException | RuntimeException | Error e) {
            partition.abandon(e);
            throw e;
        }
        partition.finish();
        return new Result(List.copyOf(files.sequencedKeySet()), deleted);
    }

    private boolean isFile(String path) throws IOException {
        return partition.kind(path) == Kind.FILE;
    }

    private void stageAll() throws IOException {
        Walk.of(kit.files(), Limits.DEFAULT, (path, entry) -> {
            if (entry instanceof Entry.File file) {
                files.put(path, file);
            } else if (!path.isEmpty()) {
                directories.put(path, entry.metadata());
            }
            if (!path.isEmpty()) {
                check(path, entry instanceof Entry.Directory);
            }
        });
        check(Kit.MODULE, false);
        files.put(Kit.MODULE, MemoryTree.file(Name.of(Kit.MODULE.substring(Kit.MODULE.lastIndexOf('/') + 1)),
                Metadata.NONE, new BytesContent(module())));
        partition.stage(files, task);
    }

    /// Looks at what is in the place of a path now: directories on the way, and a file or nothing at its end.
    private void check(String path, boolean directory) throws IOException {
        checkWay(path);
        var kind = partition.kind(path);
        if (kind != Kind.NOTHING && kind != (directory ? Kind.DIRECTORY : Kind.FILE)
                || !directory && partition.isSame(path, LiveImage.SYSTEM)) {
            throw new KitException(Reason.IN_THE_WAY, path);
        }
    }

    private void checkWay(String path) throws IOException {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            var kind = partition.kind(path.substring(0, slash));
            if (kind != Kind.NOTHING && kind != Kind.DIRECTORY) {
                throw new KitException(Reason.IN_THE_WAY, path.substring(0, slash));
            }
        }
    }

    /// The new list of what is stacked. Format 1 adds to it, format 2 begins anew.
    private byte[] module() throws IOException {
        var module = new ByteArrayOutputStream();
        if (kit.format() == KitFormat.SQUASHFS) {
            module.writeBytes((SYSTEM_NAME + "\n").getBytes(StandardCharsets.US_ASCII));
        } else if (isFile(Kit.MODULE)) {
            module.writeBytes(partition.bytes(Kit.MODULE, LARGEST_MODULE));
        }
        for (var diff : kit.diffs()) {
            module.writeBytes(diff.file().name().bytes());
            module.write('\n');
        }
        if (kit.format() == KitFormat.SQUASHFS && kit.diffs().isEmpty()) {
            module.write('\n');
        }
        return module.toByteArray();
    }

    private List<String> changeAll() throws IOException {
        var deleted = new ArrayList<String>();
        task.checkCancelled();
        for (var directory : directories.entrySet()) {
            partition.makeDirectory(directory.getKey(), directory.getValue());
        }
        for (var path : files.keySet()) {
            partition.put(path);
        }
        for (var path : gone()) {
            checkWay(path);
            for (var kept : KEPT) {
                if (partition.isSame(path, kept)) {
                    throw new KitException(Reason.IN_THE_WAY, path);
                }
            }
            if (partition.delete(path)) {
                deleted.add(path);
            }
        }
        return deleted;
    }

    /// What the kit deletes, and in format 2 the diffs that are not of this kit: there is only ever one.
    private List<String> gone() throws IOException {
        var gone = new ArrayList<>(kit.deletions());
        if (kit.format() == KitFormat.SQUASHFS) {
            var kept = Stream.concat(Stream.of(LiveImage.SYSTEM), files.keySet().stream()).map(FatNames::folded)
                    .collect(Collectors.toSet());
            for (var name : partition.images()) {
                var path = "live/" + name;
                if (!kept.contains(FatNames.folded(path))) {
                    gone.add(path);
                }
            }
        }
        return gone;
    }
}
