package org.selfsame.iuk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.iuk.KitException.Reason;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Walk;

/// Applies a kit to a directory that is a system partition: all of it or nothing.
///
/// First everything new is written to a directory of its own in the partition, and synced: what can fail fails here, and
/// nothing was changed. Then files change places by renames. If one fails, those before it are undone; if that fails, too, the
/// old files are in `.selfsame-upgrade` in the partition. It does what
/// Tails' installer does, but runs nothing: the boot loader and the boot code of the disk stay as they are.
public final class Installation {
    /// Where the new files wait, and the old ones until all is done.
    static final String STAGE = ".selfsame-upgrade";

    private static final String SYSTEM_NAME = "filesystem.squashfs";
    /// What no deletion takes away, by whatever name.
    private static final List<String> KEPT = List.of("live", LiveImage.SYSTEM, Kit.MODULE);
    private static final int PIECE = 1 << 20;
    private static final int LARGEST_MODULE = 1 << 16;

    private final Kit kit;
    private final Path target;
    private final Path stage;
    private final Task task;
    private final SequencedMap<String, Path> staged = new LinkedHashMap<>();
    private final List<String> directories = new ArrayList<>();
    private final Renames renames;
    /// Whether nothing in the stage is of use any more.
    private boolean mayClear = true;

    private Installation(Kit kit, Path target, Task task) {
        this.kit = kit;
        this.target = target;
        this.stage = target.resolve(STAGE);
        this.task = task;
        this.renames = new Renames(stage);
    }

    /// What was done.
    ///
    /// @param written files that are new or replaced
    /// @param deleted paths that were there and are gone, with all that was in them
    public record Result(List<String> written, List<String> deleted) {}

    /// Applies `kit` to the directory `target`.
    ///
    /// @throws KitException if the kit has hazards, the directory is no system partition, has not enough space, or something in
    ///         it is in the way; nothing was changed
    /// @throws CancellationException if the task is cancelled; nothing was changed
    /// @throws IOException if something cannot be read or written; nothing was changed, or it was undone. That the old files
    ///         cannot be deleted in the end is no such case: they stay in `.selfsame-upgrade`, and the next run tells of it
    public static Result apply(Kit kit, Path target, Task task) throws IOException {
        if (!kit.hazards().isEmpty()) {
            throw new KitException(Reason.HAZARDS, kit.hazards().getFirst().path());
        }
        return new Installation(kit, target, task).run();
    }

    private Result run() throws IOException {
        if (!isFile(LiveImage.SYSTEM) || kit.format() == KitFormat.SQUASHFS && !isFile(Kit.MODULE)) {
            throw new KitException(Reason.NOT_A_SYSTEM, LiveImage.SYSTEM);
        }
        try {
            Files.createDirectory(stage);
        } catch (FileAlreadyExistsException _) {
            throw new KitException(Reason.IN_THE_WAY, STAGE);
        }
        List<String> deleted;
        try {
            stageAll();
            deleted = changeAll();
        } catch (IOException | RuntimeException | Error e) {
            clear(e);
            throw e;
        }
        clear(null);
        return new Result(List.copyOf(staged.sequencedKeySet()), deleted);
    }

    /// Deletes the stage. What was done, or went wrong before, counts for more than what goes wrong here.
    private void clear(@Nullable Throwable cause) {
        if (mayClear) {
            try {
                deleteAll(stage);
            } catch (IOException e) {
                if (cause != null) {
                    cause.addSuppressed(e);
                }
            }
        }
    }

    private boolean isFile(String path) {
        return Files.isRegularFile(target.resolve(path), LinkOption.NOFOLLOW_LINKS);
    }

    private void stageAll() throws IOException {
        var files = new LinkedHashMap<String, Entry.File>();
        var bytes = new long[1];
        Walk.of(kit.files(), Limits.DEFAULT, (path, entry) -> {
            if (entry instanceof Entry.File file) {
                files.put(path, file);
                bytes[0] += file.size();
            } else if (!path.isEmpty()) {
                directories.add(path);
            }
            if (!path.isEmpty()) {
                check(path, entry instanceof Entry.Directory);
            }
        });
        check(Kit.MODULE, false);
        if (bytes[0] >= Files.getFileStore(target).getUsableSpace()) {
            throw new KitException(Reason.NO_SPACE, "");
        }
        try (var meter = task.begin(Activity.EXTRACT, bytes[0])) {
            for (var file : files.entrySet()) {
                stage(file.getKey(), file.getValue().content(), file.getValue().metadata(), meter);
            }
        }
        stage(Kit.MODULE, new BytesContent(module()), Metadata.NONE, null);
    }

    /// Looks at what is in the place of a path now: directories on the way, and a file or nothing at its end.
    private void check(String path, boolean directory) throws IOException {
        checkWay(path);
        var place = target.resolve(path);
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS) && !(directory
                ? Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)
                : Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS))) {
            throw new KitException(Reason.IN_THE_WAY, path);
        }
        if (!directory && isSame(path, LiveImage.SYSTEM)) {
            throw new KitException(Reason.IN_THE_WAY, path);
        }
    }

    /// Whether the file system takes two paths for one file, be it by an alias or by a link.
    private boolean isSame(String path, String other) throws IOException {
        var place = target.resolve(path);
        return Files.exists(place, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(place)
                && Files.isSameFile(place, target.resolve(other));
    }

    private void checkWay(String path) throws KitException {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            var place = target.resolve(path.substring(0, slash));
            if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)
                    && !Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
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
            var path = target.resolve(Kit.MODULE);
            if (Files.size(path) > LARGEST_MODULE) {
                throw new KitException(Reason.NOT_A_SYSTEM, Kit.MODULE);
            }
            module.writeBytes(Files.readAllBytes(path));
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

    private void stage(String path, Content content, Metadata metadata, Task.@Nullable Meter meter)
            throws IOException {
        var place = stage.resolve("new-" + staged.size());
        var buffer = new byte[(int) Math.min(PIECE, Math.max(1, content.size()))];
        try (var channel = FileChannel.open(place, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (long at = 0; at < content.size();) {
                int length = (int) Math.min(buffer.length, content.size() - at);
                content.read(at, buffer, 0, length);
                for (var piece = ByteBuffer.wrap(buffer, 0, length); piece.hasRemaining();) {
                    channel.write(piece);
                }
                at += length;
                if (meter != null) {
                    meter.add(length);
                }
            }
            channel.force(true);
        }
        var modified = metadata.modified();
        if (modified != null) {
            Files.setLastModifiedTime(place, FileTime.from(modified));
        }
        staged.put(path, place);
    }

    /// From here on, only names change.
    private List<String> changeAll() throws IOException {
        var deleted = new ArrayList<String>();
        task.checkCancelled();
        mayClear = false;
        try {
            for (var directory : directories) {
                renames.makeDirectory(target.resolve(directory));
            }
            for (Map.Entry<String, Path> file : staged.entrySet()) {
                renames.putAside(target.resolve(file.getKey()));
                renames.move(file.getValue(), target.resolve(file.getKey()));
            }
            for (var path : gone()) {
                checkWay(path);
                for (var kept : KEPT) {
                    if (isSame(path, kept)) {
                        throw new KitException(Reason.IN_THE_WAY, path);
                    }
                }
                if (renames.putAside(target.resolve(path))) {
                    deleted.add(path);
                }
            }
        } catch (IOException | RuntimeException | Error e) {
            mayClear = renames.undo(e);
            throw e;
        }
        mayClear = true;
        return deleted;
    }

    /// What the kit deletes, and in format 2 the diffs that are not of this kit: there is only ever one.
    private List<String> gone() throws IOException {
        var gone = new ArrayList<>(kit.deletions());
        if (kit.format() == KitFormat.SQUASHFS) {
            var kept = Stream.concat(Stream.of(LiveImage.SYSTEM), staged.keySet().stream()).map(FatNames::folded)
                    .collect(Collectors.toSet());
            for (var file : children(target.resolve("live"), "*.squashfs")) {
                var path = "live/" + file.getFileName();
                if (!kept.contains(FatNames.folded(path))) {
                    gone.add(path);
                }
            }
        }
        return gone;
    }

    /// The children of a directory that match a pattern, in the order of their names.
    private static List<Path> children(Path directory, String glob) throws IOException {
        var children = new ArrayList<Path>();
        try (var stream = Files.newDirectoryStream(directory, glob)) {
            stream.forEach(children::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        children.sort(Comparator.comparing(Path::toString));
        return children;
    }

    private static void deleteAll(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            for (var child : children(path, "*")) {
                deleteAll(child);
            }
        }
        Files.deleteIfExists(path);
    }
}
