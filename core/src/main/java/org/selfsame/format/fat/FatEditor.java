package org.selfsame.format.fat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.content.SplicedContent;
import org.selfsame.content.ZeroContent;
import org.selfsame.format.fat.EditedDirectory.Added;
import org.selfsame.format.fat.EditedDirectory.Item;
import org.selfsame.format.fat.EditedDirectory.Kept;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.EntryTimes;
import org.selfsame.tree.Limits;
import org.selfsame.tree.MemoryTree;
import org.selfsame.tree.Metadata;
import org.selfsame.tree.Name;
import org.selfsame.tree.NotStorableException;

/// Changes what is in a FAT volume. What stays keeps its clusters, its attributes and its times: boot loaders know the sectors
/// that they are in. The volume itself is not touched; the changed one is a content of the same size. Its bytes depend on
/// the volume and the changes alone: new data get the free clusters with the lowest numbers, and clusters that get
/// free are zero. Paths are compared as FAT does it: without regard to case, and short aliases are names, too.
public final class FatEditor {
    private final FatVolume volume;
    private final EntryTimes times;
    private final EditedTable table;
    /// Those that were looked into or are new, parents before their children.
    private final List<EditedDirectory> directories = new ArrayList<>();
    private final EditedDirectory root;

    private FatEditor(FatVolume volume, Instant time, EditedTable table) throws IOException {
        this.volume = volume;
        this.times = EntryTimes.keep(time);
        this.table = table;
        this.root = EditedDirectory.root(volume);
        directories.add(root);
    }

    /// What has a path.
    public enum Kind {
        NOTHING, FILE, DIRECTORY
    }

    /// Opens a volume, and checks it.
    ///
    /// @param time the time of new entries that have none
    /// @throws FormatException if it is damaged or cut short: then a change could do harm to what stays
    /// @throws IOException if it cannot be read
    public static FatEditor open(Content content, Instant time, Limits limits, Task task) throws IOException {
        var volume = FatVolume.open(content, limits);
        long size = volume.geometry().volumeBytes();
        if (size > content.size()) {
            throw new FormatException(FatReader.FORMAT, content.size(), "the volume has " + size
                    + " bytes, there are " + content.size());
        }
        return new FatEditor(volume, time, EditedTable.of(volume, task));
    }

    /// What has the path `path`.
    ///
    /// @throws IOException if the volume cannot be read
    public Kind kind(String path) throws IOException {
        var item = find(path);
        return item == null ? Kind.NOTHING : item.isDirectory() ? Kind.DIRECTORY : Kind.FILE;
    }

    /// Whether two paths lead to one entry.
    ///
    /// @throws IOException if the volume cannot be read
    @SuppressWarnings("ReferenceEquality") // an entry is an object
    public boolean isSame(String one, String other) throws IOException {
        var item = find(one);
        return item != null && item == find(other);
    }

    /// The names in the directory `path`; none if it is no directory.
    ///
    /// @throws IOException if the volume cannot be read
    public List<Name> names(String path) throws IOException {
        var item = find(path);
        if (item == null || !item.isDirectory()) {
            return List.of();
        }
        return look(item, parent(path)).items().stream().flatMap(child -> switch (child) {
            case Kept kept -> kept.isListed() ? Stream.of(kept.entry.name()) : Stream.<Name>empty();
            case Added added -> Stream.of(added.planned.entry.name());
        }).sorted().toList();
    }

    /// The bytes of the file `path`.
    ///
    /// @throws IOException if there is none, or it cannot be read
    public Content content(String path) throws IOException {
        return switch (find(path)) {
            case Kept kept when !kept.isDirectory() -> volume.file(kept.entry);
            case Added added when added.planned.entry instanceof Entry.File file -> file.content();
            case null, default -> throw new FormatException(FatReader.FORMAT, -1, "there is no such file: " + path);
        };
    }

    /// Makes a directory, unless there is one.
    ///
    /// @throws NotStorableException if FAT cannot hold the name, there is a file of that name, or no parent
    /// @throws IOException if the volume cannot be read
    public void makeDirectory(String path, Metadata metadata) throws IOException {
        if (kind(path) != Kind.DIRECTORY) {
            var item = add(path, MemoryTree.directory(name(path), metadata, List.of()));
            look(item, parent(path));
        }
    }

    /// Writes a file, in the place of the one that has its path.
    ///
    /// @throws NotStorableException if FAT cannot hold it, its path is a directory's, or there is no parent
    /// @throws IOException if the volume cannot be read
    public void put(String path, Content content, Metadata metadata) throws IOException {
        if (kind(path) == Kind.FILE) {
            delete(path);
        }
        add(path, MemoryTree.file(name(path), metadata, content));
    }

    /// Deletes a file, or a directory with all that is in it.
    ///
    /// @return whether there was anything
    /// @throws IOException if the volume cannot be read
    public boolean delete(String path) throws IOException {
        var item = find(path);
        if (item == null) {
            return false;
        }
        var directory = parent(path);
        directory.remove(item);
        record Pending(Item item, EditedDirectory in) {}
        var stack = new ArrayDeque<Pending>();
        stack.push(new Pending(item, directory));
        while (!stack.isEmpty()) {
            var at = stack.pop();
            if (at.item.isDirectory()) {
                var below = look(at.item, at.in);
                directories.remove(below);
                if (below.chain != null) {
                    table.release(below.chain);
                }
                for (var child : below.items()) {
                    if (!(child instanceof Kept kept) || kept.isListed()) {
                        stack.push(new Pending(child, below));
                    }
                }
            } else if (at.item instanceof Kept kept && kept.entry.cluster() != 0) {
                table.release(volume.chain(volume.table(), kept.entry.cluster(), kept.entry.offset()));
            }
        }
        return true;
    }

    private Added add(String path, Entry entry) throws IOException {
        var directory = parent(path);
        if (directory.find(entry.name().toString()) != null) {
            throw new NotStorableException(FatReader.FORMAT, path, "there is another entry of this name");
        }
        var item = new Added(PlannedVolume.checked(new PlannedEntry(entry, null)));
        directory.add(item);
        return item;
    }

    private static Name name(String path) {
        return Name.of(path.substring(path.lastIndexOf('/') + 1));
    }

    /// The directory that lists `path`.
    private EditedDirectory parent(String path) throws IOException {
        int slash = path.lastIndexOf('/');
        if (slash < 0) {
            return root;
        }
        var above = path.substring(0, slash);
        var item = find(above);
        if (item == null || !item.isDirectory()) {
            throw new NotStorableException(FatReader.FORMAT, path, "there is no directory " + above);
        }
        return look(item, parent(above));
    }

    private @Nullable Item find(String path) throws IOException {
        var at = root;
        Item item = null;
        for (var name : path.split("/", -1)) {
            if (item != null) {
                if (!item.isDirectory()) {
                    return null;
                }
                at = look(item, at);
            }
            item = at.find(name);
            if (item == null) {
                return null;
            }
        }
        return item;
    }

    private EditedDirectory look(Item item, EditedDirectory in) throws IOException {
        boolean known = item.directory != null;
        var directory = in.open(item, volume);
        if (!known) {
            directories.add(directory);
        }
        return directory;
    }

    /// The changed volume. Files that were put are read when it is read.
    ///
    /// @throws FatFullException if there is not room for everything
    /// @throws NotStorableException if a directory would get too long
    /// @throws IOException if the volume cannot be read
    public Content finished() throws IOException {
        var changed = directories.stream().filter(EditedDirectory::isChanged).toList();
        int clusterBytes = volume.geometry().clusterBytes();
        var wanted = new ArrayList<Integer>();
        long needed = 0;
        for (var directory : changed) {
            int more = more(directory, directory.name());
            wanted.add(more);
            needed += more;
            for (var file : directory.added()) {
                needed += file.isDirectory() ? 0 : file.clusters(clusterBytes);
            }
        }
        if (needed > table.available()) {
            throw new FatFullException((needed - table.available()) * clusterBytes);
        }
        var patches = new TreeMap<Long, Content>();
        var places = new ArrayList<List<EditedTable.Run>>();
        for (int i = 0; i < changed.size(); i++) {
            places.add(place(changed.get(i), wanted.get(i)));
            for (var entry : changed.get(i).added()) {
                if (entry.entry instanceof Entry.File file) {
                    var runs = table.take(entry.clusters(clusterBytes), 0);
                    entry.cluster = runs.isEmpty() ? 0 : runs.getFirst().first();
                    patch(patches, runs, file.content());
                }
            }
        }
        for (int i = 0; i < changed.size(); i++) {
            list(patches, changed.get(i), places.get(i));
        }
        for (var run : table.leftFree()) {
            patches.put(volume.geometry().cluster(run.first()), new ZeroContent(run.count() * clusterBytes));
        }
        tables(patches);
        return patched(patches);
    }

    /// How many clusters a directory needs beside those that it has.
    private int more(EditedDirectory directory, int slots) throws NotStorableException {
        var geometry = volume.geometry();
        long bytes = (long) slots * DirectoryEntry.SIZE;
        if (isFixed(directory)) {
            if (bytes > geometry.rootBytes()) {
                throw new NotStorableException(FatReader.FORMAT, "", "the root directory has room for "
                        + geometry.rootBytes() / DirectoryEntry.SIZE + " entries of 32 bytes, " + slots
                        + " are needed");
            }
            return 0;
        }
        int has = directory.chain == null ? 0 : directory.chain.clusters();
        return (int) Math.max(0, Math.ceilDiv(bytes, geometry.clusterBytes()) - has);
    }

    private static boolean isFixed(EditedDirectory directory) {
        return directory.chain == null && directory.planned == null;
    }

    /// Gives a directory more clusters.
    ///
    /// @return all of them
    private List<EditedTable.Run> place(EditedDirectory directory, int more) throws FormatException {
        var runs = new ArrayList<EditedTable.Run>();
        long last = 0;
        var chain = directory.chain;
        if (chain != null) {
            for (int run = 0; run < chain.runs(); run++) {
                runs.add(new EditedTable.Run(chain.first(run), chain.length(run)));
                last = (long) chain.first(run) + chain.length(run) - 1;
            }
        }
        runs.addAll(table.take(more, last));
        if (directory.planned != null) {
            directory.planned.cluster = runs.getFirst().first();
        }
        return runs;
    }

    private void list(SortedMap<Long, Content> patches, EditedDirectory directory, List<EditedTable.Run> runs)
            throws IOException {
        var bytes = directory.listing(times);
        var geometry = volume.geometry();
        if (isFixed(directory)) {
            patches.put(geometry.rootOffset(), new BytesContent(Arrays.copyOf(bytes, geometry.rootBytes())));
        } else {
            patch(patches, runs, new BytesContent(bytes));
        }
    }

    /// Puts a content into clusters; what is left of them is zero.
    private void patch(SortedMap<Long, Content> patches, List<EditedTable.Run> runs, Content content)
            throws IOException {
        var geometry = volume.geometry();
        long at = 0;
        for (var run : runs) {
            long bytes = run.count() * geometry.clusterBytes();
            long length = Math.min(bytes, content.size() - at);
            long place = geometry.cluster(run.first());
            if (length > 0) {
                patches.put(place, content.slice(at, length));
            }
            if (length < bytes) {
                patches.put(place + length, new ZeroContent(bytes - length));
            }
            at += length;
        }
    }

    /// The tables that are kept alike, and what FSInfo says of them.
    private void tables(SortedMap<Long, Content> patches) throws IOException {
        var geometry = volume.geometry();
        boolean alike = !volume.boot().wide() || (volume.boot().flags() & BootSector.ONE_TABLE) == 0;
        var bytes = table.content();
        for (int number = 0; number < geometry.tables(); number++) {
            if (alike || number == geometry.activeTable()) {
                patches.put(geometry.table(number), bytes);
            }
        }
        var info = FsInfo.read(volume);
        if (info != null && info.signed()) {
            long free = info.freeClusters() == FsInfo.UNKNOWN ? FsInfo.UNKNOWN : table.available();
            long next = info.nextFree() == FsInfo.UNKNOWN || table.last() == 0 ? info.nextFree() : table.last();
            patches.put(info.offset() + FsInfo.FREE, new BytesContent(ByteBuffer.allocate(2 * Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN).putInt((int) free).putInt((int) next).array()));
        }
    }

    private Content patched(SortedMap<Long, Content> patches) throws FormatException {
        var whole = volume.content();
        var builder = new SplicedContent.Builder();
        long at = 0;
        for (var patch : patches.entrySet()) {
            builder.add(whole, at, patch.getKey() - at).add(patch.getValue(), 0, patch.getValue().size());
            at = patch.getKey() + patch.getValue().size();
        }
        return builder.add(whole, at, whole.size() - at).build();
    }
}
