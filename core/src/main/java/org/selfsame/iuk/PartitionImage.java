package org.selfsame.iuk;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.SplicedContent;
import org.selfsame.format.disk.DiskFormat;
import org.selfsame.format.fat.FatEditor;
import org.selfsame.format.fat.FatFormat;
import org.selfsame.format.fat.FatFullException;
import org.selfsame.iuk.KitException.Reason;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;

/// A system partition in an image: a FAT file system, or the one partition of a disk that is a FAT file system with a system.
/// Nothing is written: the upgraded image is a content, in which all but the changed parts of the file system is the old image.
final class PartitionImage implements Partition {
    private final Content image;
    private final long offset;
    private final long size;
    private final FatEditor volume;
    private final Map<String, Entry.File> staged = new LinkedHashMap<>();
    private Content upgraded;

    private PartitionImage(Content image, Content partition, Instant time, Task task) throws IOException {
        this.image = image;
        this.offset = partition.span().offset() - image.span().offset();
        this.size = partition.size();
        this.volume = FatEditor.open(partition, time, Limits.DEFAULT, task);
        this.upgraded = image;
    }

    /// The system partition in an image.
    ///
    /// @param time the time of new files that have none
    /// @throws KitException if there is none, or more than one
    /// @throws FormatException if the file system is damaged
    /// @throws IOException if the image cannot be read
    static PartitionImage of(Content image, Instant time, Task task) throws IOException {
        if (isSystem(image)) {
            return new PartitionImage(image, image, time, task);
        }
        Content found = null;
        for (var partition : partitions(image)) {
            if (isSystem(partition)) {
                // a partition can be in two tables of a hybrid disk
                if (found != null && !found.span().equals(partition.span())) {
                    throw new KitException(Reason.SEVERAL_SYSTEMS, LiveImage.SYSTEM);
                }
                found = partition;
            }
        }
        if (found == null) {
            throw new KitException(Reason.NOT_A_SYSTEM, LiveImage.SYSTEM);
        }
        return new PartitionImage(image, found, time, task);
    }

    private static List<Content> partitions(Content image) throws IOException {
        var disk = new DiskFormat();
        if (!disk.recognizes(image)) {
            return List.of();
        }
        var partitions = new ArrayList<Content>();
        for (var entry : disk.open(image, Limits.DEFAULT).tree().root().children()) {
            if (entry instanceof Entry.File file) {
                try {
                    partitions.add(file.content());
                } catch (FormatException _) {
                    // a partition that lies outside of the image
                }
            }
        }
        return partitions;
    }

    private static boolean isSystem(Content content) throws IOException {
        var fat = new FatFormat();
        return fat.recognizes(content)
                && fat.open(content, Limits.DEFAULT).tree().find(LiveImage.SYSTEM).orElse(null) instanceof Entry.File;
    }

    /// The image, after [#finish] the upgraded one.
    Content image() {
        return upgraded;
    }

    @Override
    public Kind kind(String path) throws IOException {
        return switch (volume.kind(path)) {
            case NOTHING -> Kind.NOTHING;
            case FILE -> Kind.FILE;
            case DIRECTORY -> Kind.DIRECTORY;
        };
    }

    @Override
    public boolean isSame(String path, String other) throws IOException {
        return volume.isSame(path, other);
    }

    @Override
    public byte[] bytes(String path, int most) throws IOException {
        var content = volume.content(path);
        if (content.size() > most) {
            throw new KitException(Reason.NOT_A_SYSTEM, path);
        }
        return content.bytes(0, (int) content.size());
    }

    @Override
    public List<String> images() throws IOException {
        return volume.names("live").stream().map(Name::toString).filter(name -> name.endsWith(".squashfs")).toList();
    }

    @Override
    public void begin() {
        // nothing is written
    }

    @Override
    public void stage(SequencedMap<String, Entry.File> files, Task task) {
        staged.putAll(files);
    }

    @Override
    public void makeDirectory(String path, Metadata metadata) throws IOException {
        volume.makeDirectory(path, metadata);
    }

    @Override
    public void put(String path) throws IOException {
        var file = Objects.requireNonNull(staged.get(path));
        volume.put(path, file.content(), file.metadata());
    }

    @Override
    public boolean delete(String path) throws IOException {
        return volume.delete(path);
    }

    @Override
    public void abandon(Throwable cause) {
        // nothing was written
    }

    @Override
    public void finish() throws IOException {
        try {
            var changed = volume.finished();
            upgraded = new SplicedContent.Builder().add(image, 0, offset).add(changed, 0, size)
                    .add(image, offset + size, image.size() - offset - size).build();
        } catch (FatFullException e) {
            throw new KitException(e.missing());
        }
    }
}
