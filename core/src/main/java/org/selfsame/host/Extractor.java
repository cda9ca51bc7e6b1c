package org.selfsame.host;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Name;

/// Walks a tree in the order of its names, depth first, which is the order in which image makers write the bytes.
/// Makes directories, links and special files itself and hands files to the writers.
final class Extractor {
    private final Tally tally;
    private final FileWriters writers;
    private final Limits limits;
    private final long budget;
    private final boolean intoExisting;
    private final Map<Long, Made> linked = new HashMap<>();
    private final ArrayDeque<Level> levels = new ArrayDeque<>();
    private long entries;
    private long needed;

    /// @param intoExisting whether directories that are there already are entered
    Extractor(Tally tally, FileWriters writers, Limits limits, long budget, boolean intoExisting) {
        this.tally = tally;
        this.writers = writers;
        this.limits = limits;
        this.budget = budget;
        this.intoExisting = intoExisting;
    }

    /// A directory on the way down, and what is left to do in it.
    private static final class Level {
        final OpenDirectory directory;
        final Iterator<Entry> left;
        @Nullable
        Name last;

        Level(OpenDirectory directory, Iterator<Entry> left) {
            this.directory = directory;
            this.left = left;
        }

        Where where(Entry child) {
            return directory.host().where().child(child.name());
        }
    }

    /// What has further names, and the job that writes it if it is a file.
    private record Made(Where where, @Nullable FileJob job) {}

    /// Fills `target` with the children of `root`; the caller stays a user of `target`.
    void fill(OpenDirectory target, Entry.Directory root) {
        target.retain();
        enter(target, root);
        descend();
    }

    /// Makes one entry in `target`, and all that is below it; the caller stays a user of `target`.
    void place(OpenDirectory target, Entry entry) {
        target.retain();
        levels.push(new Level(target, List.of(entry).iterator()));
        descend();
    }

    private void descend() {
        while (!levels.isEmpty()) {
            var level = levels.element();
            if (tally.isStopped() || !level.left.hasNext()) {
                levels.pop().directory.release();
            } else {
                place(level, level.left.next());
            }
        }
    }

    private void enter(OpenDirectory made, Entry.Directory directory) {
        Iterator<Entry> children = Collections.emptyIterator();
        try {
            children = directory.children().iterator();
        } catch (IOException e) {
            tally.fail(made.host().where(), e);
        }
        levels.push(new Level(made, children));
    }

    private void place(Level level, Entry entry) {
        var where = level.where(entry);
        if (++entries > limits.entries()) {
            tally.stop(new Stop.TooManyEntries(limits.entries()));
        } else if (!entry.name().isPlain()) {
            tally.fail(where, Failure.Kind.BAD_NAME, null);
        } else if (level.last != null && level.last.equals(entry.name())) {
            tally.fail(where, Failure.Kind.DUPLICATE_NAME, null);
        } else {
            level.last = entry.name();
            try {
                make(level, entry, where);
            } catch (HostException e) {
                tally.fail(where, e);
            }
        }
    }

    private void make(Level level, Entry entry, Where where) throws HostException {
        var host = level.directory.host();
        if (!(entry instanceof Entry.Directory) && madeLink(host, entry, where)) {
            return;
        }
        switch (entry) {
            case Entry.Directory directory -> {
                if (levels.size() >= limits.depth()) {
                    tally.fail(where, Failure.Kind.TOO_DEEP, null);
                } else {
                    enter(open(host, directory), directory);
                }
            }
            case Entry.File file -> make(level.directory, file, where);
            case Entry.Symlink link -> {
                host.makeSymlink(link);
                tally.symlinks.increment();
                remember(entry, new Made(where, null));
            }
            case Entry.Device _,Entry.Fifo _,Entry.Socket _ -> {
                if (host.makeSpecial(entry)) {
                    tally.special.increment();
                    remember(entry, new Made(where, null));
                }
            }
        }
    }

    /// A new directory, or the one that is there, as it is. What is there and is no directory is what is in the way.
    private OpenDirectory open(HostDirectory host, Entry.Directory directory) throws HostException {
        try {
            return new OpenDirectory(host.makeDirectory(directory.name()), directory.metadata(), tally);
        } catch (HostException e) {
            if (!intoExisting || e.error() != HostError.EXISTS) {
                throw e;
            }
            try {
                return new OpenDirectory(host.openDirectory(directory.name()), null, tally);
            } catch (HostException refused) {
                throw refused.error() == HostError.OTHER ? e : refused;
            }
        }
    }

    private void make(OpenDirectory directory, Entry.File file, Where where)
            throws HostException {
        if (file.size() < 0 || file.size() > budget - needed) {
            boolean countable = file.size() >= 0 && file.size() <= Long.MAX_VALUE - needed;
            long asked = countable ? needed + file.size() : Long.MAX_VALUE;
            tally.stop(new Stop.OverBudget(where.path(), asked, budget));
            return;
        }
        needed += file.size();
        int ranges = FileWriters.ranges(file.size());
        var job = new FileJob(directory, file, where, ranges);
        if (hasOtherNames(file) || ranges > 1) {
            job.make();
            remember(file, new Made(where, job));
        }
        writers.add(job);
    }

    /// Whether `entry` was made as a further name of one that is there.
    private boolean madeLink(HostDirectory host, Entry entry, Where where) throws HostException {
        var existing = hasOtherNames(entry) ? linked.get(entry.metadata().inode()) : null;
        if (existing == null) {
            return false;
        }
        try {
            if (existing.job() != null) {
                existing.job().link(host, where, tally);
            } else {
                host.makeLink(existing.where(), entry.name());
                tally.links.increment();
            }
            return true;
        } catch (HostException e) {
            if (e.error() == HostError.EXISTS || e.error().endsAll()) {
                throw e;
            }
            tally.losses.add(Loss.What.HARD_LINK, where);
            return false;
        }
    }

    private void remember(Entry entry, Made made) {
        if (hasOtherNames(entry)) {
            linked.putIfAbsent(entry.metadata().inode(), made);
        }
    }

    private static boolean hasOtherNames(Entry entry) {
        return entry.metadata().inode() != 0 && entry.metadata().links() != 1;
    }
}
