package org.selfsame.format.squashfs;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.selfsame.format.squashfs.FragmentOutput.Place;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;

/// Gives the bytes of files their places: blocks one behind the other, ends in fragment blocks. Fragment blocks that are
/// closed come before the blocks of the next file. Not thread-safe.
final class FileOutput {
    private final ImageOutput output;
    private final ReadAhead files;
    private final EncoderThreads threads;
    private final FragmentOutput fragments;
    private final SquashfsOptions options;
    private final Task.Meter meter;
    private final Map<Sum, Long> starts = new HashMap<>();
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
        private static final Placed EMPTY = new Placed(0, Place.NONE, new Encoder());
    }

    /// Writes the next file.
    Placed write(Entry.File file) throws IOException {
        long size = file.size();
        if (size == 0) {
            return Placed.EMPTY;
        }
        long inBlocks = options.bytesInBlocks(size);
        return inBlocks == 0 ? writeSmall() : writeLarge(inBlocks, inBlocks < size);
    }

    private Placed writeSmall() throws IOException {
        var part = nextPart();
        if (!part.isZero()) {
            return new Placed(0, fragments.add(part, false), new Encoder());
        }
        // a block that is not stored; but mksquashfs does as if there were one to write
        fragments.writeClosed();
        return new Placed(output.position(), Place.NONE, new Encoder().u32(0));
    }

    private Placed writeLarge(long inBlocks, boolean hasEnd) throws IOException {
        fragments.writeClosed();
        long start = output.position();
        var run = new BlockRun();
        writeBlocks(run, inBlocks);
        var part = hasEnd ? nextPart() : null;
        if (part != null && part.isZero()) {
            // another block that is not stored; mksquashfs does not look for files that are equal to this one
            run.add(0);
            return new Placed(start, Place.NONE, run.words());
        }
        if (options.sharing()) {
            start = shared(run.sum(), start);
        }
        return new Placed(start, part == null ? Place.NONE : fragments.add(part, true), run.words());
    }

    private void writeBlocks(BlockRun run, long length) throws IOException {
        for (long done = 0; done < length;) {
            switch (files.next()) {
                case Piece.Hole hole -> {
                    for (long at = 0; at < hole.bytes(); at += options.blockSize()) {
                        run.add(0);
                    }
                    done += hole.bytes();
                    meter.add(hole.bytes());
                }
                case Piece.Block block -> {
                    var job = EncoderThreads.finish(block.job());
                    run.add(job);
                    job.write(output);
                    done += job.length();
                    meter.add(job.length());
                }
                case Piece.Small _ -> throw new IllegalStateException();
            }
        }
    }

    /// The start of an earlier file of the same blocks; then those that were written are taken back. Else, their start.
    private long shared(Sum sum, long start) throws IOException {
        Long before = starts.putIfAbsent(sum, start);
        if (before == null) {
            return start;
        }
        output.takeBack(start);
        return before;
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
            small = EncoderThreads.finish(next.job());
            smallTaken = 0;
        }
        var part = small.parts().get(smallTaken++);
        meter.add(part.length());
        return part;
    }
}
