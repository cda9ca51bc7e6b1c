package org.selfsame.format.squashfs;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.selfsame.task.Threads;

/// Puts short files, and the ends of others, together in fragment blocks. One for files and one for ends is open (in the
/// layout of 4.4, one for both); it gets its number when it is opened, and its place when it is closed because the next one
/// does not fit. Not thread-safe.
final class FragmentOutput {
    private final ImageOutput output;
    private final EncoderThreads threads;
    private final int mostPending;
    private final BlockJob.Kind kind;
    private final boolean wholeFiles;
    private final Map<Sum, Place> places = new HashMap<>();
    private final Deque<Closed> closed = new ArrayDeque<>();
    private final List<Written> written = new ArrayList<>();
    private final BitSet lengths = new BitSet();
    private @Nullable Open files;
    private @Nullable Open ends;

    FragmentOutput(ImageOutput output, EncoderThreads threads, SquashfsOptions options) {
        this.output = output;
        this.threads = threads;
        this.mostPending = options.blocksAhead() / 2;
        this.wholeFiles = options.release() == SquashfsOptions.Release.R4_4;
        this.kind = new BlockJob.Kind(false, !options.stored().contains(SquashfsOptions.Stored.FRAGMENTS), false);
    }

    /// Where the end of a file is.
    ///
    /// @param fragment number of the fragment block, or [Inode#NO_FRAGMENT]
    record Place(long fragment, int offset) {
        static final Place NONE = new Place(Inode.NO_FRAGMENT, 0);
    }

    private static final class Open {
        final byte[] bytes;
        final int number;
        int used;

        Open(byte[] bytes, int number) {
            this.bytes = bytes;
            this.number = number;
        }
    }

    private record Closed(int number, FutureTask<BlockJob> job) {}

    private record Written(long position, int word) {
        static final Written NOT_YET = new Written(0, 0);
    }

    /// Takes in a whole file, or the end of one.
    ///
    /// @param isEnd whether there are blocks before it
    Place add(SmallFilesJob.Part part, boolean isEnd) throws IOException {
        var known = known(part, isEnd);
        if (known != null) {
            return known;
        }
        boolean apart = isEnd && !wholeFiles;
        var open = apart ? ends : files;
        if (open != null && open.used + part.length() > threads.blockSize()) {
            close(open);
            open = null;
        }
        if (open == null) {
            open = new Open(threads.takeBuffer(), written.size());
            written.add(Written.NOT_YET);
        }
        if (apart) {
            ends = open;
        } else {
            files = open;
        }
        System.arraycopy(part.bytes(), part.offset(), open.bytes, open.used, part.length());
        var place = new Place(open.number, open.used);
        open.used += part.length();
        lengths.set(part.length());
        if (part.sum() != null && !(isEnd && wholeFiles)) {
            places.put(part.sum(), place);
        }
        return place;
    }

    private @Nullable Place known(SmallFilesJob.Part part, boolean isEnd) {
        return part.sum() == null || isEnd && wholeFiles ? null : places.get(part.sum());
    }

    /// Whether a part of that length is there.
    boolean hasLength(int length) {
        return lengths.get(length);
    }

    /// Whether the end of a file closes the block that is open for ends, unless its bytes are there already.
    boolean isFullFor(int length) {
        return ends != null && ends.used + length > threads.blockSize();
    }

    private void close(Open open) throws IOException {
        closed.addLast(new Closed(open.number, threads.start(new BlockJob(threads, open.bytes, open.used, kind))));
        writeClosed(mostPending);
    }

    /// Writes the blocks that are closed.
    void writeClosed() throws IOException {
        writeClosed(0);
    }

    private void writeClosed(int rest) throws IOException {
        while (closed.size() > rest) {
            var next = closed.removeFirst();
            var job = Threads.finish(next.job());
            written.set(next.number(), new Written(output.position(), job.word()));
            job.write(output);
        }
    }

    /// Writes all blocks. Nothing may follow.
    void finish() throws IOException {
        if (files != null) {
            close(files);
        }
        if (ends != null) {
            close(ends);
        }
        writeClosed();
    }

    /// How many fragment blocks there are.
    int count() {
        return written.size();
    }

    /// Writes the table of fragment blocks.
    ///
    /// @return where its list starts
    long writeTable(MetadataOutput table) throws IOException {
        for (var block : written) {
            table.write(new Encoder().i64(block.position()).u32(block.word()).u32(0).toBytes());
        }
        return table.writeLookup(output);
    }
}
