package org.selfsame.testing;

import java.io.IOException;
import org.selfsame.content.BytesContent;
import org.selfsame.content.Content;
import org.selfsame.content.FormatException;
import org.selfsame.task.Task;
import org.selfsame.tree.Entry;
import org.selfsame.tree.Format;
import org.selfsame.tree.Limits;
import org.selfsame.tree.Reader;
import org.selfsame.tree.Tree;
import org.selfsame.tree.Walk;

/// Does with hostile bytes all that a program may do with an image: open, list, read, map, find what is odd. Only
/// [FormatException] may come of it.
public final class FuzzReader {
    private static final Limits LIMITS = new Limits(50, 5_000, 1 << 20, 8 << 20);
    private static final int PIECE = 1 << 16;
    /// Bytes of file content read in one run; more would test the patience, not the reader.
    private static final long BUDGET = 8L << 20;

    private final Limits limits;
    private long budget = BUDGET;

    private FuzzReader(Limits limits) {
        this.limits = limits;
    }

    /// Opens `bytes` as `format` and uses everything that the reader offers.
    ///
    /// @throws AssertionError if anything but a [FormatException] is thrown, or a rule of the API is broken
    public static void exercise(Format format, byte[] bytes) {
        exercise(format, bytes, LIMITS);
    }

    /// As the other, with limits of one's own.
    public static void exercise(Format format, byte[] bytes, Limits limits) {
        var run = new FuzzReader(limits);
        attempt(() -> format.recognizes(new BytesContent(bytes)));
        attempt(() -> run.use(format.open(new BytesContent(bytes), limits)));
    }

    private void use(Reader reader) {
        attempt(reader::facts);
        for (var tree : reader.trees().sequencedValues()) {
            attempt(() -> walk(tree));
        }
        attempt(() -> reader.layout(Task.silent()));
        attempt(() -> reader.anomalies(Task.silent()));
    }

    private void walk(Tree tree) throws IOException {
        Walk.of(tree, limits, new Walk.Visitor() {
            @Override
            public void visit(String path, Entry entry) {
                if (entry instanceof Entry.File file) {
                    attempt(() -> read(file));
                }
            }

            @Override
            public void unreadable(String path, Entry.Directory directory, IOException problem) throws IOException {
                if (!(problem instanceof FormatException)) {
                    throw problem;
                }
            }
        });
    }

    private void read(Entry.File file) throws IOException {
        if (file.size() < 0) {
            throw new AssertionError("a file of " + file.size() + " bytes");
        }
        Content content = file.content();
        long size = content.size();
        readAt(content, 0, size);
        readAt(content, Math.max(0, size / 2), size);
        readAt(content, Math.max(0, size - PIECE), size);
    }

    private void readAt(Content content, long offset, long size) throws IOException {
        int length = (int) Math.min(PIECE, size - offset);
        if (budget < length) {
            return;
        }
        budget -= length;
        content.read(offset, new byte[length], 0, length);
        long next = content.nextData(offset);
        if (next < offset || next > size) {
            throw new AssertionError("the next data after " + offset + " of " + size + " is at " + next);
        }
    }

    private interface Use {
        void run() throws IOException;
    }

    private static void attempt(Use use) {
        try {
            use.run();
        } catch (FormatException _) {
            // what hostile bytes deserve
        } catch (IOException e) {
            throw new AssertionError("not a FormatException", e);
        }
    }
}
