package org.selfsame.format.fat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.FormatException;
import org.selfsame.format.fat.FatDirectory.FatFile;
import org.selfsame.format.fat.SurveyListener.Unowned;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.tree.Anomaly;
import org.selfsame.tree.Name;
import org.selfsame.tree.Text;

/// One walk over everything in a volume: every directory, every chain, every table entry. Each cluster is visited once
/// for the entry that owns it and once for the table, so the work is bounded by the size of the volume.
final class Survey {
    /// More would tell nobody more; bounds the memory that hostile directories can make us take.
    private static final int ANOMALIES = 10_000;
    /// Characters of all anomalies together, which name paths.
    private static final int ANOMALY_TEXT = 16 << 20;
    /// Characters of a path, as in [org.selfsame.tree.Walk].
    private static final int PATH = 1 << 16;

    private final FatVolume volume;
    private final SurveyListener listener;
    private final Consumer<Anomaly> anomalies;
    private final TableCursor table;
    private final BitSet owned = new BitSet();
    private int anomalyCount;
    private long anomalyText;
    private boolean full;

    private Survey(FatVolume volume, SurveyListener listener, Consumer<Anomaly> anomalies) {
        this.volume = volume;
        this.listener = listener;
        this.anomalies = anomalies;
        table = volume.table();
    }

    private record Pending(String parent, FatDirectory directory) {}

    /// Walks the volume, telling `listener` what is there and `anomalies` what is odd.
    ///
    /// @throws FormatException if a chain of clusters is not one, or a cluster belongs to two entries
    /// @throws IOException if the volume cannot be read
    static void of(FatVolume volume, SurveyListener listener, Consumer<Anomaly> anomalies, Task task)
            throws IOException {
        var survey = new Survey(volume, listener, anomalies);
        try (var meter = task.begin(Activity.LIST, -1)) {
            survey.tree(meter);
            survey.unowned(task);
        }
    }

    private void tree(Task.Meter meter) throws IOException {
        var stack = new ArrayDeque<Pending>();
        stack.push(new Pending("", FatDirectory.root(volume)));
        long entries = 0;
        while (!stack.isEmpty()) {
            var at = stack.pop();
            var directory = at.directory();
            var path = directory.entry() == null ? "" : path(at.parent(), directory.name());
            var chain = directory.chain();
            if (chain != null) {
                var entry = directory.entry();
                claim(chain, entry == null ? FatVolume.ROOT_CLUSTER_OFFSET : entry.offset());
            }
            var listing = chain == null ? volume.root() : volume.listing(chain);
            listener.directory(path, chain, listing);
            entries += listing.entries().size();
            if (entries > volume.limits().entries()) {
                throw new FormatException("fat", listing.offset(0), "more than " + volume.limits().entries()
                        + " entries");
            }
            checkListing(path, directory, listing);
            for (var child : directory.children(listing).reversed()) {
                if (child instanceof FatDirectory below) {
                    stack.push(new Pending(path, below));
                } else if (child instanceof FatFile file) {
                    file(path(path, file.name()), file.entry());
                }
            }
            meter.add(listing.entries().size());
        }
    }

    private static String path(String parent, Name child) throws FormatException {
        var name = Text.printable(child);
        if (parent.length() + name.length() >= PATH) {
            throw new FormatException("fat", 0, "a path of more than " + PATH + " characters");
        }
        return parent.isEmpty() ? name : parent + "/" + name;
    }

    private void file(String path, DirectoryEntry entry) throws IOException {
        if (entry.cluster() == 0 && entry.size() == 0) {
            return;
        }
        var chain = volume.chain(table, entry.cluster(), entry.offset());
        FatVolume.checkLength(entry, chain);
        claim(chain, entry.offset());
        long needed = Math.ceilDiv(entry.size(), volume.geometry().clusterBytes());
        if (chain.clusters() > needed) {
            add("fat.chain_too_long", entry.offset(), path + ": a file of " + entry.size() + " bytes has "
                    + chain.clusters() + " clusters, " + needed + " are enough");
        }
        listener.file(path, entry, chain);
    }

    private void claim(Chain chain, long entryOffset) throws FormatException {
        for (int run = 0; run < chain.runs(); run++) {
            int first = chain.first(run);
            int taken = owned.nextSetBit(first);
            if (taken >= 0 && taken < first + chain.length(run)) {
                throw new FormatException("fat", entryOffset, "cluster " + taken + " belongs to two entries");
            }
            owned.set(first, first + chain.length(run));
        }
    }

    private void checkListing(String at, FatDirectory directory, Listing listing) throws FormatException {
        if (listing.hasBytesAfterEnd()) {
            add("fat.after_directory_end", listing.offset(listing.end()),
                    "/" + at + ": bytes other than zero follow the end of the directory");
        }
        for (var slots : listing.others()) {
            if (!slots.deleted()) {
                add("fat.long_name_orphaned", listing.offset(slots.index()),
                        "/" + at + ": " + slots.count() + " pieces of a long name belong to no entry");
            }
        }
        var names = new HashSet<String>();
        long labels = 0;
        for (var entry : listing.entries()) {
            var path = path(at, entry.name());
            listener.entry(path, entry, listing);
            checkEntry(directory, entry, path);
            if (entry.isVolumeLabel()) {
                labels++;
            } else if (!names.add(entry.name().toString().toLowerCase(Locale.ROOT))) {
                add("fat.duplicate_name", entry.offset(), path + ": another entry has the same name, but for case");
            }
        }
        if (labels > (directory.entry() == null ? 1 : 0)) {
            add("fat.extra_label", listing.offset(0), "/" + at + ": " + labels + " volume labels");
        }
        checkDots(at, directory, listing);
    }

    private void checkEntry(FatDirectory directory, DirectoryEntry entry, String path) {
        if (entry.hasBadTime()) {
            add("fat.time", entry.offset(), path + ": a date or time that does not exist");
        }
        if (entry.isDirectory() && entry.size() != 0) {
            add("fat.directory_size", entry.offset(), path + ": a directory states a size of " + entry.size());
        }
        boolean wrong = entry.shortName().equals("..") && entry.cluster() != directory.parentCluster()
                && !isRoot(directory.parentCluster(), entry.cluster())
                || entry.shortName().equals(".") && entry.cluster() != directory.cluster();
        if (entry.isDots() && wrong) {
            add("fat.dots", entry.offset(), path + ": points at cluster " + entry.cluster());
        }
    }

    /// Some tools state the root's first cluster where the specification asks for 0.
    private boolean isRoot(long expected, long cluster) {
        return expected == 0 && volume.boot().wide() && cluster == volume.boot().rootCluster();
    }

    private void checkDots(String at, FatDirectory directory, Listing listing) {
        long dots = listing.entries().stream().limit(2).filter(DirectoryEntry::isDots).count();
        if (dots != (directory.entry() == null ? 0 : 2)) {
            add("fat.dots", listing.offset(0), "/" + at + ": begins with " + dots + " of . and ..");
        }
    }

    private void unowned(Task task) throws IOException {
        var geometry = volume.geometry();
        long end = geometry.clusters() + Geometry.FIRST_CLUSTER;
        long free = 0;
        long lost = 0;
        long start = Geometry.FIRST_CLUSTER;
        Unowned sort = null;
        for (long cluster = Geometry.FIRST_CLUSTER; cluster < end; cluster++) {
            if ((cluster & 0xffff) == 0) {
                task.checkCancelled();
            }
            var now = sort(cluster);
            free += now == Unowned.FREE ? 1 : 0;
            lost += now == Unowned.LOST ? 1 : 0;
            if (now != sort) {
                tell(sort, start, cluster);
                sort = now;
                start = cluster;
            }
        }
        tell(sort, start, end);
        if (lost > 0) {
            add("fat.lost_clusters", -1, lost + " clusters are marked as used, but belong to no entry");
        }
        var info = FsInfo.read(volume);
        if (info != null && info.signed() && info.freeClusters() != FsInfo.UNKNOWN && info.freeClusters() != free) {
            add("fat.free_clusters", info.offset() + 488,
                    "FSInfo states " + info.freeClusters() + " free clusters, there are " + free);
        }
    }

    private void tell(@Nullable Unowned sort, long start, long end) throws FormatException {
        if (sort != null) {
            listener.unowned(sort, start, end - start);
        }
    }

    private @Nullable Unowned sort(long cluster) throws IOException {
        if (owned.get((int) cluster)) {
            return null;
        }
        long value = table.get(cluster);
        if (value == 0) {
            return Unowned.FREE;
        }
        return volume.geometry().type().isBad(value) ? Unowned.BAD : Unowned.LOST;
    }

    private void add(String code, long offset, String detail) {
        anomalyText += detail.length();
        if (anomalyCount < ANOMALIES && anomalyText < ANOMALY_TEXT) {
            anomalies.accept(new Anomaly(code, offset, detail));
            anomalyCount++;
        } else if (!full) {
            anomalies.accept(new Anomaly("fat.more_anomalies", -1, "more than " + anomalyCount + " anomalies"));
            full = true;
        }
    }
}
