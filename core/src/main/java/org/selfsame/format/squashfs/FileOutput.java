package org.selfsame.format.squashfs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.selfsame.format.squashfs.FragmentOutput.Place;
import org.selfsame.format.squashfs.SquashfsOptions.Release;
import org.selfsame.task.Task;
import org.selfsame.task.Threads;
import org.selfsame.tree.Entry;

/// Gives the bytes of files their places: blocks one behind the other, ends in fragment blocks. Fragment blocks that are
/// closed come before the blocks of the next file. Not thread-safe.
final class FileOutput {
    /// For blocks that wait for the end of their file; each has a buffer for what it is encoded to, too.
    private static final int MOST_HELD = 64 << 20;

    private final ImageOutput output;
    private final ReadAhead files;
    private final EncoderThreads threads;
    private final FragmentOutput fragments;
    private final SquashfsOptions options;
    private final Task.Meter meter;
    private final SharedRuns runs = new SharedRuns();
    private final Map<WholeFile, Placed> wholeFiles = new HashMap<>();
    private final List<BlockJob> held = new ArrayList<>();
    private @Nullable SmallFilesJob small;
    private int smallTaken;

    /// @param files the files that are to be written, in their order
    FileOutput(ImageOutput output, ReadAhead files, EncoderThreads threads, FragmentOutput fragments,
            SquashfsOptions options, Task.Meter meter) {
        this.output = output;
        this.files = files;
        this.threads = threads;
        this.fragments = fragments;
        this.options = options;
        this.meter = meter;
    }

    /// Where the bytes of a file are.
    ///
    /// @param start position of the first block, 0 if there is none
    /// @param end where the bytes are that are not in blocks
    /// @param words the size words of the blocks, encoded
    record Placed(long start, Place end, Encoder words) {
        private static final Encoder NO_WORDS = new Encoder();
        private static final Placed EMPTY = new Placed(0, Place.NONE, NO_WORDS);
    }

    private record WholeFile(long size, Sum blocks, @Nullable Sum end) {}

    /// Writes the next file.
    Placed write(Entry.File file) throws IOException {
        long size = file.size();
        if (size == 0) {
            return Placed.EMPTY;
        }
        long inBlocks = options.bytesInBlocks(size);
        if (inBlocks > 0) {
            return writeBlocks(size, inBlocks);
        }
        var part = nextPart();
        if (!part.isZero()) {
            return new Placed(0, fragments.add(part, false), Placed.NO_WORDS);
        }
        // a block that is not stored; but mksquashfs does as if there were one to write
        fragments.writeClosed();
        var run = new BlockRun();
        run.add(0);
        return place(size, 0, run, null, output.position());
    }

    private Placed writeBlocks(long size, long inBlocks) throws IOException {
        fragments.writeClosed();
        long start = output.position();
        var run = new BlockRun();
        boolean holding = false;
        for (long done = 0; done < inBlocks;) {
            switch (files.next()) {
                case Piece.Hole hole -> {
                    for (long at = 0; at < hole.bytes(); at += options.blockSize()) {
                        run.add(0);
                    }
                    holding |= done == 0 && endMayComeFirst(size, inBlocks, run);
                    done += hole.bytes();
                    meter.add(hole.bytes());
                }
                case Piece.Block block -> {
                    var job = Threads.finish(block.job());
                    run.add(job);
                    holding |= done == 0 && endMayComeFirst(size, inBlocks, run);
                    done += job.length();
                    meter.add(job.length());
                    holding &= 2L * options.blockSize() * held.size() < MOST_HELD;
                    held.add(job);
                    if (!holding) {
                        writeHeld();
                    }
                }
                case Piece.Small _ -> throw new IllegalStateException();
            }
        }
        var part = inBlocks < size ? nextPart() : null;
        if (part != null && part.isZero()) {
            // another block that is not stored
            run.add(0);
            part = null;
        }
        return place(size, inBlocks, run, part, start);
    }

    /// Whether the end of a file closes a fragment block before its blocks are written, if it is stored at all: mksquashfs 4.7
    /// does so where it looks for an equal file.
    private boolean endMayComeFirst(long size, long inBlocks, BlockRun run) {
        int end = (int) (size - inBlocks);
        return options.release() == Release.R4_7 && end > 0 && fragments.isFullFor(end)
                && isLookedFor(wanted(size, inBlocks, run), end);
    }

    private SharedRuns.Wanted wanted(long size, long inBlocks, BlockRun run) {
        int firstSize = run.first() == 0
                ? (int) Math.min(size, options.blockSize())
                : run.first() & Image.DATA_STORED - 1;
        return new SharedRuns.Wanted(firstSize, Math.ceilDiv(inBlocks, options.blockSize()), run.first());
    }

    private boolean isLookedFor(SharedRuns.Wanted wanted, int end) {
        return options.sharing() && (runs.promises(wanted) || end > 0 && fragments.hasLength(end));
    }

    /// @param end of the file, or null if all of it is in blocks
    /// @param start where its blocks are, or begin with those that are held
    private Placed place(long size, long inBlocks, BlockRun run, SmallFilesJob.@Nullable Part end, long start)
            throws IOException {
        if (options.sharing()) {
            return options.release() == Release.R4_4
                    ? placeWhole(new WholeFile(size, run.sum(), end == null ? null : end.sum()), run, end, start)
                    : placeParts(wanted(size, inBlocks, run), (int) (size - inBlocks), run, end, start);
        }
        return placeNew(run, end, start);
    }

    private Placed placeNew(BlockRun run, SmallFilesJob.@Nullable Part end, long start) throws IOException {
        var place = end == null ? Place.NONE : fragments.add(end, true);
        if (held.isEmpty() && (run.isStored() || options.release() != Release.R4_7)) {
            return new Placed(start, place, run.words());
        }
        fragments.writeClosed();
        long first = output.position();
        writeHeld();
        return new Placed(first, place, run.words());
    }

    private Placed placeWhole(WholeFile file, BlockRun run, SmallFilesJob.@Nullable Part end, long start)
            throws IOException {
        var before = wholeFiles.get(file);
        if (before != null) {
            output.takeBack(start);
            return before;
        }
        var placed = placeNew(run, end, start);
        wholeFiles.put(file, placed);
        return placed;
    }

    private Placed placeParts(SharedRuns.Wanted wanted, int endLength, BlockRun run, SmallFilesJob.@Nullable Part end,
            long start) throws IOException {
        var sum = run.sum();
        var before = isLookedFor(wanted, endLength) ? runs.find(wanted, sum) : null;
        if (before != null) {
            output.takeBack(start);
            held.forEach(BlockJob::giveBack);
            held.clear();
            return new Placed(before, end == null ? Place.NONE : fragments.add(end, true), run.words());
        }
        var placed = placeNew(run, end, start);
        runs.add(wanted, run.count(), sum, placed.start());
        return placed;
    }

    private void writeHeld() throws IOException {
        for (var job : held) {
            job.write(output);
        }
        held.clear();
    }

    private SmallFilesJob.Part nextPart() throws IOException {
        if (small != null && smallTaken == small.parts().size()) {
            threads.giveBack(small.bytes());
            small = null;
        }
        if (small == null) {
            if (!(files.next() instanceof Piece.Small next)) {
                throw new IllegalStateException();
            }
            small = Threads.finish(next.job());
            smallTaken = 0;
        }
        var part = small.parts().get(smallTaken++);
        meter.add(part.length());
        return part;
    }
}
