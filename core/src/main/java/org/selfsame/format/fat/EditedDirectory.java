package org.selfsame.format.fat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.FormatException;
import org.selfsame.tree.EntryTimes;
import org.selfsame.tree.NotStorableException;
import org.selfsame.tree.Text;

/// A directory of a volume that is being changed: the entries that stay, with their slots as they are, and new ones after them.
final class EditedDirectory {
    /// Slots of one directory (Microsoft's FAT specification 1.03).
    private static final int MOST_SLOTS = 1 << 16;

    /// The directory that lists it, or null for the root.
    final @Nullable EditedDirectory parent;
    /// Where it is stored now, or null if it is new, or a root with a place of its own.
    final @Nullable Chain chain;
    /// What it is to become if it is new.
    final @Nullable PlannedEntry planned;
    private final List<Item> items;
    private boolean changed;

    private EditedDirectory(@Nullable EditedDirectory parent, @Nullable Chain chain, @Nullable PlannedEntry planned,
            List<Item> items) {
        this.parent = parent;
        this.chain = chain;
        this.planned = planned;
        this.items = items;
        this.changed = planned != null;
    }

    /// An entry.
    static sealed abstract class Item {
        /// The directory, if it is one that was looked into.
        @Nullable
        EditedDirectory directory;

        /// What it goes by, as FAT compares names.
        abstract boolean isCalled(String folded);

        abstract boolean isDirectory();
    }

    /// One that stays.
    static final class Kept extends Item {
        final DirectoryEntry entry;
        private final byte[] slots;

        Kept(DirectoryEntry entry, byte[] slots) {
            this.entry = entry;
            this.slots = slots;
        }

        /// Whether it is a file or directory in the tree.
        boolean isListed() {
            return !entry.isDots() && !entry.isVolumeLabel();
        }

        @Override
        boolean isCalled(String folded) {
            return isListed() && (LongName.folded(entry.name().toString()).equals(folded)
                    || LongName.folded(entry.shortName()).equals(folded));
        }

        @Override
        boolean isDirectory() {
            return entry.isDirectory();
        }

        private byte[] shortName() {
            return Arrays.copyOfRange(slots, slots.length - DirectoryEntry.SIZE,
                    slots.length - DirectoryEntry.SIZE + ShortNames.LENGTH);
        }
    }

    /// A new one.
    static final class Added extends Item {
        final PlannedEntry planned;

        Added(PlannedEntry planned) {
            this.planned = planned;
        }

        @Override
        boolean isCalled(String folded) {
            return LongName.folded(planned.name).equals(folded);
        }

        @Override
        boolean isDirectory() {
            return planned.isDirectory();
        }
    }

    /// The root of a volume.
    ///
    /// @throws IOException if it cannot be read
    static EditedDirectory root(FatVolume volume) throws IOException {
        if (volume.hasFixedRoot()) {
            var geometry = volume.geometry();
            return stored(null, null, volume.root(),
                    volume.content().bytes(geometry.rootOffset(), geometry.rootBytes()));
        }
        return stored(null, volume, volume.boot().rootCluster(), FatVolume.ROOT_CLUSTER_OFFSET);
    }

    /// The directory of an entry.
    ///
    /// @throws IOException if it cannot be read
    EditedDirectory open(Item item, FatVolume volume) throws IOException {
        var directory = item.directory;
        if (directory == null) {
            directory = switch (item) {
                case Kept kept -> stored(this, volume, kept.entry.cluster(), kept.entry.offset());
                case Added added -> new EditedDirectory(this, null, added.planned, new ArrayList<>());
            };
            item.directory = directory;
        }
        return directory;
    }

    private static EditedDirectory stored(@Nullable EditedDirectory parent, FatVolume volume, long cluster, long offset)
            throws IOException {
        var chain = volume.directoryChain(cluster, offset);
        var bytes = new byte[(int) chain.bytes()];
        chain.read(volume.content(), 0, bytes, 0, bytes.length);
        return stored(parent, chain, volume.listing(chain), bytes);
    }

    private static EditedDirectory stored(@Nullable EditedDirectory parent, @Nullable Chain chain, Listing listing,
            byte[] bytes) {
        var items = new ArrayList<Item>();
        for (var entry : listing.entries()) {
            int from = (entry.index() - entry.nameEntries()) * DirectoryEntry.SIZE;
            items.add(new Kept(entry, Arrays.copyOfRange(bytes, from, (entry.index() + 1) * DirectoryEntry.SIZE)));
        }
        return new EditedDirectory(parent, chain, null, items);
    }

    /// The entry of a name, or null if there is none.
    ///
    /// @throws FormatException if FAT takes the name for that of two
    @Nullable
    Item find(String name) throws FormatException {
        var folded = LongName.folded(name);
        Item found = null;
        for (var item : items) {
            if (item.isCalled(folded)) {
                if (found != null) {
                    throw new FormatException(FatReader.FORMAT, -1, "a directory has two entries that go by "
                            + Text.printable(name));
                }
                found = item;
            }
        }
        return found;
    }

    /// All entries, `.`, `..` and a label included.
    List<Item> items() {
        return items;
    }

    /// Adds an entry.
    void add(Added item) {
        items.add(item);
        changed = true;
    }

    /// Removes an entry.
    void remove(Item item) {
        items.remove(item);
        changed = true;
    }

    /// Whether anything in its listing is new or gone.
    boolean isChanged() {
        return changed;
    }

    /// The new files and directories.
    List<PlannedEntry> added() {
        return items.stream().filter(Added.class::isInstance).map(item -> ((Added) item).planned).toList();
    }

    /// Gives the new entries their short names.
    ///
    /// @return the slots that the listing takes
    /// @throws NotStorableException if they are too many
    int name() throws NotStorableException {
        var names = new ShortNames();
        int slots = planned == null ? 0 : 2;
        for (var item : items) {
            switch (item) {
                case Kept kept -> {
                    names.reserve(kept.shortName());
                    slots += kept.slots.length / DirectoryEntry.SIZE;
                }
                case Added added -> names.reserve(added.planned.name);
            }
        }
        for (var entry : added()) {
            entry.shortName = names.of(entry.name);
            slots += entry.ownSlots();
        }
        if (slots > MOST_SLOTS) {
            throw new NotStorableException(FatReader.FORMAT, planned == null ? "" : planned.path(),
                    "the directory needs " + slots + " entries of 32 bytes, " + MOST_SLOTS + " are the most");
        }
        return slots;
    }

    /// The listing, whose new entries have their clusters.
    byte[] listing(EntryTimes times) {
        var bytes = new ByteArrayOutputStream();
        if (planned != null) {
            bytes.writeBytes(DirectoryWriter.dots(times.of(planned.entry.metadata()), planned.cluster,
                    parent == null ? 0 : parent.cluster()));
        }
        for (var item : items) {
            if (item instanceof Kept kept) {
                bytes.writeBytes(kept.slots);
            }
        }
        bytes.writeBytes(DirectoryWriter.of(added(), times));
        return bytes.toByteArray();
    }

    /// First cluster as the directories in it state it: 0 for the root.
    private long cluster() {
        if (parent == null) {
            return 0;
        }
        return planned != null ? planned.cluster : chain == null ? 0 : chain.first(0);
    }
}
