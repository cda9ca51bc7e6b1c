package org.selfsame.pack;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.selfsame.task.Threads;
import org.selfsame.tree.Entry;

/// Lists the directories that a walk has yet to come to, on a thread of its own: those first that were met first. The walk
/// goes on with what it met last, so that the two seldom want the same. What is not listed when its turn comes, the calling
/// thread lists.
///
/// All methods are for the thread that walks.
final class ListingAhead implements Closeable {
    /// Listings that nobody has asked for yet, and the entries in them.
    private static final int MOST = 1 << 10;
    private static final int MOST_ENTRIES = 100_000;
    /// Directories that have to wait before the thread is woken: to wake it for each takes as long as to list one.
    private static final int FEW = 2;

    private final Deque<Listing> waiting = new ArrayDeque<>();
    private final Thread thread = Thread.ofPlatform().daemon().name("lister").unstarted(this::work);
    private int ahead;
    private int entries;
    private boolean closed;

    private ListingAhead() {}

    static ListingAhead start() {
        var listing = new ListingAhead();
        listing.thread.start();
        return listing;
    }

    /// A directory whose entries somebody will ask for.
    static final class Listing {
        private final FutureTask<List<Entry>> children;
        private boolean taken;
        private boolean asked;
        private int entries;

        private Listing(Entry.Directory directory) {
            children = new FutureTask<>(directory::children);
        }
    }

    /// Lists `directory` when there is time for it.
    synchronized Listing add(Entry.Directory directory) {
        var listing = new Listing(directory);
        waiting.push(listing);
        if (waiting.size() == FEW) {
            notifyAll();
        }
        return listing;
    }

    /// The entries of a directory, once.
    ///
    /// @throws IOException if it cannot be read
    /// @throws CancellationException if the thread is interrupted
    List<Entry> children(Listing listing) throws IOException {
        claim(listing);
        return Threads.finish(listing.children);
    }

    private synchronized void claim(Listing listing) {
        listing.asked = true;
        if (listing.taken) {
            boolean waited = entries >= MOST_ENTRIES;
            ahead--;
            entries -= listing.entries;
            if (ahead == MOST / 2 || waited) {
                notifyAll();
            }
        } else {
            // walks go on with what they met last: it is among the first
            waiting.removeFirstOccurrence(listing);
        }
    }

    private void work() {
        try {
            for (var next = next(); next != null; next = next()) {
                next.children.run();
                count(next);
            }
        } catch (InterruptedException _) {
            // nobody interrupts this thread; the other one can do without it
        }
    }

    /// Counts what waits to be asked for. A listing that is asked for meanwhile does not wait any more.
    private synchronized void count(Listing listing) {
        if (!listing.asked && listing.children.state() == Future.State.SUCCESS) {
            listing.entries = listing.children.resultNow().size();
            entries += listing.entries;
        }
    }

    /// What to list next, or null when there is no more to do.
    private synchronized @Nullable Listing next() throws InterruptedException {
        while (!closed && (waiting.isEmpty() || ahead >= MOST || entries >= MOST_ENTRIES)) {
            wait();
        }
        if (closed) {
            return null;
        }
        var next = waiting.removeLast();
        next.taken = true;
        ahead++;
        return next;
    }

    /// Waits for the directory that is being listed.
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        Threads.join(thread);
    }
}
