package org.selfsame.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.selfsame.task.Activity;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Metadata;

/// Writes entries to a directory of the host, with their metadata.
///
/// Nothing is ever written outside the target, nothing that exists is replaced, and no symbolic link is followed,
/// whatever the tree says: names are checked, every directory is one that was made here or that the options allow to
/// enter, everything else is made only if it was not there. An entry that cannot be read is left out and reported, and the others go on. Files are written
/// by all processors; memory is bounded by a few MiB a processor.
public final class Extraction {
    private final ExtractionOptions options;
    private final Task task;
    private final boolean portable;

    /// An extraction with these options, watched and cancelled through `task`.
    public Extraction(ExtractionOptions options, Task task) {
        this(options, task, !LinuxCalls.isAvailable());
    }

    /// @param portable whether to use nothing but the JDK's own file calls
    Extraction(ExtractionOptions options, Task task, boolean portable) {
        this.options = options;
        this.task = task;
        this.portable = portable;
    }

    /// Makes the directory `target` what `root` is: its metadata and all that is in it.
    ///
    /// @throws TargetException if the target cannot be used; nothing was written
    /// @throws IOException if the target cannot be asked for its free space
    public ExtractionResult tree(Entry.Directory root, Path target) throws IOException {
        boolean made = prepare(target);
        // a directory that is in use already stays what it is
        var metadata = options.intoNonEmpty() && !made ? Metadata.NONE : root.metadata();
        return run(root, target, metadata, made, (extractor, directory) -> extractor.fill(directory, root));
    }

    /// Makes `entry` and all that is below it in the directory `directory`, by its own name. The directory may have
    /// other entries, but none of that name.
    ///
    /// @throws TargetException if the directory cannot be used; nothing was written
    /// @throws IOException if the directory cannot be asked for its free space
    public ExtractionResult entry(Entry entry, Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new TargetException(directory, Files.exists(directory)
                    ? TargetException.Reason.NOT_A_DIRECTORY
                    : TargetException.Reason.NO_PARENT);
        }
        return run(entry, directory, Metadata.NONE, false, (extractor, open) -> extractor.place(open, entry));
    }

    /// What an [Extractor] is asked for.
    private interface Work {
        void with(Extractor extractor, OpenDirectory target);
    }

    private ExtractionResult run(Entry entry, Path target, Metadata ofTarget, boolean made, Work work)
            throws IOException {
        long budget = options.maxBytes() >= 0 ? options.maxBytes() : Files.getFileStore(target).getUsableSpace();
        var tally = new Tally();
        long total = -1;
        if (options.measureFirst()) {
            total = new Measure(options.limits(), task).of(entry);
            if (total > budget || task.isCancelled()) {
                tally.stop(total > budget ? new Stop.OverBudget("", total, budget) : new Stop.Cancelled());
                if (made) {
                    Files.delete(target);
                }
                return tally.result();
            }
        }
        var directory = new OpenDirectory(open(target, tally.losses), ofTarget, tally);
        try (var meter = task.begin(Activity.EXTRACT, total); var writers = new FileWriters(meter, tally)) {
            work.with(new Extractor(tally, writers, options.limits(), budget, options.intoNonEmpty()),
                    directory);
        } catch (CancellationException _) {
            tally.stop(new Stop.Cancelled());
        } finally {
            directory.release();
        }
        return tally.result();
    }

    private HostDirectory open(Path target, Losses losses) throws TargetException {
        try {
            return portable
                    ? PortableDirectory.open(target, losses)
                    : LinuxTarget.open(target, options.privileged(), losses);
        } catch (IOException e) {
            throw new TargetException(target, TargetException.Reason.NOT_USABLE, e);
        }
    }

    /// Whether the target was made, and not there before.
    private boolean prepare(Path target) throws TargetException {
        if (!PortableDirectory.isTaken(target)) {
            try {
                Files.createDirectory(target, PortableDirectory.onlyForUs(target));
                return true;
            } catch (NoSuchFileException e) {
                throw new TargetException(target, TargetException.Reason.NO_PARENT, e);
            } catch (IOException e) {
                throw new TargetException(target, TargetException.Reason.NOT_USABLE, e);
            }
        }
        if (!Files.isDirectory(target)) {
            throw new TargetException(target, TargetException.Reason.NOT_A_DIRECTORY);
        }
        try (var children = Files.newDirectoryStream(target)) {
            if (!options.intoNonEmpty() && children.iterator().hasNext()) {
                throw new TargetException(target, TargetException.Reason.NOT_EMPTY);
            }
            return false;
        } catch (TargetException e) {
            throw e;
        } catch (IOException e) {
            throw new TargetException(target, TargetException.Reason.NOT_USABLE, e);
        }
    }
}
