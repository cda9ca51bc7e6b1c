package org.selfsame.iuk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.selfsame.iuk.KitException.Reason;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Metadata;

/// A directory that is a system partition: all of an upgrade or nothing.
///
/// First everything new is written to a directory of its own in the partition, and synced: what can fail fails here, and
/// nothing was changed. Then files change places by renames. If one fails, those before it are undone; if that fails, too, the
/// old files are in `.selfsame-upgrade` in the partition.
final class PartitionDirectory implements Partition {
    /// Where the new files wait, and the old ones until all is done.
    static final String STAGE = ".selfsame-upgrade";

    private static final int PIECE = 1 << 20;

    private final Path target;
    private final Path stage;
    private final Map<String, Path> staged = new HashMap<>();
    private final Renames renames;

    PartitionDirectory(Path target) {
        this.target = target;
        this.stage = target.resolve(STAGE);
        this.renames = new Renames(stage);
    }

    @Override
    public Kind kind(String path) {
        var place = target.resolve(path);
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            return Kind.NOTHING;
        }
        return Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)
                ? Kind.DIRECTORY
                : Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS) ? Kind.FILE : Kind.OTHER;
    }

    @Override
    public boolean isSame(String path, String other) throws IOException {
        var place = target.resolve(path);
        return Files.exists(place, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(place)
                && Files.isSameFile(place, target.resolve(other));
    }

    @Override
    public byte[] bytes(String path, int most) throws IOException {
        var place = target.resolve(path);
        if (Files.size(place) > most) {
            throw new KitException(Reason.NOT_A_SYSTEM, path);
        }
        return Files.readAllBytes(place);
    }

    @Override
    public List<String> images() throws IOException {
        return children(target.resolve("live"), "*.squashfs").stream().map(path -> path.getFileName().toString())
                .toList();
    }

    @Override
    public void begin() throws IOException {
        try {
            Files.createDirectory(stage);
        } catch (FileAlreadyExistsException _) {
            throw new KitException(Reason.IN_THE_WAY, STAGE);
        }
    }

    @Override
    public void stage(SequencedMap<String, Entry.File> files, Task task) throws IOException {
        long bytes = files.values().stream().mapToLong(Entry.File::size).sum();
        long usable = Files.getFileStore(target).getUsableSpace();
        if (bytes >= usable) {
            throw new KitException(bytes - usable + 1);
        }
        try (var meter = task.begin(Activity.EXTRACT, bytes)) {
            for (var file : files.entrySet()) {
                staged.put(file.getKey(), stage(file.getValue(), meter));
            }
        }
    }

    private Path stage(Entry.File file, Task.Meter meter) throws IOException {
        var place = stage.resolve("new-" + staged.size());
        var content = file.content();
        var buffer = new byte[(int) Math.min(PIECE, Math.max(1, content.size()))];
        try (var channel = FileChannel.open(place, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (long at = 0; at < content.size();) {
                int length = (int) Math.min(buffer.length, content.size() - at);
                content.read(at, buffer, 0, length);
                for (var piece = ByteBuffer.wrap(buffer, 0, length); piece.hasRemaining();) {
                    channel.write(piece);
                }
                at += length;
                meter.add(length);
            }
            channel.force(true);
        }
        var modified = file.metadata().modified();
        if (modified != null) {
            Files.setLastModifiedTime(place, FileTime.from(modified));
        }
        return place;
    }

    @Override
    public void makeDirectory(String path, Metadata metadata) throws IOException {
        renames.makeDirectory(target.resolve(path));
    }

    @Override
    public void put(String path) throws IOException {
        var place = target.resolve(path);
        renames.putAside(place);
        renames.move(Objects.requireNonNull(staged.get(path)), place);
    }

    @Override
    public boolean delete(String path) throws IOException {
        return renames.putAside(target.resolve(path));
    }

    @Override
    public void abandon(Throwable cause) {
        if (renames.undo(cause)) {
            clear(cause);
        }
    }

    @Override
    public void finish() {
        clear(null);
    }

    /// Deletes the stage. What was done, or went wrong before, counts for more than what goes wrong here.
    private void clear(@Nullable Throwable cause) {
        try {
            deleteAll(stage);
        } catch (IOException e) {
            if (cause != null) {
                cause.addSuppressed(e);
            }
        }
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
