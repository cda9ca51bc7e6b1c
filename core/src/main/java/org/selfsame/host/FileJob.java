package org.selfsame.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.tree.Entry;

/// One file to write, in one range or in several that are written by different threads.
final class FileJob {
    private final OpenDirectory directory;
    private final Entry.File file;
    private final Where where;
    private final AtomicInteger rangesLeft;
    private final AtomicLong written = new AtomicLong();
    private final List<Where> otherNames = new ArrayList<>();
    private @Nullable IOException failure;
    private volatile @Nullable HostFile made;

    /// The caller is a user of `directory`, and the job is another until it ends.
    FileJob(OpenDirectory directory, Entry.File file, Where where, int ranges) {
        this.directory = directory;
        this.file = file;
        this.where = where;
        this.rangesLeft = new AtomicInteger(ranges);
        directory.retain();
    }

    /// Makes the file, empty. Without this the first range does.
    ///
    /// @throws HostException if it cannot be made; the job is over then
    void make() throws HostException {
        try {
            made = directory.host().makeFile(file);
        } catch (HostException e) {
            directory.release();
            throw e;
        }
    }

    /// Size of the file in bytes.
    long size() {
        return file.size();
    }

    /// Makes a further name of the file, which must have been made. If the file failed already, so does the name.
    synchronized void link(HostDirectory host, Where name, Tally tally) throws HostException {
        if (failure == null) {
            host.makeLink(where, name.name());
            otherNames.add(name);
            tally.links.increment();
        } else {
            tally.fail(name, failure);
        }
    }

    /// Writes the range `[from, to)`. The last range of the file to end finishes it.
    void write(long from, long to, FileWriter writer, Tally tally) {
        HostFile out = made;
        try {
            if (out == null) {
                out = directory.host().makeFile(file);
                made = out;
            }
            if (!hasFailed() && !tally.isStopped()) {
                var content = content();
                written.accumulateAndGet(writer.copy(content, from, to, out), Math::max);
            }
        } catch (IOException e) {
            fail(e, tally);
        } finally {
            if (rangesLeft.decrementAndGet() == 0) {
                end(out, tally);
            }
        }
    }

    private Content content() throws IOException {
        var content = file.content();
        if (content.size() != file.size()) {
            throw new FormatException("tree", 0, "a file of " + file.size() + " bytes has a content of "
                    + content.size());
        }
        return content;
    }

    private synchronized void end(@Nullable HostFile out, Tally tally) {
        try {
            if (out != null && !finished(out, tally)) {
                remove(tally);
            }
        } catch (HostException e) {
            tally.fail(where, e);
        } finally {
            directory.release();
        }
    }

    private boolean finished(HostFile out, Tally tally) {
        if (failure != null || tally.isStopped()) {
            out.abandon();
            return false;
        }
        try {
            out.finish(file.metadata(), file.size(), written.get());
            tally.files.increment();
            tally.bytes.add(file.size());
            return true;
        } catch (HostException e) {
            fail(e, tally);
            return false;
        }
    }

    private void remove(Tally tally) throws HostException {
        directory.host().remove(where);
        for (var name : otherNames) {
            directory.host().remove(name);
            tally.links.decrement();
            if (failure != null) {
                tally.fail(name, failure);
            }
        }
        otherNames.clear();
    }

    private synchronized boolean hasFailed() {
        return failure != null;
    }

    private synchronized void fail(IOException problem, Tally tally) {
        if (failure == null) {
            failure = problem;
            tally.fail(where, problem);
        }
    }
}
